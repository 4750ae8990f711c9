import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOPS } from '../fixtures/hops.ts';
import { documentOf } from './fixtures.ts';
import { format, jsonFormatter, quietFormatter, textFormatter } from './formatter.ts';
import { plain } from './paint.ts';
import { verdictText } from './text.ts';

const document = documentOf(HOPS.healthy[1]);
const text = textFormatter(plain);

test('steps and commands go to standard error, results to standard output', () => {
  assert.deepEqual(format(text, { kind: 'step', message: 'Sending.' }), { stream: 'stderr', text: 'Sending.\n' });
  assert.deepEqual(format(text, { kind: 'command', line: 'curl x' }), { stream: 'stderr', text: '$ curl x\n' });
  assert.deepEqual(format(text, { kind: 'verdict', document }), { stream: 'stdout', text: `${verdictText(document, plain)}\n` });
});

test('JSON is one document, and the steps stay on standard error', () => {
  const json = jsonFormatter(text);
  const written = format(json, { kind: 'verdict', document });
  assert.equal(written?.stream, 'stdout');
  assert.deepEqual(JSON.parse(written.text), document);
  assert.equal(format(json, { kind: 'step', message: 'Sending.' })?.stream, 'stderr');
});

test('quiet is the verdict alone', () => {
  const quiet = quietFormatter(plain);
  assert.equal(format(quiet, { kind: 'step', message: 'Sending.' }), undefined);
  assert.equal(format(quiet, { kind: 'command', line: 'curl x' }), undefined);
  assert.equal(format(quiet, { kind: 'verdict', document })?.text, `LINKED: ${document.summary}\n`);
});

test('progress is nobody\'s text: the bar shows it', () => {
  assert.equal(format(text, { kind: 'progress', answered: 1, decided: 1, requests: 2 }), undefined);
});
