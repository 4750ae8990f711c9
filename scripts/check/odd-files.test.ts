// Files that are not plainly lines in a regular file: packed in another way, special, not there, or changed while they
// are read. What can be read counts, and what cannot is told by its file and byte.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import { FORMAT_PROTO, LINE, STREAM_JSON, STREAM_PROTO } from '../../verifier/reading/fixtures/collector-files.ts';
import { assertNothingLeft, ownTemporaryFolder, start, tracehop } from '../fixtures/tracehop.ts';
import { CALLEE, CALLER, checkBytes, HOP, type Seen, seenIn } from './fixtures.ts';

const WHOLE: Seen = { exitCode: 0, spans: 3, traces: 1, linked: 1, counts: {}, unreadable: [], findings: [] };

/** Length-prefixed, as the Collector frames what is no JSON line. */
function framed(...messages: readonly Uint8Array[]): Buffer {
  return Buffer.concat(messages.flatMap((message) => [Buffer.from(Uint32Array.of(message.length).buffer).swap32(), message]));
}

const gzipped = gzipSync(HOP);
const JAEGER = JSON.stringify({ data: [{
  traceID: '0af7651916cd43dd8448eb211c80319c', processes: { p1: { serviceName: 'service-a' }, p2: { serviceName: 'service-b' } },
  spans: [
    { traceID: '0af7651916cd43dd8448eb211c80319c', spanID: '05dcf79c4bf5fa66', operationName: 'GET', processID: 'p1', startTime: 1764000000000000, duration: 5, references: [], tags: [{ key: 'span.kind', type: 'string', value: 'client' }] },
    { traceID: '0af7651916cd43dd8448eb211c80319c', spanID: '86d22c04cd3ce99f', operationName: 'GET /work', processID: 'p2', startTime: 1764000000000001, duration: 3, references: [{ refType: 'CHILD_OF', traceID: '0af7651916cd43dd8448eb211c80319c', spanID: '05dcf79c4bf5fa66' }], tags: [{ key: 'span.kind', type: 'string', value: 'server' }] },
  ],
}] });

const FRAMINGS: [says: string, bytes: Uint8Array | string, seen: Partial<Seen>][] = [
  ['gzip', gzipped, {}],
  ['zstd', zstdCompressSync(HOP), {}],
  ['gzip that is torn', gzipSync(`${HOP}${'\n'.repeat(400_000)}`).subarray(0, -20), { unreadable: [/^odd:0 the gzip data is torn: it ends early \(byte \d+\)$/.source] }],
  ['a bomb behind a hop', gzipSync(Buffer.concat([Buffer.from(HOP), Buffer.alloc(256 * 1024 ** 2, '\n')])), { unreadable: [/^odd:0 the gzip data is a bomb: \d+ bytes of it make more than \d+ \(byte \d+\)$/.source] }],
  ['messages with their lengths in front', framed(Buffer.from(CALLER), Buffer.from(CALLEE)), {}],
  ['messages with their lengths in front, each in zstd', framed(zstdCompressSync(CALLER), zstdCompressSync(CALLEE)), {}],
  ['messages of which one is damaged', framed(Buffer.from(CALLER), Buffer.from('{"resourceSpans":'), Buffer.from(CALLEE)), { unreadable: ['odd:2 Unexpected end of JSON input'] }],
  ['messages of which the last is torn', framed(Buffer.from(CALLER), Buffer.from(CALLEE), Buffer.from(CALLEE)).subarray(0, -9), { unreadable: [/^odd:3 .* \(byte \d+\)$/.source] }],
  ['an export of Jaeger', JAEGER, { spans: 2, counts: { roots: 1 } }],
];

describe('a file in', { concurrency: 3 }, () => {
  for (const [says, bytes, seen] of FRAMINGS) {
    test(says, async (t) => {
      const [folder, temporary] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
      assertLike(seenIn(await checkBytes(folder, bytes, { TMPDIR: temporary }), folder), seen);
      assertNothingLeft(temporary);
    });
  }

  for (const [says, bytes] of Object.entries({ 'lines in zstd': STREAM_JSON, 'messages of protobuf': FORMAT_PROTO, 'messages of protobuf in zstd': STREAM_PROTO })) {
    test(`the Collector's ${says} says what its lines say`, async (t) => {
      const folder = ownTemporaryFolder(t);
      const [found, plain] = [await checkBytes(folder, bytes), await checkBytes(folder, `${LINE}\n${LINE}\n`)].map((ended) => seenIn(ended, folder));
      assert.ok(found!.spans > 0);
      assert.deepEqual(found, plain);
    });
  }
});

/** `unreadable` may be a pattern: how far an engine comes before it notices is its own affair. */
function assertLike(seen: Seen, { unreadable = [], ...expected }: Partial<Seen>): void {
  assert.deepEqual({ ...seen, unreadable: [] }, { ...WHOLE, ...expected });
  assert.equal(seen.unreadable.length, unreadable.length, seen.unreadable.join('\n'));
  unreadable.forEach((each, at) => each.startsWith('^') ? assert.match(seen.unreadable[at]!, new RegExp(each)) : assert.equal(seen.unreadable[at], each));
}

