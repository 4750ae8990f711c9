import assert from 'node:assert/strict';
import { test } from 'node:test';

import { warningsIn } from './collector-log.ts';

const AT = '2026-01-01T00:00:00.000Z';
const LOG = [
  `${AT}\twarn\tx.go:1\tBefore it was ready`,
  `${AT}\tinfo\tservice.go:282\tEverything is ready. Begin running and processing data.\t{"resource": {}}`,
  `${AT}\twarn\tlimiter.go:7\tMemory is short`,
  ...[1, 2, 3].map(() => `${AT}\terror\tp.go:2\tfailed to execute statement\t{"resource": {}, "error": "no such thing"}`),
  '\tat a stack',
  `${AT}\terror\tp.go:3\tfields that are no JSON\t{x`,
].join('\n');

test('warnings and errors since it was ready are told once, with how often they came', () => {
  assert.deepEqual(warningsIn(LOG), [
    { message: 'failed to execute statement: no such thing', count: 3 }, { message: 'Memory is short', count: 1 }, { message: 'fields that are no JSON', count: 1 },
  ]);
});

test('what was never ready is all told; no more than five are', () => {
  assert.deepEqual(warningsIn(`${AT}\twarn\tx.go:1\tIt`), [{ message: 'It', count: 1 }]);
  assert.equal(warningsIn(Array.from({ length: 9 }, (_, at) => `${AT}\twarn\tx.go:1\tNo ${at}`).join('\n')).length, 5);
});
