import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import type { Gathered } from './gathered.ts';
import { OTHER_TRACE, PROBE_PARENT } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { naiveChecks } from './naive.ts';

const L = 'linked';
const B = 'broken';

const SAID: [name: keyof typeof HOPS, sameTraceId: typeof L | typeof B, pair: typeof L | typeof B, bothServices: typeof L | typeof B][] = [
  ['healthy', L, L, L],
  ['header-stripped', B, B, B],
  // What each of them lets pass.
  ['parent-rewritten', L, B, L],
  ['client-lost-its-context', L, L, B],
  ['second-attempt-stripped', L, B, L],
  ['callee-never-arrives', B, B, B],
  ['caller-not-instrumented', B, B, B],
];

function said(gathered: Gathered): string[] {
  return naiveChecks(evidenceOf(gathered)).map(({ check, says }) => `${check} ${says}`);
}

for (const [name, sameTraceId, pair, bothServices] of SAID) {
  test(`of ${name}: same trace id ${sameTraceId}, pair ${pair}, both services ${bothServices}`, () => {
    assert.deepEqual(said(HOPS[name][1]), [`same-trace-id ${sameTraceId}`, `client-server-pair ${pair}`, `trace-has-both-services ${bothServices}`]);
  });
}

test('both services in one trace are counted only where it is the probe\'s', () => {
  const [, healthy] = HOPS['healthy'];
  const probe = { traceId: OTHER_TRACE, parentId: PROBE_PARENT, sampled: true };
  for (const gathered of [{ ...healthy, probe }, { ...healthy, probe: 'unknown' as const }]) {
    assert.deepEqual(said(gathered), ['same-trace-id linked', 'client-server-pair linked', 'trace-has-both-services broken']);
  }
});
