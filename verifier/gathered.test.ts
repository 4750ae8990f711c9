import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hop, STOOD } from './fixtures/evidence.ts';
import { fileRead, type Gathered, spansIn, tapRead, truncated } from './gathered.ts';
import type { Truth } from './truth.ts';

const TRUNCATED: [emptied: Gathered['emptied'], expected: Truth][] = [
  [STOOD, false],
  [{ tap: true, file: true, counters: true }, true],
  [{ tap: true, file: true, counters: false }, false],
  [{ tap: false, file: true, counters: 'unknown' }, false],
  [{ tap: 'unknown', file: true, counters: true }, 'unknown'],
  [{ tap: 'unknown', file: 'unknown', counters: 'unknown' }, 'unknown'],
];

for (const [emptied, expected] of TRUNCATED) {
  test(`truncated, by ${JSON.stringify(emptied)}: ${expected}; whichever stood proves the contrary`, () => assert.equal(truncated(hop({ emptied })), expected));
}

test('a source that nobody looked at has no spans, and its silence says nothing', () => {
  assert.deepEqual([spansIn('unknown'), spansIn('nothing'), spansIn([])], [[], [], []]);
  assert.deepEqual([tapRead(hop({ tap: 'unknown' })), tapRead(hop({ tap: [] }))], ['unknown', true]);
});

test('the file is read service by service; of others it is read where it is read at all', () => {
  const parts = hop({ fileRead: { caller: 'unknown', callee: true } });
  assert.deepEqual(['service-a', 'service-b', 'service-x'].map((service) => fileRead(parts, service)), ['unknown', true, true]);
  assert.deepEqual(['service-a', 'service-x'].map((service) => fileRead(hop({ file: 'unknown' }), service)), ['unknown', 'unknown']);
});
