import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Evidence, evidenceOf } from './evidence.ts';
import { answerOfB, clientOfA, hop, OTHER_TRACE, serverOfB } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import type { Gathered } from './gathered.ts';
import { inFile } from './presence.ts';
import type { Span } from './span.ts';
import type { Truth } from './truth.ts';

const WITHOUT_NAMES = { probe: 'unknown', answers: { a: 'unknown', b: answerOfB() } } as const;
const UNSETTLED_CALLEE = { settled: { caller: true, callee: false } } as const;
const EMPTIED = { emptied: { tap: true, file: true, counters: true } } as const;
const NO_TAP = { tap: 'unknown' } as const;
const NO_TAP_NO_COUNTERS = { tap: 'unknown', allWritten: 'unknown' } as const;
const UNREAD_CALLEE = { fileRead: { caller: true, callee: 'unknown' } } as const;

type HopName = keyof typeof HOPS;

function evidence(name: HopName, differs: Partial<Gathered> = {}): Evidence {
  return evidenceOf({ ...HOPS[name][1], ...differs });
}

const RECEIVED: [name: HopName, caller: Truth, client: Truth, callee: Truth, differs?: Partial<Gathered>][] = [
  ['healthy', true, true, true],
  ['nothing-yet', 'unknown', 'unknown', 'unknown'],
  ['callee-never-arrives', true, true, false],
  ['callee-never-arrives', true, true, 'unknown', UNSETTLED_CALLEE],
  ['callee-never-arrives', true, true, 'unknown', EMPTIED],
  ['callee-never-arrives', true, true, 'unknown', NO_TAP_NO_COUNTERS],
  ['callee-never-arrives', true, true, 'unknown', { tap: 'unknown', ...UNREAD_CALLEE }],
  ['callee-never-arrives', true, true, 'unknown', { strays: [serverOfB({ traceId: OTHER_TRACE })] }],
  ['callee-never-arrives', true, true, false, { strays: [clientOfA({ traceId: OTHER_TRACE, service: 'service-b' })] }],
  ['callee-unsampled', true, true, false, { ...UNSETTLED_CALLEE, ...NO_TAP }],
  ['healthy', true, true, true, WITHOUT_NAMES],
  ['healthy', 'unknown', true, true, { ...WITHOUT_NAMES, alone: false }],
  ['callee-calls-the-caller-back', 'unknown', true, true, WITHOUT_NAMES],
];

for (const [name, caller, client, callee, differs] of RECEIVED) {
  test(`received of ${name}${differs ? `, ${JSON.stringify(differs).slice(0, 60)}` : ''}: A.SERVER ${caller}, A.CLIENT ${client}, B.SERVER ${callee}`, () => {
    const { serverReceived, clientReceived } = evidence(name, differs);
    assert.deepEqual([serverReceived.caller, clientReceived, serverReceived.callee], [caller, client, callee]);
  });
}

const NEITHER_SETTLED = { settled: { caller: false, callee: false } } as const;
const UNREAD = { fileRead: { caller: 'unknown', callee: 'unknown' } } as const;

const WRITTEN: [says: string, expected: Truth, spans: Span[], differs: Partial<Gathered>][] = [
  ['a span that the file has is in it', true, [serverOfB()], {}],
  ['a span that it has not is not, where no more can come', false, [serverOfB()], { file: [clientOfA()] }],
  ['as long as none of the services is settled it may still come', 'unknown', [serverOfB()], { file: [], ...NEITHER_SETTLED }],
  ['one settled service is enough: the exporter flushes for all', false, [serverOfB()], { file: [], ...UNSETTLED_CALLEE }],
  ['a processor may hold it', 'unknown', [serverOfB()], { file: [], holding: true }],
  ['nobody knows whether a processor holds it', 'unknown', [serverOfB()], { file: [], holding: 'unknown' }],
  ['nobody read that part of the file, and the counters say that all was written', true, [serverOfB()], { file: [], allWritten: true, ...UNREAD }],
  ['nobody read that part of the file, and something was not written', 'unknown', [serverOfB()], { file: [], allWritten: false, ...UNREAD }],
  ['nobody read that part of the file, and all three were emptied', 'unknown', [serverOfB()], { file: [], allWritten: true, ...EMPTIED, ...UNREAD }],
  ['there is no file', 'unknown', [serverOfB()], { file: 'unknown', allWritten: 'unknown' }],
  ['one of two is not there', false, [serverOfB(), clientOfA()], { file: [clientOfA()] }],
  ['the same span id in another trace is another span', false, [serverOfB({ traceId: OTHER_TRACE })], {}],
  ['no span at all, and none can come', false, [], {}],
  ['no span at all, and one can still come', 'unknown', [], UNSETTLED_CALLEE],
  ['no span at all, and nobody read the file', 'unknown', [], UNREAD],
];

for (const [says, expected, spans, differs] of WRITTEN) {
  test(`in the file: ${says}: ${expected}`, () => assert.equal(inFile(hop(differs), 'callee', spans), expected));
}
