import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SelfcheckDocument } from '../verifier/exercise.ts';
import { assertValid, textOf } from './fixtures.ts';

const FAILED: SelfcheckDocument = { schema: 'tracehop.selfcheck/1', tool: '0.1.0', holds: false, checks: [{ check: 'labs start broken', misses: [] }, { check: 'solutions solve', misses: ['`01` does not.'] }], skipped: ['14-tail-sampling'] };

test('each check, whether it holds, and what it misses', () => {
  assertValid(FAILED);
  assert.equal(textOf(FAILED), 'What must hold of the workshop ✗ THE COURSE DOES NOT HOLD 1 of 2 checks failed; not run, for want of a real Collector: 14-tail-sampling. check holds misses labs start broken ✓ yes solutions solve ✗ no 01 does not.');
});

test('a course that holds is told so', () => {
  assert.match(textOf({ ...FAILED, holds: true, checks: [FAILED.checks[0]!], skipped: [] }), /✓ THE COURSE HOLDS check holds misses labs start broken ✓ yes$/);
});
