import assert from 'node:assert/strict';
import { test } from 'node:test';

import { corrupted } from './corrupted-ids.ts';
import { evidenceOf } from './evidence.ts';
import { B_SERVER, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, span, TRACE } from './fixtures/evidence.ts';
import type { Gathered } from './gathered.ts';

const LOW = TRACE.slice(16);
const BASE64 = Buffer.from(TRACE, 'hex').toString('base64').toLowerCase();

/** B's SERVER span has this trace id. */
const withTrace = (traceId: string, more: Partial<Gathered> = {}): Gathered => hop({ ...everywhere(serverOfB({ traceId }), clientOfA(), serverOfA()), ...more });

const DAMAGED: [says: string, gathered: Gathered, how: string][] = [
  ['padded from 64 bits', withTrace(LOW.padStart(32, '0')), `trace id ${LOW.padStart(32, '0')} has the lower 64 bits of ${TRACE}, and not the upper ones`],
  ['given another upper half', withTrace(`${'f'.repeat(16)}${LOW}`), `trace id ${'f'.repeat(16)}${LOW} has the lower 64 bits of ${TRACE}, and not the upper ones`],
  ['cut to its lower 64 bits', withTrace(LOW), `trace id ${LOW} is ${TRACE}, cut to 64 bits`],
  ['cut to its upper 64 bits', withTrace(TRACE.slice(0, 16)), `trace id ${TRACE.slice(0, 16)} is ${TRACE}, cut to 64 bits`],
  ['written in base64', withTrace(BASE64), `trace id ${BASE64} is ${TRACE} in base64`],
  ['cut, in a span that is nobody\'s', hop({ strays: [serverOfB({ traceId: LOW })] }), `trace id ${LOW} is ${TRACE}, cut to 64 bits`],
  ['cut, where no answer and no probe is known', withTrace(LOW, { probe: 'unknown', answers: { a: 'unknown', b: 'unknown' } }), `trace id ${LOW} is ${TRACE}, cut to 64 bits`],
];

for (const [says, gathered, how] of DAMAGED) {
  test(`a trace id that was ${says} is damaged`, () => {
    const found = corrupted(evidenceOf(gathered));
    assert.deepEqual([found?.how, found?.span.spanId], [how, B_SERVER]);
  });
}

const WHOLE: [says: string, gathered: Gathered][] = [
  ['the right one', hop()],
  ['another one', withTrace(OTHER_TRACE)],
  ['one that shares its upper half', withTrace(`${TRACE.slice(0, 16)}${'f'.repeat(16)}`)],
  ['a short one that is no part of it', withTrace('ffffffffffffffff')],
  ['too short a part of it to be its own', withTrace(TRACE.slice(-4))],
  ['of zeros', withTrace('0'.repeat(32))],
  ['empty', withTrace('')],
  ['cut, of a service that is not of the hop', hop({ strays: [span({ service: 'service-x', traceId: LOW })] })],
  ['of a megabyte', withTrace('f'.repeat(1_000_000))],
];

for (const [says, gathered] of WHOLE) {
  test(`a trace id that is ${says} is not damaged`, () => assert.equal(corrupted(evidenceOf(gathered)), undefined));
}
