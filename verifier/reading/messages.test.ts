import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FORMAT_PROTO, ZSTD_JSON } from './fixtures/collector-files.ts';
import { type Message, type MessageFault, MessageReader } from './messages.ts';

const message = (payload: Uint8Array): Buffer => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(payload.length);
  return Buffer.concat([prefix, payload]);
};

/** Payloads as text, since a view would not outlast the bytes that were fed. */
function read(...pieces: Uint8Array[]): { messages: { number: number; offset: number; payload: string }[]; fault: MessageFault | undefined } {
  const reader = new MessageReader();
  const plain = ({ number, offset, payload }: Message) => ({ number, offset, payload: Buffer.from(payload).toString('latin1') });
  return { messages: pieces.flatMap((piece) => reader.feed(piece).map(plain)), fault: reader.end() };
}

const THREE = Buffer.concat(['one', 'second', 'x'].map((text) => message(Buffer.from(text))));
const READ = { messages: [{ number: 1, offset: 0, payload: 'one' }, { number: 2, offset: 7, payload: 'second' }, { number: 3, offset: 17, payload: 'x' }], fault: undefined };

test('each message comes with its number and its offset', () => assert.deepEqual(read(THREE), READ));

test('wherever the bytes are torn, the messages are the same', () => {
  for (let at = 0; at <= THREE.length; at++) assert.deepEqual(read(THREE.subarray(0, at), THREE.subarray(at)), READ, `torn at byte ${at}`);
  assert.deepEqual(read(...Array.from(THREE, (byte) => Buffer.from([byte]))), READ);
});

test('a piece that is overwritten after it was fed does not change the message', () => {
  const reader = new MessageReader();
  const block = Buffer.from(THREE.subarray(0, 10));
  reader.feed(block);
  block.fill('!');
  assert.equal(Buffer.from(reader.feed(THREE.subarray(10))[0]!.payload).toString(), 'second');
});

test('what the Collector writes is read', () => {
  for (const [file, length] of [[FORMAT_PROTO, 270], [ZSTD_JSON, 468]] as const) {
    const { messages, fault } = read(file);
    assert.deepEqual([messages.map(({ payload }) => payload.length), fault], [[length, length], undefined]);
  }
});

for (const [kept, reason] of [[9, 'the message is torn: the file ends 2 bytes after its beginning'], [14, 'the message of 6 bytes is torn: the file ends 7 bytes after its beginning']] as const) {
  test(`a message that is torn after ${kept - 7} bytes is a fault, and those before it count`, () => {
    assert.deepEqual(read(THREE.subarray(0, kept)), { messages: READ.messages.slice(0, 1), fault: { number: 2, offset: 7, reason } });
  });
}

for (const [says, bytes, length] of [['a hole of NUL bytes', Buffer.alloc(8), 0], ['a length beyond 64 MiB', Buffer.from('04000001', 'hex'), 67_108_865], ['text', Buffer.from('{"a":1}'), Buffer.from('{"a"').readUInt32BE()]] as const) {
  test(`${says} ends the reading, also where it is torn`, () => {
    const fault = { number: 2, offset: 7, reason: `a message cannot be ${length} bytes long, so the rest of the file cannot be read` };
    const whole = Buffer.concat([THREE.subarray(0, 7), bytes, THREE]);
    for (let at = 0; at <= whole.length; at++) {
      const { fault: found, messages } = read(whole.subarray(0, at), whole.subarray(at));
      assert.equal(messages.length, 1);
      assert.deepEqual({ ...found!, reason: '' }, { ...fault, reason: '' });
    }
assert.equal(read(whole).fault!.reason, fault.reason);
  });
}

test('nothing is no message and no fault', () => assert.deepEqual(read(), { messages: [], fault: undefined }));
