import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AnswerOfA } from './answers.ts';
import { answerOfA } from './fixtures/evidence.ts';
import { isSettled, type Silence } from './settled.ts';
import type { Truth, Witness } from './truth.ts';

const FAST = answerOfA({ exportDelayMs: 200 });
const SILENT = answerOfA({ exportDelayMs: null });

const CASES: [says: string, account: Witness<AnswerOfA>, silence: Partial<Silence>, expected: Truth][] = [
  ['the declared delay and the flush of the file have passed', FAST, { quiet: 1_200 }, true],
  ['they have not', FAST, { quiet: 1_199 }, false],
  ['no delay is declared, and the SDK\'s has not passed', SILENT, { quiet: 5_999 }, false],
  ['no delay is declared, and the SDK\'s has passed', SILENT, { quiet: 6_000 }, true],
  ['the Collector was away, and the exporter may try again', FAST, { quiet: 6_199, outage: true }, false],
  ['the Collector was away, and the longest pause has passed', FAST, { quiet: 6_200, outage: true }, true],
  ['nobody knows the answer', 'unknown', { quiet: 1e9 }, 'unknown'],
  ['there was none', 'nothing', { quiet: 1e9 }, 'unknown'],
  ['the service has ended', 'unknown', { quiet: 1_000, gone: true }, true],
  ['the service has ended, and the file is not flushed', FAST, { quiet: 999, gone: true }, false],
  ['nobody knows whether it has ended', 'unknown', { quiet: 1e9, gone: 'unknown' }, 'unknown'],
  ['it has ended, and holds nothing back for long', answerOfA({ exportDelayMs: 60_000 }), { quiet: 1_000, gone: true }, true],
];

for (const [says, account, silence, expected] of CASES) {
  test(`settled where ${says}: ${expected}`, () => assert.equal(isSettled(account, { quiet: 0, outage: false, gone: false, ...silence }), expected));
}
