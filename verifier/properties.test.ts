import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { evidenceOf } from './evidence.ts';
import { A_CLIENT, answerOfA, answerOfB, clientOfA, everywhere, hop, PROBE_PARENT, serverOfA, serverOfB, TRACE } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { type Change, SITES } from './fixtures/mutations.ts';
import { lineOf, spansIn } from './fixtures/otlp.ts';
import { FORMATS, propagatorsOf } from './formats/formats.ts';
import { headersOf, PROPAGATORS, type Propagator } from './formats/writing.ts';
import type { Gathered } from './gathered.ts';
import { readLine } from './reading/otlp-json.ts';
import { openCodes, removals, SOURCES, without } from './removal.ts';
import type { Span } from './span.ts';
import { seen, type Witness } from './truth.ts';
import { decide, type Verdict } from './verdict.ts';

/** Spans are assigned to the request by their trace, as they are live. */
function verdictOf(gathered: Gathered): Verdict {
  return decide(evidenceOf(without(gathered, [])));
}

const CANARY: [string, string[]] = ['user-agent', ['fixture']];
const carrier = (propagator: Propagator, parentId: string) => new Map(Object.entries(headersOf(propagator, { traceId: TRACE, parentId, sampled: true })).map(([name, value]) => [name, [value]]));

/** Both services speak one format, which the probe speaks too. */
function speaking(propagator: Propagator): Gathered {
  const headers = (parentId: string) => new Map<string, string[]>([CANARY, ...carrier(propagator, parentId)]);
  const fields = FORMATS.find(({ format }) => propagatorsOf([format]) === propagator)!.headers;
  return hop({
    answers: { a: answerOfA({ propagationFields: fields }), b: answerOfB({ propagationFields: fields, received: carrier(propagator, A_CLIENT) }) },
    ...everywhere(serverOfB({ requestHeaders: headers(A_CLIENT) }), clientOfA({ requestHeaders: headers(A_CLIENT) }), serverOfA({ requestHeaders: headers(PROBE_PARENT) })),
  });
}

const HEALTHY: Record<string, Gathered> = {
  'express-layers': HOPS['express-layers'][1],
  'no-tap': HOPS['no-tap'][1],
  'linked-before-settled': HOPS['linked-before-settled'][1],
  'one-request-of-several': hop({ alone: false, otherTraces: new Set([TRACE]) }),
  ...Object.fromEntries(PROPAGATORS.map((propagator) => [propagator, speaking(propagator)])),
};

const hex = (digits: number) => fc.stringMatching(new RegExp(`^[\\da-f]{${digits}}$`)).filter((id) => !/^0+$/.test(id.slice(0, 16)) && !/^0+$/.test(id.slice(16)));
const CHANGE: fc.Arbitrary<Change> = fc.record({ id: hex(32), header: fc.constantFrom('trace id', 'parent id', 'sampled flag', 'removed', 'malformed', 'twice') });

for (const [name, gathered] of Object.entries(HEALTHY)) {
  test(`${name} is LINKED, and without findings`, () => {
    const { code, findings } = verdictOf(gathered);
    assert.deepEqual({ code, findings }, { code: 'LINKED', findings: [] });
  });
}

for (const site of SITES) {
  test(`changed, it is no clean LINKED: ${site.name}`, () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(HEALTHY)), CHANGE, (name, change) => {
      const changed = site.change(HEALTHY[name]!, change);
      fc.pre(changed !== undefined);
      const { code, findings } = verdictOf(changed);
      assert.ok(code !== 'LINKED' || findings.length > 0, `${name}: ${code}`);
    }), { numRuns: 200 });
  });
}

test('on a hop that is whole all the same, a change makes the witnesses disagree', () => {
  const whole = new Set<string>();
  fc.assert(fc.property(fc.constantFrom(...SITES), fc.constantFrom(...Object.keys(HEALTHY)), CHANGE, (site, name, change) => {
    const changed = site.change(HEALTHY[name]!, change);
    const evidence = changed && evidenceOf(without(changed, []));
    fc.pre(evidence?.complete === true);
    whole.add(site.name);
    const { code, findings } = decide(evidence);
    assert.deepEqual([code, findings.some((finding) => finding.code === 'WITNESSES_DISAGREE')], ['UNDECIDED', true], `${name}: ${site.name}`);
  }), { numRuns: 3_000 });
  assert.ok(whole.size > 20, [...whole].join(', '));
});

