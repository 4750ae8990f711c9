import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientOfA, OTHER_TRACE, serverOfA, serverOfB, TRACE } from '../verifier/fixtures/evidence.ts';
import { lineOf } from '../verifier/fixtures/otlp.ts';
import { idAt, PARTITIONS, TRACE as TRACE_WORD, WORDS } from '../verifier/reading/records.ts';
import type { Span } from '../verifier/span.ts';
import { tallyOf } from './examination.ts';
import { recordsOf } from './fixtures.ts';
import { RecentRecords } from './recent.ts';

const at = (startTime: number, ...spans: Span[]): Span[] => spans.map((span) => ({ ...span, startTime: startTime * 1_000 }));
const OTHER = [serverOfA({ traceId: OTHER_TRACE }), clientOfA({ traceId: OTHER_TRACE })];

function since(seconds: number, ...spans: Span[]): object {
  const records = new RecentRecords(recordsOf([lineOf(spans)]), seconds);
  const found = Array.from({ length: PARTITIONS }, (_, partition) => records.read(partition)).flatMap((words) => Array.from({ length: words.length / WORDS }, (_, record) => idAt(words, record * WORDS + TRACE_WORD, 4)));
  return { found: found.sort(), leftOut: records.leftOut };
}

const NOW = 1_764_000_000;

test('a trace that began in that second is there with all its spans, and one that began before is left out with all of its', () => {
  const spans = [...at(NOW - 1, OTHER[0]!), ...at(NOW + 5, OTHER[1]!), ...at(NOW, serverOfA()), ...at(NOW + 3, serverOfB())];
  assert.deepEqual(since(NOW, ...spans), { found: [TRACE, TRACE], leftOut: 1 });
  assert.deepEqual(since(NOW - 1, ...spans), { found: [OTHER_TRACE, OTHER_TRACE, TRACE, TRACE].sort(), leftOut: 0 });
});

test('spans whose time is not known go with their trace; a trace without any time is left out', () => {
  assert.deepEqual(since(NOW, ...at(0, serverOfA()), ...at(NOW, serverOfB()), ...at(0, ...OTHER)), { found: [TRACE, TRACE], leftOut: 1 });
});

test('partitions that are read again are counted once', () => {
  const records = new RecentRecords(recordsOf([lineOf(at(NOW - 1, ...OTHER))]), NOW);
  const tally = tallyOf(records, { asked: [], wanted: new Set() });
  assert.deepEqual([tally.counts.traces, records.leftOut], [0, 1]);
});
