import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import { FORMAT_PROTO, LINE, STREAM_JSON, STREAM_PROTO } from '../../verifier/reading/fixtures/collector-files.ts';
import { blocksOf, type ReadingFault } from './blocks.ts';
import { bytesInto, bytesOf } from './bytes.ts';
import { decompressed } from './decompression.ts';
import { keeping } from './keeping.ts';
import type { Source } from './sources.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'bytes-'));
after(() => rmSync(ROOT, { recursive: true }));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const never = new AbortController().signal;
const MEBIBYTE = 1024 * 1024;
const TEXT = Buffer.from(Array.from({ length: 40_000 }, (_, index) => `${index} ${Math.sin(index)}\n`).join(''));
const JUNK = Buffer.from('junk');

function fileOf(bytes: Uint8Array): Source {
  const path = join(ROOT, 'file');
  writeFileSync(path, bytes);
  return { path, kind: 'file', size: bytes.length };
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

async function read(source: Source): Promise<{ bytes: Buffer; faults: ReadingFault[] }> {
  const faults: ReadingFault[] = [];
  return { bytes: await gathered(bytesOf(source, never, (fault) => faults.push(fault))), faults };
}

const [zipped, other] = [gzipSync(TEXT), gzipSync(JUNK)];
const [packed, otherPacked] = [zstdCompressSync(TEXT), zstdCompressSync(JUNK)];
const skippable = Buffer.from('502a4d180400000001020304', 'hex');

const WHOLE: [says: string, bytes: Uint8Array, is: Uint8Array][] = [
  ['plain bytes', TEXT, TEXT], ['nothing', Buffer.alloc(0), Buffer.alloc(0)], ['one byte', Buffer.from('x'), Buffer.from('x')],
  ['gzip', zipped, TEXT], ['zstd', packed, TEXT],
  ['members of gzip behind one another', Buffer.concat([zipped, other, zipped]), Buffer.concat([TEXT, JUNK, TEXT])],
  ['frames of zstd behind one another, one to be skipped', Buffer.concat([skippable, packed, otherPacked, skippable, packed]), Buffer.concat([TEXT, JUNK, TEXT])],
  ['gzip padded with NUL bytes', Buffer.concat([zipped, Buffer.alloc(100_000)]), TEXT],
  ['gzip of nothing', gzipSync(''), Buffer.alloc(0)],
  ['a stream of lines of the Collector', STREAM_JSON, Buffer.from(`${LINE}\n${LINE}\n`)],
  ['a stream of messages of the Collector', STREAM_PROTO, FORMAT_PROTO],
  ['zstd in which many small pieces are', zstdCompressSync(Buffer.alloc(3 * MEBIBYTE)), Buffer.alloc(3 * MEBIBYTE)],
];

for (const [says, bytes, is] of WHOLE) {
  test(`${says} is read in whole`, async () => assert.deepEqual(await read(fileOf(bytes)), { bytes: Buffer.from(is), faults: [] }));
}

test('wherever the blocks are torn, the bytes are the same', async () => {
  for (const bytes of [Buffer.concat([other, other]), Buffer.concat([otherPacked, skippable, otherPacked])]) {
    for (let at = 4; at <= bytes.length; at++) {
      const blocks = async function* () { yield* [bytes.subarray(0, at), bytes.subarray(at)]; };
      assert.equal((await gathered(decompressed(blocks(), ({ reason }) => assert.fail(reason)))).toString(), 'junkjunk', `torn at byte ${at}`);
    }
  }
});

const swapped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 0xff;
  return changed;
};

