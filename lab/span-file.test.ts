import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { SpanFile } from './span-file.ts';

function line(spanId: string): string {
  return `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'a'.repeat(32), spanId }] }] }] })}\n`;
}

const FIRST = line('1111111111111111');
const SECOND = line('2222222222222222');

async function newFile(t: TestContext, content?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'span-file-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'traces.jsonl');
  if (content !== undefined) await writeFile(path, content);
  return path;
}

async function spanIds(file: SpanFile): Promise<string[]> {
  return (await file.look()).spans.map(({ spanId }) => spanId);
}

test('what was there before is not read', async (t) => {
  const path = await newFile(t, FIRST);
  const file = new SpanFile(path);
  await file.skipToEnd();
  assert.deepEqual(await file.look(), { spans: [], changed: false, shrank: false, unreadable: [] });
  await appendFile(path, SECOND);
  assert.deepEqual(await spanIds(file), ['2222222222222222']);
  assert.deepEqual(await spanIds(file), []);
});

test('a file that appears later is read from its beginning', async (t) => {
  const path = await newFile(t);
  const file = new SpanFile(path);
  await file.skipToEnd();
  assert.deepEqual(await spanIds(file), []);
  await writeFile(path, FIRST);
  assert.deepEqual(await spanIds(file), ['1111111111111111']);
});

test('a line that is written in two pieces is read when it is whole', async (t) => {
  const path = await newFile(t, '');
  const file = new SpanFile(path);
  await appendFile(path, FIRST.slice(0, 40));
  assert.deepEqual(await file.look(), { spans: [], changed: true, shrank: false, unreadable: [] });
  await appendFile(path, FIRST.slice(40));
  assert.deepEqual(await spanIds(file), ['1111111111111111']);
});

test('of a file that grows no more the last line counts without its newline, and a part of one is said to be unreadable', async (t) => {
  const path = await newFile(t, FIRST + SECOND.trimEnd());
  assert.deepEqual((await new SpanFile(path).whole()).spans.map(({ spanId }) => spanId), ['1111111111111111', '2222222222222222']);
  const cut = await newFile(t, FIRST + SECOND.slice(0, 40));
  const { spans, unreadable } = await new SpanFile(cut).whole();
  assert.deepEqual([spans.length, unreadable.length], [1, 1]);
});

test('the rest of a line that was begun before is nobody\'s, and no fault', async (t) => {
  const path = await newFile(t, FIRST.slice(0, 40));
  const file = new SpanFile(path);
  await file.skipToEnd();
  await appendFile(path, FIRST.slice(40) + SECOND);
  const { spans, unreadable } = await file.look();
  assert.deepEqual(spans.map(({ spanId }) => spanId), ['2222222222222222']);
  assert.deepEqual(unreadable, []);
});

test('a file that shrank says so once, and is read anew', async (t) => {
  const path = await newFile(t, FIRST + FIRST);
  const file = new SpanFile(path);
  await file.skipToEnd();
  await truncate(path, 0);
  await appendFile(path, SECOND);
  const { spans, shrank } = await file.look();
  assert.deepEqual(spans.map(({ spanId }) => spanId), ['2222222222222222']);
  assert.equal(shrank, true);
  assert.equal((await file.look()).shrank, false);
});

test('a line that is no span is named with its reason, and the next is read', async (t) => {
  const path = await newFile(t, `nonsense\n${FIRST}`);
  const { spans, unreadable } = await new SpanFile(path).look();
  assert.equal(spans.length, 1);
  assert.equal(unreadable.length, 1);
  assert.match(unreadable[0]!, /traces\.jsonl: .*JSON/);
});

test('more than one chunk is read in one look', async (t) => {
  const count = 20_000;
  const path = await newFile(t, FIRST.repeat(count));
  assert.equal((await new SpanFile(path).look()).spans.length, count);
});

test('a folder in place of the file is one sentence', async () => {
  await assert.rejects(new SpanFile(tmpdir()).look(), { exitCode: 3, message: /^The span file `.*` cannot be read: EISDIR/ });
});
