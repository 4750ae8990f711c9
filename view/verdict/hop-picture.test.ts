import assert from 'node:assert/strict';
import { test } from 'node:test';

import { html } from 'htm/preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { A_CLIENT, PROBE_PARENT, traceparent, TRACE } from '../../verifier/fixtures/evidence.ts';
import { HOPS } from '../../verifier/fixtures/hops.ts';
import { documentOf } from '../../verifier/report/fixtures.ts';
import { namesIn, SCENARIOS, verdictOf } from './fixtures.ts';
import { HopPicture } from './hop-picture.ts';

const SIGN = /^(?:probe|sent|received) ([=≠?]) (?:sent|received|recorded)/;
const MARK = /: (?:broken here|perhaps here|still to come)$/;

/** By scenario: the signs from the probe to the record, and the mark. */
const MARKS: Record<string, [signs: string, mark?: string]> = {
  'healthy': ['==='], 'healthy-skewed-clock': ['==='], 'healthy-three-services': ['==='], 'healthy-future-version': ['==='], 'proxy-retries': ['==='],
  'proxy-strips-header': ['=≠=', 'sent ≠ received: broken here'],
  'proxy-rewrites-parent': ['=≠=', 'sent ≠ received: broken here'],
  'proxy-restarts-trace': ['=≠=', 'sent ≠ received: broken here'],
  'proxy-clears-sampled': ['=≠=', 'sent ≠ received: broken here'],
  'header-duplicated-by-proxy': ['=≠=', 'sent ≠ received: broken here'],
  'header-duplicated-by-fetch': ['=≠=', 'sent ≠ received: broken here'],
  'header-short': ['=≠=', 'sent ≠ received: broken here'],
  'second-hop-strips-header': ['=≠=', 'sent ≠ received: broken here'],
  'callee-reads-b3': ['==≠', 'received ≠ recorded: broken here'],
  'caller-speaks-xray': ['==≠', 'received ≠ recorded: broken here'],
  'callee-no-propagator': ['==≠', 'received ≠ recorded: broken here'],
  'callee-not-instrumented': ['==≠', 'received ≠ recorded: broken here'],
  'callee-unsampled': ['==≠', 'received ≠ recorded: broken here'],
  'caller-context-lost': ['≠==', 'probe ≠ sent: broken here'],
  'caller-no-propagator': ['≠==', 'probe ≠ sent: broken here'],
  'caller-fetch-uninstrumented': ['??=', 'probe ? sent: broken here'],
  'passthrough-caller': ['??=', 'probe ? sent: broken here'],
  'caller-unsampled': ['??=', 'probe ? sent: broken here'],
  'upstream-unsampled': ['??=', 'the caller outside: broken here'],
  'caller-killed-before-flush': ['??=', 'from service-a to the Collector: no span came: broken here'],
  'callee-exporter-wrong-port': ['==≠', 'from service-b to the Collector: no span came: broken here'],
  'callee-exporter-slow-batch': ['==?', 'from service-b to the Collector: no span came: still to come'],
  'ids-64-bit': ['==≠', 'from service-b to the Collector: 1 span came: broken here'],
  'ids-from-a-counter': ['===', 'exports to the Collector: broken here'],
  'collector-filters-client-spans': ['===', 'from the Collector to its file: not everything was written: broken here'],
  'collector-restart-truncates': ['???', 'from the Collector to its file: not everything was written: broken here'],
  'collector-rewrites-parents': ['===', 'from the Collector to its file: what was written may differ from what came: perhaps here'],
  'callee-down': ['???', 'the call to service-b: broken here'],
  'callee-slow': ['===', 'the call to service-b: broken here'],
  'baggage-1m': ['???', 'the request: broken here'],
};

function namesOf(document: VerdictDocument): string[] {
  return namesIn(html`<${HopPicture} document=${document} />`);
}

test('every verdict that is kept of a real run has its row in the table', () => {
  assert.deepEqual(Object.keys(MARKS).sort(), [...SCENARIOS].sort());
});

for (const [scenario, [signs, mark]] of Object.entries(MARKS)) {
  test(`${scenario}: the place where it broke, and no other, is marked`, () => {
    const names = namesOf(verdictOf(scenario));
    assert.equal(names.map((name) => SIGN.exec(name)?.[1] ?? '').join(''), signs);
    assert.deepEqual(names.filter((name) => MARK.test(name)), mark === undefined ? [] : [mark]);
  });
}

for (const [name, [code, gathered]] of Object.entries(HOPS)) {
  test(`${name}, ${code}: one place is marked as broken where the hop is, and none where it is not`, () => {
    const document = documentOf(gathered);
    const isBroken = !document.linked && !['UNDECIDED', 'STILL_ARRIVING'].includes(document.verdict);
    const places = document.change ? 1 : document.where.split(' or ').length;
    assert.equal(namesOf(document).filter((each) => each.endsWith(': broken here')).length, isBroken ? places : 0);
  });
}

test('all that is said of a healthy hop, in the order in which the context travels', () => {
  const sent = `traceparent ${traceparent(A_CLIENT)}, trace id ${TRACE}, parent id ${A_CLIENT}`;
  assert.deepEqual(namesOf(documentOf(HOPS.healthy[1])), [
    'The hop', `from curl to service-a: traceparent ${traceparent(PROBE_PARENT)}, trace id ${TRACE}, parent id ${PROBE_PARENT}`,
    'probe = sent', 'from service-a to the Collector: 2 spans came',
    `from service-a to service-b: ${sent}`, 'sent = received',
    'received = recorded', 'from service-b to the Collector: 1 span came',
    'from the Collector to its file: every span of the hop',
  ]);
});

test('an intermediary is drawn where the wire is to blame, with what reached it and what left it', () => {
  const names = namesOf(verdictOf('proxy-strips-header'));
  assert.ok(names.some((name) => name.startsWith('from service-a to something in between: traceparent 00-')));
  assert.ok(names.includes('from something in between to service-b: no trace context'));
  assert.ok(names.includes('received: nothing'));
  assert.ok(!namesOf(verdictOf('header-duplicated-by-fetch')).some((name) => name.includes('in between')));
});

test('what nobody saw is called unknown', () => {
  assert.deepEqual(namesOf(verdictOf('callee-down')).filter((name) => name.endsWith(': unknown')), ['sent: unknown', 'received: unknown', 'recorded: unknown']);
});

test('services in front of the hop that broke are drawn with their verdicts', () => {
  assert.ok(namesOf(verdictOf('second-hop-strips-header')).includes('from service-a to service-b: LINKED'));
});
