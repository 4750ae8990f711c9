import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { directAccess } from './collector-access.ts';
import { run } from './run.ts';
import { Watch } from './watch.ts';

test('no verdict is final before a Collector that was restarted is ready, though it tells its counters before', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  t.after(() => rmSync(folder, { recursive: true }));
  let looksUntilReady = 0;
  const access = {
    ...directAccess({ traces: join(folder, 'traces.jsonl') }, false, 0),
    metrics: async () => 'otelcol_receiver_accepted_spans{} 3\n',
    unready: async () => looksUntilReady > 0 ? `not ready, ${looksUntilReady -= 1} looks to go` : undefined,
  };
  const left: number[] = [];
  await run({
    url: 'http://127.0.0.1:1/', edges: [{ caller: 'service-a', callee: 'service-b' }], requests: 1, concurrency: 1, ownLab: true, hasTap: false, timeout: 2_000,
    probe: { format: 'tracecontext', sampled: true, baggage: 0 }, signal: new AbortController().signal, watch: await Watch.begin(access, []),
    send: async () => ({ error: 'Nobody answers.' }),
    actions: [{ after: 'answered', seconds: 0, verb: 'restart', service: 'collector' }],
    perform: async () => { looksUntilReady = 3; },
    onDecided: () => left.push(looksUntilReady),
  });
  assert.deepEqual(left, [0]);
});
