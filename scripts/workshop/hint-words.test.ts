import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changedWords, hintMisfits } from './hint-words.ts';

function changed(exercise: string, solution: string): string[] {
  return [...changedWords(new Map([['proxy.ts', exercise]]), new Map([['proxy.ts', solution]]))].sort();
}

test('the words that a solution adds or takes away, and not those of its comments', () => {
  assert.deepEqual(changed('// TODO: one is missing\nlet on = ["host"];\nend\n', '// With it, all is well.\nlet on = ["host", "traceparent"];\nend\n'), ['traceparent']);
  assert.deepEqual(changed('import "./telemetry.ts"\nend\n', 'end\n'), ['import', 'telemetry', 'ts']);
  assert.deepEqual(changed('# TODO\nratio: 0.1\n', 'ratio: 1\n'), ['0']);
});

const WORDS = new Set(['traceparent', 'PASSED_ON']);
const HINTS = ['Look at the proxy.', 'It has a list.', 'Add `traceparent` to it.'];

test('three hints that grow', () => assert.deepEqual(hintMisfits(HINTS, WORDS), []));

const misfits: [hints: string[], says: string][] = [
  [HINTS.slice(1), 'has 2 hints, and three is the least.'],
  [['It has a LIST.', ...HINTS.slice(1)], 'has two hints that are alike.'],
  [HINTS.with(2, 'Add the header to it.'), 'has a last hint that names nothing of what the solution changes.'],
  [HINTS.with(0, 'Add `traceparent` to `PASSED_ON`.'), 'has a first hint that says more of the solution than the last.'],
];

for (const [hints, says] of misfits) {
  test(`an exercise ${says}`, () => assert.deepEqual(hintMisfits(hints, WORDS), [says]));
}

test('where nothing of the solution may be said, the last hint need not', () => {
  assert.deepEqual(hintMisfits(HINTS, new Set()), []);
});
