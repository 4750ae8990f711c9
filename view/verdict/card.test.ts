import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Card, card, recordedCard } from './card.ts';
import { verdictOf } from './fixtures.ts';

function linesOf({ lines }: Card): string[] {
  return lines.map((line) => line.map(({ text }) => text).join(''));
}

test('two values of a header stand on two lines, each with the name, and are no valid context', () => {
  const document = verdictOf('header-duplicated-by-proxy');
  const { received, sent } = document.witnesses;
  const twice = card('received', received, document, sent);
  assert.deepEqual(linesOf(twice), received.split(/(?<=, )/).map((value) => `traceparent: ${value}`));
  assert.equal(twice.lines.length, 2);
  assert.deepEqual(twice.notes, ['not a valid trace context']);
});

test('a trace that is not the probe\'s is said to be another', () => {
  const document = verdictOf('caller-context-lost');
  assert.deepEqual([card('probe', document.witnesses.probe, document), card('sent', document.witnesses.sent, document), recordedCard(document)].map(({ otherTrace }) => otherTrace), [false, true, true]);
});

test('where nobody saw the probe, a trace that is not the one that was sent is another', () => {
  const document = verdictOf('proxy-strips-header');
  assert.equal(recordedCard({ ...document, witnesses: { ...document.witnesses, probe: 'unknown' } }).otherTrace, true);
});

test('flags that say "do not record" are put in words', () => {
  const document = verdictOf('proxy-clears-sampled');
  assert.deepEqual([card('sent', document.witnesses.sent, document), card('received', document.witnesses.received, document)].map(({ notes }) => notes), [[], ['flags: do not record']]);
});

test('what was recorded is a trace, and a parent where there is one', () => {
  const [joined, root] = [verdictOf('healthy'), verdictOf('proxy-strips-header')].map((document) => recordedCard(document));
  assert.match(linesOf(joined!)[0]!, /^[\da-f]{32} [\da-f]{16}$/);
  assert.match(linesOf(root!)[0]!, /^[\da-f]{32}$/);
  assert.deepEqual(root!.notes, ['no parent: it begins a trace']);
});
