import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, B_SERVER, B_SERVER_2, clientOfA, OTHER_TRACE, serverOfA, serverOfB, TRACE } from '../verifier/fixtures/evidence.ts';
import { lineOf } from '../verifier/fixtures/otlp.ts';
import type { Span } from '../verifier/span.ts';
import { Examination, tallyOf } from './examination.ts';
import { recordsOf } from './fixtures.ts';
import { Links } from './links.ts';
import { MOST_IN_FULL } from './tally.ts';
import { wholeSpansIn } from './whole-span.ts';

const [LINK, NOWHERE] = [{ traceId: TRACE, spanId: A_CLIENT }, { traceId: TRACE, spanId: 'ffffffffffffffff' }];
const batch = (fields: Partial<Span>): Span => serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined, ...fields });

function linked(lines: readonly string[]): Record<'count' | 'traces' | 'read', number> {
  const [records, questions] = [recordsOf(lines), { asked: [], wanted: new Set<string>(), linking: new Set(['service-b']) }];
  const tally = tallyOf(records, questions);
  const examination = new Examination(tally, records.services, questions);
  const whole = lines.flatMap((line) => wholeSpansIn(JSON.parse(line), (trace) => tally.suspects.traces.has(trace)));
  for (const [trace, spans] of Map.groupBy(whole, ({ trace }) => trace)) examination.add(trace, spans);
  examination.links.resolve(records);
  return { count: examination.links.count({ caller: 'service-a', callee: 'service-b' }), ...tally.linking };
}

const BASE = lineOf([serverOfA(), clientOfA()]);
const SNAKE = lineOf([batch({ links: [LINK] })]).replace('"links":[{"traceId"', '"links":[{"trace_id"').replace(/("links":\[\{[^}]*)"spanId"/, '$1"span_id"');
const ODD = 'MDEyMzQ1Njc4OWFiY2RlZg==';

const LINKED: [says: string, lines: string[], count: number][] = [
  ['one span that links to one', [lineOf([batch({ links: [LINK] })])], 1],
  ['one span that links to one twice, and to another', [lineOf([batch({ links: [LINK, LINK, { traceId: TRACE, spanId: serverOfA().spanId }] })])], 1],
  ['two spans', [lineOf([batch({ links: [LINK] }), batch({ spanId: B_SERVER_2, links: [LINK] })])], 2],
  ['one span that came twice', [lineOf([batch({ links: [LINK] })]), lineOf([batch({ links: [LINK] })])], 1],
  ['one id with two contents', [lineOf([batch({ links: [LINK] })]), lineOf([batch({ name: 'x', links: [LINK] })])], 1],
  ['a link to a span that is not there', [lineOf([batch({ links: [NOWHERE] })])], 0],
  ['a link to a span of the service itself', [lineOf([batch({ links: [{ traceId: OTHER_TRACE, spanId: B_SERVER }] })])], 0],
  ['a link of another service', [lineOf([batch({ service: 'service-c', links: [LINK] })])], 0],
  ['a link to the right span of the wrong trace', [lineOf([batch({ links: [{ ...LINK, traceId: OTHER_TRACE }] })])], 0],
  ['ids in upper case', [lineOf([batch({ links: [LINK] })], (id) => id.toUpperCase())], 1],
  ['the names of the definition', [SNAKE], 1],
  ['an id that is odd, and whose case counts', [lineOf([serverOfA({ spanId: ODD, traceId: ODD }), batch({ links: [{ traceId: ODD, spanId: ODD }] })])], 1],
  ['links that are no list of links', [lineOf([batch({ links: [LINK] })]).replace(/"links":\[[^\]]*\]/, '"links":[null,7,{"traceId":1}]')], 0],
];

for (const [says, lines, count] of LINKED) {
  test(`${says}: ${count} linked`, () => {
    assert.deepEqual(linked([BASE, ...lines]).count, count);
    assert.deepEqual(linked([...lines.toReversed(), BASE]).count, count);
  });
}

test('links are told apart by the service that has them, and read by the names of the definition where a span was cut out of its line', () => {
  const links = new Links(new Set(['service-b', 'service-c']));
  links.add([{ trace: OTHER_TRACE, spanId: B_SERVER, exported: { service: 'service-c', scope: '', span: { spanId: B_SERVER, links: [{ trace_id: TRACE, span_id: A_CLIENT }] } } }]);
  links.resolve(recordsOf([BASE]));
  assert.deepEqual(['service-b', 'service-c'].map((callee) => links.count({ caller: 'service-a', callee })), [0, 1]);
});

test('of too many traces that may have links, whole partitions are read until there are enough, whatever their order', () => {
  const many = Array.from({ length: 2 * MOST_IN_FULL }, (_, index) => batch({ traceId: (index + 1).toString(16).padStart(32, '0'), links: [LINK] }));
  const { count, traces, read } = linked([BASE, lineOf(many)]);
  assert.equal(traces, 2 * MOST_IN_FULL);
  assert.ok(read >= MOST_IN_FULL && read < 1.1 * MOST_IN_FULL, String(read));
  assert.equal(count, read);
  assert.deepEqual(linked([lineOf(many.toReversed()), BASE]), { count, traces, read });
});
