import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Problem } from '../../lab/problem.ts';
import type { Counters } from '../../xray/ledger.ts';
import { assertSeen } from './feed.ts';

const COUNTERS: Counters = { accepted: 3, refused: 0, failed: 0, sent: new Map(), incoming: new Map(), outgoing: new Map(), collector: { name: 'otelcol', version: '1' } };
const FED = { requests: 1, spans: 3, refused: 0, refusal: undefined };

test('spans that a processor refused were seen: they are in the first tap', () => {
  assertSeen({ ...FED, refused: 3, refusal: 'status 503' }, { ...COUNTERS, accepted: 0, refused: 3 });
});

const UNSEEN: [says: string, counters: Partial<Counters>, exitCode: number, message: string][] = [
  ['came in', { accepted: 0 }, 3, 'The Collector took none of the 3 spans: status 400.'],
  ['could be written', { accepted: 1, refused: 2, failed: 2 }, 5, 'The Collector could not write 2 spans to its files, so there is no telling what became of them: status 400.'],
];

for (const [says, counters, exitCode, message] of UNSEEN) {
  test(`where not every span ${says}, there is no verdict`, () => {
    assert.throws(() => assertSeen({ ...FED, refusal: 'status 400' }, { ...COUNTERS, ...counters }), (error: Problem) => error.exitCode === exitCode && error.message === message);
  });
}
