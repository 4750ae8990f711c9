import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { evidenceOf } from './evidence.ts';
import { A_CLIENT, answerOfA, answerOfB, clientOfA, everywhere, hop, PROBE_PARENT, serverOfA, serverOfB, TRACE } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { type Change, SITES } from './fixtures/mutations.ts';
import { FORMATS, propagatorsOf } from './formats/formats.ts';
import { headersOf, PROPAGATORS, type Propagator } from './formats/writing.ts';
import type { Gathered } from './gathered.ts';
import { without } from './removal.ts';
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
