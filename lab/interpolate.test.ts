import assert from 'node:assert/strict';
import { test } from 'node:test';

import { interpolate, interpolateAll } from './interpolate.ts';

const variables = { NAME: 'value', EMPTY: '', UNSET: undefined };

const filled: [text: string, result: string][] = [
  ['$NAME', 'value'], ['${NAME}', 'value'], ['a-${NAME}-b', 'a-value-b'],
  ['${EMPTY:-default}', 'default'], ['${EMPTY-default}', ''], ['${UNSET-default}', 'default'], ['${UNSET:-}', ''], ['$UNSET', ''],
  ['$$NAME', '$NAME'], ['$${env:X}', '${env:X}'], ['127.0.0.1:${PORT:-8081}:8081', '127.0.0.1:8081:8081'],
];

for (const [text, result] of filled) {
  test(`${text} becomes ${result}`, () => assert.equal(interpolate(text, variables, 'here'), result));
}

for (const text of ['${NAME:?error}', '${NAME:+other}', '$', '${', '${1}', '${NAME:-${OTHER}}']) {
  test(`refused: ${text}`, () => assert.throws(() => interpolate(text, variables, 'here'), { exitCode: 3, message: /^here: a `\$` of / }));
}

test('every text inside a value is filled in; keys, numbers and nothing stay', () => {
  assert.deepEqual(interpolateAll({ $NAME: ['$NAME', 1, null] }, variables, 'here'), { $NAME: ['value', 1, null] });
  assert.throws(() => interpolateAll({ a: [{ b: '$' }] }, variables, 'file'), { message: /^file\.a\[0\]\.b: / });
});