interface Written { order: number[]; lines: number; repeated: number; upperCase: boolean }

const WRITTEN: fc.Arbitrary<Written> = fc.record({ order: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), lines: fc.integer({ min: 1, max: 4 }), repeated: fc.nat(), upperCase: fc.boolean() });

/** In another order, on several lines, one of them written twice, with ids in capitals: as a file is read back. */
function rewritten(spans: Witness<readonly Span[]>, { order, lines, repeated, upperCase }: Written): Witness<readonly Span[]> {
  if (!seen(spans) || spans.length === 0) return spans;
  const shuffled = spans.map((span, index) => ({ span, at: order[index % order.length]! })).toSorted((one, other) => one.at - other.at).map(({ span }) => span);
  const groups = Array.from({ length: lines }, (_, line) => shuffled.filter((_span, index) => index % lines === line));
  const written = [...groups, ...repeated % 2 === 0 ? [] : [[spans[repeated % spans.length]!]]].map((group) => lineOf(group, upperCase ? (id) => id.toUpperCase() : undefined));
  return spansIn(written);
}

const ALL = Object.entries(HOPS) as [string, readonly [string, Gathered]][];
const REMOVED = fc.oneof(fc.constant([]), fc.subarray(SOURCES));

for (const [name, [, whole]] of ALL) {
  test(`${name}: order, lines, repetition and the case of ids change nothing, whatever else is missing`, () => {
    fc.assert(fc.property(REMOVED, WRITTEN, WRITTEN, (removed, tap, file) => {
      const gathered = without(whole, removed);
      const rewrote = verdictOf({ ...gathered, tap: rewritten(gathered.tap, tap), file: rewritten(gathered.file, file) });
      assert.deepEqual(essence(rewrote), essence(verdictOf(gathered)));
    }), { numRuns: 100 });
  });
}

/** What is to stay the same. OTLP allows that a span is delivered twice, and it is said. */
function essence({ code, where, alternatives, findings }: Verdict): object {
  const codes = findings.map((finding) => finding.code).filter((each) => each !== 'DUPLICATE_SPANS').toSorted();
  return { code, where, alternatives: alternatives.map(({ verdict }) => verdict), codes };
}

// Not for evidence that contradicts itself: without one of two witnesses there is no contradiction to see.
for (const [name, [, gathered]] of ALL) {
  test(`${name}: without any of its sources the verdict is the same, or UNDECIDED with the right one among its alternatives`, () => {
    for (const run of [gathered, { ...gathered, alone: false }]) {
      const open = openCodes(verdictOf(run));
      const wrong = removals(SOURCES.length).flatMap((removed) => {
        const reduced = decide(evidenceOf(without(run, removed)));
        return open.every((code) => openCodes(reduced).includes(code)) ? [] : [`without ${removed.join(', ')}: ${reduced.code} of ${openCodes(reduced).join(', ')}`];
      });
      assert.deepEqual(wrong, []);
    }
  });
}

const ANYTHING = fc.oneof(fc.jsonValue(), fc.constantFrom(TRACE, A_CLIENT, TRACE.slice(16), '__proto__', '', '0', 'x'.repeat(1_000_000), 769, 2, 3, { stringValue: 'service-a' }, { stringValue: 'service-b' }, { toString: null }));
const OBJECT = (...keys: string[]) => fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor') }), ANYTHING, { noNullPrototype: true });
const ATTRIBUTE = fc.record({ key: fc.constantFrom('service.name', 'http.request.header.traceparent', 'http.request.header.__proto__', 'http.response.status_code'), value: ANYTHING });
const ODD_SPAN = fc.tuple(OBJECT('traceId', 'spanId', 'parentSpanId', 'flags', 'name', 'kind', 'status', 'startTimeUnixNano', 'links'), fc.array(ATTRIBUTE, { maxLength: 3 })).map(([span, attributes]) => ({ traceId: TRACE, spanId: A_CLIENT, ...span, attributes }));

test('lines of any shape are read or refused, and what was read is judged, without an error', () => {
  fc.assert(fc.property(fc.array(ODD_SPAN, { maxLength: 4 }), fc.array(ATTRIBUTE, { maxLength: 2 }), (spans, attributes) => {
    const read = readLine(JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] }));
    if ('spans' in read) assert.match(verdictOf(hop({ tap: read.spans, file: read.spans })).code, /^[A-Z_]+$/);
    else assert.match(read.unreadable, /\w/);
  }), { numRuns: 1_500 });
});
