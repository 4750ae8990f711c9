import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { directAccess } from './collector-access.ts';
import { Watch } from './watch.ts';

interface Watched {
  watch: Watch;
  clock: { now: number };
  /** What the Collector does when it is asked for its counters. */
  collector: { metrics: () => string | undefined };
  traces: string;
}

/** Two empty files, a Collector that has accepted 3 spans, and a clock that the test moves. */
async function watched(t: TestContext): Promise<Watched> {
  const clock = { now: 0 };
  t.mock.method(performance, 'now', () => clock.now);
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const collector: Watched['collector'] = { metrics: () => counters(3) };
  const traces = join(folder, 'traces.jsonl');
  const access = { ...directAccess({ traces, raw: join(folder, 'raw.jsonl') }, false, 0), metrics: async () => collector.metrics() };
  return { watch: await Watch.begin(access, []), clock, collector, traces };
}

function counters(accepted: number): string {
  return `otelcol_receiver_accepted_spans{} ${accepted}\n`;
}

async function quietAt(now: number, { watch, clock }: Watched): Promise<number> {
  clock.now = now;
  await watch.look();
  return watch.quiet;
}

test('while nothing new is seen, it is quiet', async (t) => {
  const lab = await watched(t);
  assert.deepEqual([await quietAt(500, lab), await quietAt(2_000, lab)], [500, 2_000]);
});

test('spans in a file, and a counter that moves, end the quiet', async (t) => {
  const lab = await watched(t);
  await quietAt(1_000, lab);
  writeFileSync(lab.traces, '{}\n');
  assert.equal(await quietAt(2_000, lab), 0);
  assert.equal(await quietAt(2_300, lab), 300);
  lab.collector.metrics = () => counters(4);
  assert.equal(await quietAt(3_000, lab), 0);
});

test('a Collector that is stuck is not quiet: what came in may still be in it', async (t) => {
  const lab = await watched(t);
  await quietAt(1_000, lab);
  lab.collector.metrics = () => undefined;
  assert.equal(await quietAt(2_000, lab), 0);
  lab.collector.metrics = () => { lab.clock.now += 1_500; return counters(3); };
  assert.equal(await quietAt(3_000, lab), 0);
  lab.collector.metrics = () => counters(3);
  assert.equal(await quietAt(5_000, lab), 500);
});

test('the time that a look takes is not yet quiet', async (t) => {
  const lab = await watched(t);
  lab.collector.metrics = () => { lab.clock.now += 800; return counters(3); };
  assert.equal(await quietAt(100, lab), 100);
});

test('a Collector that never told its counters can be quiet all the same', async (t) => {
  const clock = { now: 0 };
  t.mock.method(performance, 'now', () => clock.now);
  const watch = await Watch.begin(directAccess({ traces: '/nowhere/traces.jsonl' }, false, 0), []);
  clock.now = 2_000;
  await watch.look();
  assert.equal(watch.quiet, 2_000);
});

test('what a file had before counts only in a lab of its own', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const traces = join(folder, 'traces.jsonl');
  const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'before', kind: 2 };
  writeFileSync(traces, `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })}\n`);
  const access = directAccess({ traces }, false, 0);
  const seenBy = async (watch: Watch): Promise<string[]> => (await watch.look()).file.map(({ name }) => name);
  assert.deepEqual(await seenBy(await Watch.begin(access, [])), []);
  assert.deepEqual(await seenBy(await Watch.begin(access, [], { fromStart: true })), ['before']);
});