/** `least`: so many bytes of TEXT must have come out. */
const DAMAGED: [says: string, bytes: Buffer, least: number, fault: { offset?: number; reason: string }][] = [
  ['torn gzip', zipped.subarray(0, zipped.length - 1000), TEXT.length - 10_000, { offset: zipped.length - 1000, reason: 'the gzip data is torn: it ends early' }],
  ['torn zstd', packed.subarray(0, packed.length - 1000), TEXT.length - 200_000, { offset: packed.length - 1000, reason: 'the zstd data is torn: it ends early' }],
  ['gzip that is torn in its first bytes', zipped.subarray(0, 5), 0, { offset: 5, reason: 'the gzip data is torn: it ends early' }],
  ['gzip with a bad checksum', swapped(zipped, zipped.length - 8), TEXT.length - 50_000, { reason: 'the gzip data is damaged' }],
  ['zstd of which a block is bad', swapped(packed, 4), 0, { reason: 'the zstd data is damaged' }],
  ['zstd and something else', Buffer.concat([packed, JUNK]), TEXT.length, { offset: packed.length, reason: 'the zstd data is over, and something else follows' }],
  ['gzip, NUL bytes and something else', Buffer.concat([zipped, Buffer.alloc(20_000), JUNK]), TEXT.length, { offset: zipped.length, reason: 'the gzip data is over, and something else follows' }],
  ['gzip and something else', Buffer.concat([zipped, JUNK]), TEXT.length - 50_000, { reason: 'the gzip data is damaged' }],
];

for (const [says, bytes, least, fault] of DAMAGED) {
  test(`${says}: what came before counts`, async () => {
    const { bytes: found, faults } = await read(fileOf(bytes));
    assert.deepEqual(faults.map(({ offset, reason }) => ({ offset: fault.offset === undefined ? undefined : offset, reason })), [{ offset: undefined, ...fault }]);
    assert.ok(found.length >= least, `${found.length} of ${TEXT.length} bytes`);
    assert.ok(TEXT.subarray(0, found.length).equals(found));
  });
}

