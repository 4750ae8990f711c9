import assert from 'node:assert/strict';
import { test } from 'node:test';

import { printable, printableAll, printableByLine, printableLines } from './printable.ts';

const shown: [says: string, text: string, printed: string][] = [
  ['plain text, in any script', 'GET /work é 日本 🙂', 'GET /work é 日本 🙂'],
  ['a colour', '\u001b[31mred', '\\u{1b}[31mred'],
  ['a C1 control', '\u009b31m', '\\u{9b}31m'],
  ['a new line and a tab', 'a\nb\tc', 'a\\u{a}b\\u{9}c'],
  ['text turned around', 'a\u202eb', 'a\\u{202e}b'],
  ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
  ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ['no character, which XML cannot say either', 'a\ufffeb\uffff', 'a\\u{fffe}b\\u{ffff}'],
  ['half of a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
  ['a command to a runner, at the beginning of a line', ' ::error file=a::b', ' \\u{3a}:error file=a::b'],
  ['another, without values', '::add-mask::b', '\\u{3a}:add-mask::b'],
  ['its older form, anywhere', 'a ##[add-mask]b', 'a \\u{23}#[add-mask]b'],
  ['an address that begins with colons', '::1 and ::ffff:127.0.0.1', '::1 and ::ffff:127.0.0.1'],
  ['too much', 'x'.repeat(1_601), `${'x'.repeat(560)}… (1,601 characters)`],
];

for (const [says, text, printed] of shown) {
  test(`shown: ${says}`, () => assert.equal(printable(text), printed));
}

test('lines stay lines, and whole, with no more in them than can be seen', () => {
  assert.equal(printableLines(`a\n\tb\u001b[31m\r\n${'x'.repeat(700)}`), `a\n  b\\u{1b}[31m\\u{d}\n${'x'.repeat(700)}`);
});

test('of lines, none is a command to a runner', () => {
  assert.equal(printableLines('no such file: a\n\t::error::b'), 'no such file: a\n  \\u{3a}:error::b');
});

test('what was cut is not cut again', () => {
  const once = printable('x'.repeat(1_000_000));
  assert.equal(printable(once), once);
});

test('every text inside a value is made printable, and nothing else is changed', () => {
  assert.deepEqual(printableAll({ a: ['\u0007', 1, null, true], b: { 'c\n': undefined } }), { a: ['\\u{7}', 1, null, true], b: { 'c\\u{a}': undefined } });
});

test('what a program wrote keeps its lines, and each that is too long is cut', () => {
  assert.equal(printableByLine('a\u001b\nb\n::error::c'), 'a\\u{1b}\nb\n\\u{3a}:error::c');
  assert.match(printableByLine(`a\n${'x'.repeat(700)}\nb`), /^a\nx{560}… \(700 characters\)\nb$/);
});
