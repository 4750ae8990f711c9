import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';

import { FORMAT_PROTO, LINE, ZSTD_JSON, ZSTD_PROTO } from './fixtures/collector-files.ts';
import { LONGEST_MESSAGE } from './framing.ts';
import { MessageReader } from './messages.ts';
import { requestOfProtobuf } from './otlp-protobuf.ts';
import { payloadOf } from './payload.ts';

for (const [says, file, kind] of [['`format: proto`', FORMAT_PROTO, 'protobuf'], ['`compression: zstd`', ZSTD_JSON, 'json'], ['both', ZSTD_PROTO, 'protobuf']] as const) {
  test(`each message of a file that the Collector writes with ${says} holds what its line holds`, () => {
    const requests = new MessageReader().feed(file).map(({ payload }) => {
      const { kind: found, bytes } = payloadOf(payload);
      assert.equal(found, kind);
      return found === 'json' ? JSON.parse(Buffer.from(bytes).toString()) : requestOfProtobuf(bytes);
    });
    assert.deepEqual(requests, [JSON.parse(LINE), JSON.parse(LINE)]);
  });
}

test('a damaged or torn one is refused', () => {
  const { payload } = new MessageReader().feed(ZSTD_PROTO)[0]!;
  const damaged = Buffer.from(payload);
  damaged[100]! ^= 0xff;
  for (const bad of [damaged, payload.subarray(0, 100)]) assert.throws(() => payloadOf(bad), { name: 'TypeError', message: 'the message is damaged: it cannot be decompressed' });
});

test('one that is a bomb is refused', () => {
  assert.throws(() => payloadOf(zstdCompressSync(Buffer.alloc(LONGEST_MESSAGE + 1))), { name: 'TypeError', message: 'the message is longer than 64 MiB when it is decompressed' });
  assert.equal(payloadOf(zstdCompressSync(Buffer.alloc(LONGEST_MESSAGE))).bytes.length, LONGEST_MESSAGE);
});
