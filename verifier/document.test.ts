import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checksOf } from './checks.ts';
import { type Circumstances, type VerdictDocument, verdictDocument } from './document.ts';
import { evidenceOf } from './evidence.ts';
import type { Gathered } from './gathered.ts';
import { A_CLIENT, A_SERVER, B_SERVER, clientOfA, everywhere, hop, NOW, OTHER_TRACE, PROBE_PARENT, serverOfA, TRACE, traceparent } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { judgedOf } from './fixtures/judged.ts';

const CIRCUMSTANCES: Circumstances = {
  tool: '0.1.0', collector: { kind: 'otelcol', version: '0.140.0' }, milliseconds: { start: 1, request: 2, spans: 3, total: 6 }, findings: [],
};

function documentOf(gathered: Gathered, circumstances = CIRCUMSTANCES): VerdictDocument {
  return verdictDocument(judgedOf(gathered), circumstances);
}

test('the document of a healthy hop, whole', () => {
  const sent = traceparent(A_CLIENT);
  const times = { startTime: NOW, endTime: NOW + 10 };
  assert.deepEqual(documentOf(hop()), {
    schema: 'tracehop.verdict/1', tool: '0.1.0', from: 'service-a', to: 'service-b', verdict: 'LINKED', linked: true, where: 'nowhere',
    summary: `service-b joined the trace of service-a: its SERVER span is the child of CLIENT span ${A_CLIENT}, which lies below SERVER span ${A_SERVER}, in trace ${TRACE}.`,
    why: 'Every witness that was there says the same.', fix: null, change: null, alternatives: [], findings: [],
    witnesses: {
      probe: traceparent(PROBE_PARENT), sent, received: sent,
      recorded: { traceId: TRACE, spanId: B_SERVER, parentSpanId: A_CLIENT, parentIsRemote: true },
    },
    checks: checksOf(evidenceOf(hop())),
    naive: [{ check: 'same-trace-id', says: 'linked' }, { check: 'client-server-pair', says: 'linked' }, { check: 'trace-has-both-services', says: 'linked' }],
    spans: [
      { service: 'service-b', kind: 'SERVER', name: 'GET /work', traceId: TRACE, spanId: B_SERVER, parentSpanId: A_CLIENT, parentIsRemote: true, status: 'UNSET', ...times },
      { service: 'service-a', kind: 'CLIENT', name: 'GET', traceId: TRACE, spanId: A_CLIENT, parentSpanId: A_SERVER, parentIsRemote: false, status: 'UNSET', ...times },
      { service: 'service-a', kind: 'SERVER', name: 'GET /call-b', traceId: TRACE, spanId: A_SERVER, parentSpanId: PROBE_PARENT, parentIsRemote: true, status: 'UNSET', ...times },
    ],
    hops: [{ from: 'service-a', to: 'service-b', verdict: 'LINKED', where: 'nowhere', linked: true, summary: documentOf(hop()).summary }],
    collector: { kind: 'otelcol', version: '0.140.0' }, milliseconds: { start: 1, request: 2, spans: 3, total: 6 },
  });
});

test('a context that changed is shown from both witnesses', () => {
  assert.deepEqual(documentOf(HOPS['parent-rewritten'][1]).change, { from: 'sent', to: 'received', expected: traceparent(A_CLIENT), found: traceparent('9999999999999999') });
  assert.equal(documentOf(HOPS['callee-dropped-from-file'][1]).change, null);
});

test('the document is the same after JSON', () => {
  const document = documentOf(HOPS['header-stripped'][1]);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
});

test('a witness that saw nothing says so, and a root has a parent of null', () => {
  const { witnesses, spans } = documentOf(HOPS['header-stripped'][1]);
  assert.deepEqual(witnesses, {
    probe: traceparent(PROBE_PARENT), sent: traceparent(A_CLIENT), received: 'nothing',
    recorded: { traceId: OTHER_TRACE, spanId: B_SERVER, parentSpanId: null, parentIsRemote: false },
  });
  assert.equal(spans[0]!.parentSpanId, null);
});

test('where nobody looked, every witness is unknown', () => {
  const { witnesses } = documentOf(hop({ probe: 'unknown', answers: { a: 'unknown', b: 'unknown' }, tap: 'unknown', file: 'unknown', settled: { caller: 'unknown', callee: 'unknown' } }));
  assert.deepEqual(witnesses, { probe: 'unknown', sent: 'unknown', received: 'unknown', recorded: 'unknown' });
});

test('a span of B that can no longer come is nothing; one that can is unknown, whatever the hop is', () => {
  assert.equal(documentOf(HOPS['callee-never-arrives'][1]).witnesses.recorded, 'nothing');
  const strayed = everywhere(clientOfA({ traceId: OTHER_TRACE, parentSpanId: undefined }), serverOfA());
  assert.equal(documentOf(hop({ ...strayed, settled: { caller: true, callee: false } })).witnesses.recorded, 'unknown');
});

test('what the lab noticed follows the findings of the verdict', () => {
  const noticed = { code: 'UNREADABLE_LINE', message: 'traces.jsonl:3 is no JSON.' };
  const { findings } = documentOf(HOPS['callee-answers-500'][1], { ...CIRCUMSTANCES, findings: [noticed] });
  assert.deepEqual(findings.map(({ code }) => code), ['ERROR_STATUS', 'CALLEE_ERROR', 'UNREADABLE_LINE']);
});
