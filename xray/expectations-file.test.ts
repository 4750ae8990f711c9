import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Problem } from '../lab/problem.ts';
import { NO_EXPECTATIONS } from './expectations.ts';
import { readExpectations } from './expectations-file.ts';

test('every field is read', () => {
  assert.deepEqual(readExpectations({ xray: {
    kept: [{ service: 'shop', attributes: { n: 1, t: true, x: 'y' } }], dropped: [{ kind: 'SERVER', status: 'ERROR', name: 'GET' }],
    absent: ['key', { value: '\\d{16}' }], sampled: { atLeast: 0.1 }, brokenTraces: 3,
  } }, 'f'), {
    kept: [{ service: 'shop', attributes: { n: 1, t: true, x: 'y' } }], dropped: [{ kind: 'SERVER', status: 'ERROR', name: 'GET' }],
    absent: [{ attribute: 'key' }, { value: '\\d{16}' }], sampled: { atLeast: 0.1, atMost: 1 }, brokenTraces: 3,
  });
  assert.deepEqual(readExpectations({ xray: { brokenTraces: 0 }, check: { what: 'is not ours' } }, 'f'), NO_EXPECTATIONS);
});

const WRONG: [xray: unknown, message: string][] = [
  [{ keep: [] }, '`f: xray.keep` is none of its fields, which are kept, dropped, absent, sampled, brokenTraces.'],
  [{ kept: {} }, '`f: xray.kept` must be a list.'],
  [{ kept: [{}] }, '`f: xray.kept[0]` must say something of the spans that are meant: service, name, kind, status or attributes.'],
  [{ kept: [{ kind: 'server' }] }, '`f: xray.kept[0].kind` must be one of UNSPECIFIED, INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER, and is `server`.'],
  [{ dropped: [{ attributes: { x: [] } }] }, '`f: xray.dropped[0].attributes.x` must be a text, a number, true or false.'],
  [{ dropped: [{ attributes: {} }] }, '`f: xray.dropped[0].attributes` must name an attribute.'],
  [{ absent: [{ value: '[' }] }, '`f: xray.absent[0].value` is no regular expression: Invalid regular expression: /[/u: Unterminated character class.'],
  [{ sampled: { atLeast: 2 } }, '`f: xray.sampled.atLeast` must be a number from 0 to 1.'],
  [{ sampled: { atLeast: 0.5, atMost: 0.4 } }, '`f: xray.sampled.atLeast` is more than `atMost`.'],
  [{ brokenTraces: 'none' }, '`f: xray.brokenTraces` must be a number from 0 to 10000000.'],
];

test('a file that expects nothing is no test, and is refused', () => {
  for (const value of [{}, { xray: null }, { xray: {} }, { check: { orphans: 0 } }]) assert.throws(() => readExpectations(value, 'f'), (error: Problem) => error.exitCode === 3 && error.message.startsWith('`f` expects nothing'));
  assert.throws(() => readExpectations({ dropped: [] }, 'f'), (error: Problem) => error.exitCode === 3 && /^`f: tracehop\.dropped` is none of its fields, which are check, xray\.$/.test(error.message));
});

for (const [xray, message] of WRONG) {
  test(`what is not as it must be is named: ${message}`, () => {
    assert.throws(() => readExpectations({ xray }, 'f'), (error: Problem) => { assert.equal(error.message, message); return error.exitCode === 3; });
  });
}
