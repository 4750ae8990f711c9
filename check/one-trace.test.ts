import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, B_SERVER, B_SERVER_2, clientOfA, OTHER_TRACE, serverOfA, serverOfB, TRACE } from '../verifier/fixtures/evidence.ts';
import { lineOf } from '../verifier/fixtures/otlp.ts';
import type { Span } from '../verifier/span.ts';
import { Examination, tallyOf } from './examination.ts';
import { recordsOf } from './fixtures.ts';
import { wholeSpansIn } from './whole-span.ts';

function shown(...lines: Span[][]): string[] {
  const written = lines.map((spans) => lineOf(spans));
  const [records, questions] = [recordsOf(written), { asked: [], wanted: new Set([TRACE]) }];
  const examination = new Examination(tallyOf(records, questions), records.services, questions);
  for (const [trace, spans] of Map.groupBy(written.flatMap((line) => wholeSpansIn(JSON.parse(line), () => true)), ({ trace }) => trace)) examination.add(trace, spans);
  for (const _ of examination.judging());
  examination.close();
  for (const _ of examination.judging());
  const { hops, findings } = examination.traceOf(TRACE)!;
  return [...hops.map(({ from, to, verdict }) => `${from} -> ${to} ${verdict}`), ...findings.map(({ code, spanId }) => `${code} ${spanId ?? ''}`.trim())];
}

const ROOT = serverOfA({ parentSpanId: undefined });

const SHOWN: [says: string, lines: Span[][], told: string[]][] = [
  ['a whole hop', [[ROOT, clientOfA(), serverOfB()]], ['service-a -> service-b LINKED']],
  ['a span of another service that no call made', [[ROOT, serverOfB({ parentSpanId: A_SERVER, kind: 'INTERNAL' })]], ['service-a -> service-b LINKED']],
  ['an orphan', [[ROOT, clientOfA(), serverOfB({ parentSpanId: 'ffffffffffffffff' })]], ['service-a -> service-b UNDECIDED', `NO_PARENT ${B_SERVER}`]],
  ['an answer in a trace of its own', [[ROOT, clientOfA(), serverOfB({ traceId: OTHER_TRACE, parentSpanId: A_CLIENT })]], ['service-a -> service-b UNDECIDED']],
  ['a call that was delivered twice', [[ROOT, clientOfA(), serverOfB(), serverOfB({ spanId: B_SERVER_2 })]], ['service-a -> service-b DUPLICATE_DELIVERY']],
  ['spans that came twice', [[ROOT, clientOfA(), serverOfB()], [ROOT]], ['service-a -> service-b LINKED', 'DUPLICATES']],
  ['an id with two contents', [[ROOT, { ...ROOT, name: 'x' }]], [`CONFLICT ${A_SERVER}`]],
  ['a cycle', [[serverOfA({ parentSpanId: A_CLIENT }), clientOfA()]], ['service-a -> service-a LINKED', `CYCLE ${A_SERVER}`]],
  ['a span that ends before it starts', [[{ ...ROOT, startTime: 2_000, endTime: 1_000 }]], [`END_BEFORE_START ${A_SERVER}`]],
];

for (const [says, lines, told] of SHOWN) test(`a trace with ${says}: ${told.join(', ')}`, () => assert.deepEqual(shown(...lines), told));
