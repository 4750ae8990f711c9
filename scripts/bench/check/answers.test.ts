import assert from 'node:assert/strict';
import { test } from 'node:test';

import { wrongsOf } from './answers.ts';
import type { Truth } from './truth.ts';

const TRUTH: Truth = {
  bytes: 9, lines: 1, spans: 10, traces: 4, roots: 3, entries: 1, orphans: 2, duplicates: 5, conflicts: 6, cycles: 7, services: ['a', 'b'],
  edges: [{ from: 'a', to: 'b', linked: 8, broken: 1 }], breaks: {},
};
const COUNTS = { spans: 10, traces: 4, roots: 3, absent: 3 };

const CASES: [answers: 'counts' | 'document', printed: unknown, wrongs: string[]][] = [
  ['counts', COUNTS, []],
  ['counts', { ...COUNTS, spans: 9 }, ['spans: 9 for 10']],
  ['counts', { ...COUNTS, absent: undefined }, ['absent: none for 3']],
  ['document', { ...TRUTH, edges: [{ from: 'a', to: 'b', linked: 8, broken: 4 }, { from: 'b', to: 'a', linked: 0, broken: 1 }] }, []],
  ['document', { ...TRUTH, orphans: 3, edges: [{ from: 'b', to: 'a', linked: 8, broken: 1 }] }, ['orphans: 3 for 2', 'linked a -> b: none for 8', 'linked b -> a: 8 for none']],
];

for (const [answers, printed, wrongs] of CASES) {
  test(`An answer of ${answers} has ${wrongs.length} wrongs: ${wrongs.join(', ')}`, () => assert.deepEqual(wrongsOf(answers, JSON.stringify(printed), TRUTH), wrongs));
}

test('What is no JSON is no answer, and nothing is asked of who answers nothing', () => {
  assert.match(wrongsOf('counts', 'Killed', TRUTH)[0]!, /^no answer: /);
  assert.match(wrongsOf('document', '{}', TRUTH)[0]!, /^no answer: /);
  assert.deepEqual(wrongsOf('nothing', '', TRUTH), []);
});
