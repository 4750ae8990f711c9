import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CheckDocument, EdgeEntry, EdgeExpectation } from '../check.ts';
import { checkJunit } from './check-junit.ts';

const EDGE: EdgeEntry = { from: 'service-a', to: 'service-b', linked: 1, broken: 1, undecided: 0, verdicts: { HEADER_STRIPPED: 1, LINKED: 1 }, brokenSince: null, examples: [] };

function junitWith(expectation: EdgeExpectation): string {
  const document: CheckDocument = {
    schema: 'tracehop.check/1', tool: '0.1.0', linked: expectation.pass, summary: '', complete: true, files: 1, bytes: 1, lines: 1, spans: 6, traces: 3, roots: 1, entries: 2, orphans: 0, duplicates: 0,
    conflicts: 0, cycles: 0, unplaced: 0, unreadable: [], unreadableCount: 0, findings: [], services: ['service-a', 'service-b'], edges: [EDGE], expectations: [expectation], examples: [], trace: [], seconds: 0, peakMemoryBytes: 1,
  };
  return checkJunit(document);
}

const found = '1 linked, 1 broken';

test('a broken hop that was to be linked fails, and says by which verdicts', () => {
  assert.match(junitWith({ edge: 'service-a -> service-b', pass: false, found }), /name="service-a -> service-b">\s*<failure message="1 broken, 0 undecided, 1 linked: HEADER_STRIPPED 1, LINKED 1" type="BROKEN"/);
});

test('a broken hop of which nobody asked, or that was to be broken, does not', () => {
  for (const expectation of [{ edge: 'service-a -> service-c', pass: false }, { edge: '!service-a -> service-b', pass: true }]) {
    assert.doesNotMatch(junitWith({ ...expectation, found }), /type="BROKEN"/);
  }
});