for (const [compression, bomb] of [['gzip', gzipSync(Buffer.alloc(256 * MEBIBYTE))], ['zstd', zstdCompressSync(Buffer.alloc(256 * MEBIBYTE))]] as const) {
  test(`a bomb of ${compression} goes off up to 64 MiB, and takes no memory`, async () => {
    const faults: ReadingFault[] = [];
    let [length, most] = [0, 0];
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    for await (const chunk of bytesOf(fileOf(bomb), never, (fault) => faults.push(fault))) {
      length += chunk.length;
      collectGarbage();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    assert.match(faults.map(({ reason }) => reason).join(), new RegExp(`^the ${compression} data is a bomb: \\d+ bytes of it make more than \\d+$`));
    assert.ok(length > 64 * MEBIBYTE && length <= 65 * MEBIBYTE, `${length} bytes came out`);
    assert.ok(most < 16 * MEBIBYTE, `${most} bytes of memory`);
  });
}

test('the first chunk holds enough to tell the framing by, also where the bytes come one by one', async () => {
  const source = { path: '-', kind: 'stream', size: undefined, kept: fileOf(gzipSync(TEXT)).path } as const;
  for await (const chunk of bytesOf(source, never)) {
    assert.ok(chunk.length >= 65_536);
    break;
  }
});

const openFiles = (): string[] => readdirSync('/proc/self/fd');

test('no file is left open, however the reading ends', async () => {
  const source = fileOf(zipped);
  const before = openFiles().length;
  for await (const chunk of bytesOf(source, never)) if (chunk.length > 0) break;
  await read(fileOf(zipped.subarray(0, 1000)));
  const aborted = AbortSignal.abort(new Error('interrupted'));
  await assert.rejects(gathered(bytesOf(source, aborted)), { message: 'interrupted' });
  assert.equal(openFiles().length, before);
});

/** The file changes after its first block was given. */
async function faultsAfter(change: (path: string) => void): Promise<string[]> {
  const source = fileOf(Buffer.alloc(9 * MEBIBYTE, 'x'));
  const faults: string[] = [];
  let chunks = 0;
  for await (const chunk of blocksOf(source, never, ({ reason }) => faults.push(reason))) if (chunk.length > 0 && chunks++ === 0) change(source.path);
  return faults;
}

test('a file that becomes shorter while it is read is told', async () => {
  assert.deepEqual(await faultsAfter((path) => truncateSync(path, MEBIBYTE)), ['it became shorter while it was read']);
});

test('a file whose place another one takes while it is read is told', async () => {
  const replace = (path: string) => {
    renameSync(path, `${path}.old`);
    writeFileSync(path, 'new');
  };
  assert.deepEqual(await faultsAfter(replace), ['another file took its place while it was read']);
  assert.deepEqual(await faultsAfter((path) => rmSync(path)), ['another file took its place while it was read']);
});

test('a file that grows while it is read is read as far as it goes', async () => {
  assert.deepEqual(await faultsAfter((path) => writeFileSync(path, 'more', { flag: 'a' })), []);
});

test('a file that is gone is a problem', async () => {
  await assert.rejects(read({ path: join(ROOT, 'gone'), kind: 'file', size: 1 }), { name: 'Problem', message: `\`${join(ROOT, 'gone')}\` cannot be read: it is not there.` });
});

test('a pipe is kept, for its owner only, and can be read again and again', async () => {
  const path = join(ROOT, 'pipe');
  execFileSync('mkfifo', [path]);
  const source: Source = { path, kind: 'stream', size: undefined };
  const writing = spawn('sh', ['-c', `cat '${fileOf(zipped).path}' > '${path}'`]);
  const kept = await keeping(source, ROOT, never);
  assert.deepEqual({ ...kept, kept: '', more: undefined }, { path, kind: 'stream', size: undefined, kept: '', more: undefined });
  assert.equal(statSync(kept.kept!).mode & 0o777, 0o600);
  for (let time = 0; time < 2; time++) assert.deepEqual(await read(kept), { bytes: TEXT, faults: [] });
  writing.kill();
});

test('waiting for a pipe in which nothing comes ends with the signal', async () => {
  const interrupt = new AbortController();
  const path = join(ROOT, 'silent');
  execFileSync('mkfifo', [path]);
  const writing = spawn('sh', ['-c', `exec 3> '${path}'; printf x >&3; cat`]);
  const chunks = blocksOf({ path, kind: 'stream', size: undefined }, interrupt.signal, () => {});
  assert.deepEqual((await chunks.next()).value, Buffer.from('x'));
  const next = chunks.next();
  interrupt.abort(new Error('interrupted'));
  await assert.rejects(next, { message: 'interrupted' });
  writing.kill();
});

test('bytes are put where there is room for them, compressed or not', async () => {
  for (const [bytes, is] of [[TEXT, TEXT], [zipped, TEXT], [packed, TEXT], [Buffer.from('x'), Buffer.from('x')], [Buffer.alloc(0), Buffer.alloc(0)]] as const) {
    const room = Buffer.alloc(10_007);
    const parts: Buffer[] = [];
    for await (const count of bytesInto(fileOf(bytes), () => room)) parts.push(Buffer.from(room.subarray(0, count)));
    assert.deepEqual(Buffer.concat(parts), is);
  }
});

test('what still comes through a pipe is read as it comes', async () => {
  const path = join(ROOT, 'slow');
  execFileSync('mkfifo', [path]);
  const writing = spawn('sh', ['-c', `exec 3> '${path}'; printf one >&3; read line; printf two >&3`], { stdio: ['pipe', 'ignore', 'ignore'] });
  const chunks = blocksOf(await keeping({ path, kind: 'stream', size: undefined }, ROOT, never), never, () => {});
  assert.equal(String((await chunks.next()).value), 'one');
  writing.stdin.end('\n');
  assert.equal(String((await chunks.next()).value), 'two');
  assert.deepEqual(await chunks.next(), { done: true, value: undefined });
});

for (const [says, write] of [['into which nobody writes', ''], ['in which no more comes', 'printf one >&3;']] as const) {
  test(`the signal ends a pipe ${says}, and what came is read`, async () => {
    const path = join(ROOT, `pipe${write.length}`);
    execFileSync('mkfifo', [path]);
    const interrupt = new AbortController();
    const writing = write === '' ? undefined : spawn('sh', ['-c', `exec 3> '${path}'; ${write} cat`]);
    const chunks = blocksOf(await keeping({ path, kind: 'stream', size: undefined }, ROOT, interrupt.signal), never, () => {});
    if (writing) assert.equal(String((await chunks.next()).value), 'one');
    const next = chunks.next();
    interrupt.abort();
    assert.deepEqual(await next, { done: true, value: undefined });
    writing?.kill();
  });
}
