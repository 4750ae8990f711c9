// What a verdict costs: how long it takes once the last span is there, and how many saved requests are judged a second.

import { randomBytes } from 'node:crypto';

import type { ProcessLab } from '../../lab/processes.ts';
import { A_CLIENT, A_SERVER, B_SERVER, PROBE_PARENT, SPANS, STOOD, TRACE, traceparent } from '../../verifier/fixtures/evidence.ts';
import { lineOf, spansIn } from '../../verifier/fixtures/otlp.ts';
import { judgeAgain, type SavedRequest, type SavedRun, type SavedSpans } from '../../verifier/replay.ts';
import { runOnce, watchOf } from './hop.ts';

/** Milliseconds from the end of the look that brought the last spans of each request until it was linked, one request at a time. */
export async function lastSpanToVerdict(lab: ProcessLab, requests: number): Promise<number[]> {
  const watch = await watchOf(lab);
  const look = watch.look.bind(watch);
  let cameAt = Number.NaN;
  watch.look = async () => {
    const seen = await look();
    if (seen.file.length > 0 || seen.tap?.length) cameAt = performance.now();
    return seen;
  };
  const values: number[] = [];
  while (values.length < requests) await runOnce(lab, watch, () => values.push(performance.now() - cameAt));
  return values;
}

/** Requests a second, round by round: from their answers as JSON values, and their spans as the verifier has read them, to verdicts. */
export function judgedPerSecond(requests: number, rounds: number): number[] {
  const [run, spans] = savedRequests(requests);
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (const { verdict } of judgeAgain(run, spans)) if (verdict.code !== 'LINKED') throw new Error(verdict.summary);
    return requests / ((performance.now() - started) / 1000);
  });
}

/** Healthy requests, each with ids of its own, read from text as they are from the files of a real run. */
function savedRequests(requests: number): [SavedRun, SavedSpans] {
  const run: SavedRun = { schema: 'tracehop.run/1', edges: [{ caller: 'service-a', callee: 'service-b' }], alone: false, collector: { kind: 'unknown', version: 'unknown' }, requests: [] };
  const lines: string[] = [];
  while (run.requests.length < requests) {
    const [request, line] = withNewIds([REQUEST, LINE]) as [string, string];
    run.requests.push(JSON.parse(request) as SavedRequest);
    lines.push(line);
  }
  return [run, { tap: spansIn(lines), file: spansIn(lines) }];
}

const ACCOUNT = { trace_id: TRACE, parent_is_remote: true, sampled: true, propagation_fields: ['traceparent', 'tracestate', 'baggage'], export_delay_ms: 200 };
const BODY = {
  service_a: { ...ACCOUNT, span_id: A_SERVER, parent_span_id: PROBE_PARENT },
  service_b: { ...ACCOUNT, span_id: B_SERVER, parent_span_id: A_CLIENT, received: { traceparent: [traceparent(A_CLIENT)] } },
  service_b_status: 200,
};
const SAVED: SavedRequest = {
  probe: { traceId: TRACE, parentId: PROBE_PARENT, sampled: true }, answer: { httpStatus: 200, body: BODY },
  moment: { hasTap: true, emptied: STOOD, allWritten: true, holding: false, outage: false, quiet: 0, gone: {} },
};
const REQUEST = JSON.stringify(SAVED);
const LINE = lineOf(SPANS);

function withNewIds(texts: readonly string[]): string[] {
  const ids = [TRACE, PROBE_PARENT, A_SERVER, A_CLIENT, B_SERVER].map((fixture) => [fixture, randomBytes(fixture.length / 2).toString('hex')] as const);
  return texts.map((text) => ids.reduce((changed, [fixture, id]) => changed.replaceAll(fixture, id), text));
}
