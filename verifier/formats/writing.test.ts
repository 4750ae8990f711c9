import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { A_CLIENT, TRACE } from '../fixtures/evidence.ts';
import type { TraceContext } from '../wire.ts';
import { FORMATS, propagatorsOf, readingsOf } from './formats.ts';
import { carrierText, contextIn } from './text.ts';
import { headersOf, type Propagator, PROPAGATORS } from './writing.ts';

const WRITTEN: Record<Propagator, Record<string, string>> = {
  tracecontext: { traceparent: `00-${TRACE}-${A_CLIENT}-01` },
  b3: { b3: `${TRACE}-${A_CLIENT}-1` },
  b3multi: { 'x-b3-traceid': TRACE, 'x-b3-spanid': A_CLIENT, 'x-b3-sampled': '1' },
  jaeger: { 'uber-trace-id': `${TRACE}:${A_CLIENT}:0:01` },
  xray: { 'x-amzn-trace-id': `Root=1-${TRACE.slice(0, 8)}-${TRACE.slice(8)};Parent=${A_CLIENT};Sampled=1` },
};

for (const propagator of PROPAGATORS) {
  test(`${propagator} is written as its specification says`, () => assert.deepEqual(headersOf(propagator, { traceId: TRACE, parentId: A_CLIENT, sampled: true }), WRITTEN[propagator]));
}

test('every propagator that OTEL_PROPAGATORS knows can be written', () => {
  assert.deepEqual([...PROPAGATORS], propagatorsOf(FORMATS.map(({ format }) => format)).split(','));
});

const id = (digits: number) => fc.stringMatching(new RegExp(`^[\\da-f]{${digits}}$`)).filter((text) => !/^0+$/.test(text));
const CONTEXT: fc.Arbitrary<TraceContext> = fc.record({ traceId: id(32), parentId: id(16), sampled: fc.boolean() }, { noNullPrototype: true });

for (const propagator of PROPAGATORS) {
  test(`what ${propagator} writes, the reader of its format alone reads back; and so does its text`, () => {
    fc.assert(fc.property(CONTEXT, (context) => {
      const carrier = new Map(Object.entries(headersOf(propagator, context)).map(([name, value]) => [name, [value]]));
      const [reading, ...others] = readingsOf(carrier);
      assert.ok(reading && 'context' in reading);
      assert.deepEqual([propagatorsOf([reading.format]), reading.context, others], [propagator, context, []]);
      assert.deepEqual(contextIn(carrierText(carrier)), context);
    }), { numRuns: 500 });
  });
}
