import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LineReader, type NumberedLine } from './lines.ts';

type Line = Omit<NumberedLine, 'offset'>;

function read(...pieces: (string | Buffer)[]): Line[] {
  const reader = new LineReader();
  return pieces.flatMap((piece) => reader.feed(Buffer.from(piece)).map(withoutOffset));
}

function withoutOffset({ number, text }: NumberedLine): Line {
  return { number, text };
}

function lines(...texts: string[]): Line[] {
  return texts.map((text, index) => ({ number: index + 1, text }));
}

test('each line comes with its number', () => assert.deepEqual(read('one\ntwo\n'), lines('one', 'two')));

test('wherever the bytes are torn, the lines are the same', () => {
  const whole = Buffer.from('{"name":"grüße, 日本語 🎉"}\n{"é":1}\n');
  for (let at = 0; at <= whole.length; at++) {
    assert.deepEqual(read(whole.subarray(0, at), whole.subarray(at)), lines('{"name":"grüße, 日本語 🎉"}', '{"é":1}'), `torn at byte ${at}`);
  }
});

test('bytes that come one by one make the same lines', () => {
  assert.deepEqual(read(...Array.from(Buffer.from('añ\n🎉\n'), (byte) => Buffer.from([byte]))), lines('añ', '🎉'));
});

test('a piece that is overwritten after it was fed does not change the line', () => {
  const reader = new LineReader();
  const block = Buffer.from('begun');
  reader.feed(block);
  block.fill('x');
  assert.deepEqual(reader.feed(Buffer.from(' and ended\n')).map(withoutOffset), lines('begun and ended'));
});

test('a last line without a newline is kept until it is completed', () => {
  const reader = new LineReader();
  assert.deepEqual(reader.feed(Buffer.from('one\ntw')).map(withoutOffset), lines('one'));
  assert.deepEqual(reader.feed(Buffer.from('o')), []);
  assert.deepEqual(reader.feed(Buffer.from('\n')), [{ number: 2, offset: 4, text: 'two' }]);
});

test('blank lines are left out, and counted', () => {
  assert.deepEqual(read('\n  \none\n\r\n\ntwo\n'), [{ number: 3, text: 'one' }, { number: 6, text: 'two' }]);
});

test('a carriage return is left at the end of its line, where JSON allows it', () => {
  const [line] = read('{"a":1}\r\n');
  assert.equal(line!.text, '{"a":1}\r');
  assert.deepEqual(JSON.parse(line!.text!), { a: 1 });
});

test('nothing makes no line', () => assert.deepEqual(read('', ''), []));

const MEBIBYTE = 1024 * 1024;

function fedBlocks(count: number, last: string): Line[] {
  const reader = new LineReader();
  const block = Buffer.alloc(MEBIBYTE, 'x');
  for (let fed = 0; fed < count; fed++) assert.deepEqual(reader.feed(block), []);
  return reader.feed(Buffer.from(last)).map(withoutOffset);
}

test('a line of 64 MiB is the longest that is kept', () => {
  const [line, next] = fedBlocks(64, '\nnext\n');
  assert.equal(line!.text!.length, 64 * MEBIBYTE);
  assert.deepEqual(next, { number: 2, text: 'next' });
});

test('a longer one is given up, and the line after it is read', () => {
  assert.deepEqual(fedBlocks(64, 'x\nnext\n'), [{ number: 1, text: undefined }, { number: 2, text: 'next' }]);
  assert.deepEqual(fedBlocks(70, '\nnext\n'), [{ number: 1, text: undefined }, { number: 2, text: 'next' }]);
});

test('each line comes with the place where it begins, blank and long ones counted', () => {
  const reader = new LineReader();
  const fed = ['é\n\n', 't', 'wo\r\n', 'x'.repeat(10), '\nend'].flatMap((piece) => reader.feed(Buffer.from(piece)));
  assert.deepEqual(fed.map(({ offset }) => offset), [0, 4, 9]);
});

test('a last line without a newline is told at the end, once', () => {
  const reader = new LineReader();
  reader.feed(Buffer.from('one\ntwo'));
  assert.deepEqual([reader.end(), reader.end()], [{ number: 2, offset: 4, text: 'two' }, undefined]);
});