/** In a folder of the test, names of what is to be checked. */
const THERE: [says: string, make: (folder: string) => string[], seen: Partial<Seen>][] = [
  ['the ends of a hop in two files', (folder) => [write(folder, 'a', CALLER), write(folder, 'b', CALLEE)], {}],
  ['a folder', (folder) => (write(folder, 'a', `${CALLER}\n`), write(folder, '.hidden', 'junk'), mkdirSync(join(folder, 'inner')), write(folder, 'b', `${CALLEE}\n`), [folder]), {}],
  ['a pattern', (folder) => (write(folder, 'a.jsonl', CALLER), write(folder, 'b.jsonl', CALLEE), write(folder, 'c.txt', 'junk'), [join(folder, '*.jsonl')]), {}],
  ['a link, and the file that it leads to', (folder) => (symlinkSync(write(folder, 'file', HOP), join(folder, 'link')), [join(folder, 'file'), join(folder, 'link')]), { findings: ['link:0 READ_ONCE 1'] }],
  ['an empty file beside another', (folder) => [write(folder, 'empty', ''), write(folder, 'file', HOP)], { findings: ['empty:0 EMPTY_FILE 1'] }],
  ['a picture beside another file', (folder) => [write(folder, 'picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), write(folder, 'file', HOP)], { unreadable: [/^picture:0 it looks like ./.source] }],
];

describe('what is named is read:', { concurrency: 3 }, () => {
  for (const [says, make, seen] of THERE) {
    test(says, async (t) => {
      const [folder, temporary] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
      assertLike(seenIn(await tracehop(['check', '--json', ...make(folder)], { TMPDIR: temporary }), folder), seen);
      assertNothingLeft(temporary);
    });
  }

  test('a pipe with a name, into which somebody writes slowly', async (t) => {
    const [folder, temporary] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    write(folder, 'file', HOP);
    spawn('sh', ['-c', 'head -c 100 file > half; { cat half; tail -c +101 file; } > pipe'], { cwd: folder });
    assertLike(seenIn(await tracehop(['check', '--json', join(folder, 'pipe')], { TMPDIR: temporary }), folder), {});
    assertNothingLeft(temporary);
  });

  for (const [says, bytes] of Object.entries({ 'lines': Buffer.from(HOP), 'gzip': gzipped })) {
    test(`${says} on standard input`, async (t) => {
      const temporary = ownTemporaryFolder(t);
      const running = start(['check', '--json', '-'], { TMPDIR: temporary }, 'pipe');
      running.child.stdin!.end(bytes);
      assertLike(seenIn(await running.ended, ''), {});
      assertNothingLeft(temporary);
    });
  }
});

const REFUSED: [says: string, make: (folder: string) => string, message: RegExp][] = [
  ['a file that is not there', (folder) => join(folder, 'none'), /^`.*\/none` is not there\.\n$/],
  ['a link to what is not there', (folder) => (symlinkSync(join(folder, 'none'), join(folder, 'link')), join(folder, 'link')), /^`.*\/link` is not there: it is a link to what is not there\.\n$/],
  ['a folder without files', (folder) => folder, /^The folder `.*` holds no files\.\n$/],
  ['a pattern that nothing matches', (folder) => join(folder, '*.jsonl'), /^`.*` matches no file\.\n$/],
  ['a device without an end', () => '/dev/zero', /^`\/dev\/zero` is a character device, not a file\.\n$/],
  ['an empty file', (folder) => write(folder, 'empty', ''), /^There is no span to check\. It has 0 lines\.\n$/],
  ['white space alone', (folder) => write(folder, 'blank', '\n \n'), /^There is no span to check\. It has \d lines?\.\n$/],
  ['metrics alone', (folder) => write(folder, 'metrics', '{"resourceMetrics":[]}\n'), /^There is no span to check\. It has 1 line\.\n$/],
  ['lines of which none can be read', (folder) => write(folder, 'text', '{"resourceSpans"}\n{"x"\n'), /^There is no span to check\. 2 of 2 lines cannot be read, .*\/text:1 first: .*\.\n$/],
  ['NUL bytes alone', (folder) => write(folder, 'hole', Buffer.alloc(100_000)), /^There is no span to check\. /],
];

describe('what holds nothing to check is one message, with exit code 3:', { concurrency: 3 }, () => {
  for (const [says, make, message] of REFUSED) {
    for (const options of [[], ['--json']]) {
      test(`${says} ${options.join(' ')}`, async (t) => {
        const temporary = ownTemporaryFolder(t);
        const { exitCode, stdout, stderr } = await tracehop(['check', ...options, make(ownTemporaryFolder(t))], { TMPDIR: temporary });
        assert.deepEqual([exitCode, stdout], [3, '']);
        assert.match(stderr, message);
        assertNothingLeft(temporary);
      });
    }
  }
});

function write(folder: string, name: string, bytes: string | Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}
