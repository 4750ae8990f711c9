import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, B_SERVER, hop, TRACE } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import { missedAnswers, QUESTIONS } from './answers.ts';

const RIGHT = { 'trace-id': TRACE, 'entry-span-id': A_SERVER, 'client-span-id': A_CLIENT, 'server-span-id': B_SERVER, 'server-parent-id': A_CLIENT };

const { evidence } = judgedOf(hop());

function missed(given: Record<string, string>): string[] {
  return missedAnswers({ ...RIGHT, ...given }, Object.keys(RIGHT), evidence);
}

test('every question has its answer in a healthy hop', () => {
  assert.deepEqual(Object.keys(QUESTIONS), Object.keys(RIGHT));
  assert.deepEqual(missed({}), []);
});

test('capital letters and spaces around an id are no mistake', () => {
  assert.deepEqual(missed({ 'trace-id': ` ${TRACE.toUpperCase()} ` }), []);
});

test('only what is asked counts', () => {
  assert.deepEqual(missedAnswers({ 'trace-id': TRACE }, ['trace-id'], evidence), []);
});

test('nothing, the id of something else and the id of nothing are told apart', () => {
  assert.deepEqual(missed({ 'trace-id': '', 'client-span-id': B_SERVER, 'server-span-id': 'abc' }), [
    '`trace-id` is not filled in yet. It is to be the trace id that both services have on their spans.',
    `\`client-span-id\` is \`${B_SERVER}\`, which is the span id of service B's SERVER span. It is to be the span id of service A's CLIENT span, which is the call to service B.`,
    '`server-span-id` is `abc`, which is none of the ids that this hop has. It is to be the span id of service B\'s SERVER span.',
  ]);
});
