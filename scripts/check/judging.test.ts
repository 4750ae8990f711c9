import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import type { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';
import type { CheckDocument } from '../../verifier/check.ts';
import { clientOfA, serverOfA, serverOfB } from '../../verifier/fixtures/evidence.ts';
import { lineOf } from '../../verifier/fixtures/otlp.ts';
import { readOnce } from './first-reading.ts';
import { judged } from './judging.ts';
import { Reading } from './reading.ts';
import { RecordStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'judging-'));
after(() => rmSync(folder, { recursive: true }));

/** `between`: what happens to the file between its two readings. */
async function judgedAfter(between: (file: string) => void, text = readFileSync(join(ROOT, 'check/examples/stripped.jsonl'), 'utf8'), { signal } = new AbortController()): Promise<CheckDocument> {
  const path = join(folder, 'spans.jsonl');
  writeFileSync(path, text);
  const store = new RecordStore(folder);
  const reading = new Reading(store, undefined);
  await readOnce(reading, { path, kind: 'file', size: undefined }, { folder, workers: 1 }, signal);
  between(path);
  const demands = { edges: [], limits: {}, since: undefined, trace: undefined, top: 3, workers: 1 };
  return judged(reading, { demands, before: undefined, unopened: [], folder, signal, began: 0 }).finally(() => store.close());
}

test('what is suspicious is looked at again', async () => {
  const { linked, edges } = await judgedAfter(() => undefined);
  assert.deepEqual([linked, edges.map(({ verdicts }) => verdicts)], [false, [{ HEADER_STRIPPED: 1, LINKED: 1 }]]);
});

test('a file that is emptied before it is looked at again is never called linked', async () => {
  const { linked, summary } = await judgedAfter((file) => truncateSync(file, 0));
  assert.equal(linked, false);
  assert.match(summary, /^`.*spans\.jsonl` became shorter while it was read, so not all that was suspicious was looked at; /);
});

test('a file that is gone before it is looked at again is one sentence', async () => {
  await assert.rejects(judgedAfter((file) => rmSync(file)), (error: Problem) => error.exitCode === 3 && error.message.endsWith('spans.jsonl` cannot be read: it is not there.'));
});

const CALLS = 8_000;

/** One trace in which every call was answered by a span that names another parent. */
const manyBroken = (): string => lineOf([
  serverOfA({ parentSpanId: undefined }),
  ...Array.from({ length: CALLS }, (_, at) => [clientOfA({ spanId: hex(1, at) }), serverOfB({ spanId: hex(2, at), parentSpanId: hex(3, at) })]).flat(),
]);
const hex = (kind: number, at: number): string => `${kind}${at.toString(16).padStart(15, '0')}`;

test('an interruption is heard while hops are judged, and what was judged by then is told', async () => {
  const interrupt = new AbortController();
  const { complete, spans, edges } = await judgedAfter(() => setTimeout(() => interrupt.abort(), 60), `${manyBroken()}\n`, interrupt);
  assert.equal(complete, false);
  assert.ok((edges[0]?.broken ?? 0) < CALLS, `${edges[0]?.broken} of ${spans} spans`);
});
