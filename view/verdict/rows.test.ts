import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCENARIOS, verdictOf } from './fixtures.ts';
import { lanesOf } from './rows.ts';

/** Lane by lane, indented; ids left out. */
function shown(scenario: string): string[] {
  return lanesOf(verdictOf(scenario)).flatMap(({ isOwn, rows }) => [isOwn ? 'own' : 'other', ...rows.map((row) => {
    const text = row.row === 'probe' ? 'probe' : row.row === 'span' ? `${row.span.service} ${row.span.kind}` : `missing ${row.name.replace(/[\da-f]{16}/, 'ID')}`;
    return `${' '.repeat(row.depth + 1)}${text}`;
  })]);
}

const ROWS: Record<string, string[]> = {
  'healthy': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT', '    service-b SERVER'],
  'proxy-strips-header': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT', 'other', ' service-b SERVER'],
  'proxy-rewrites-parent': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT', ' missing ID', '  service-b SERVER'],
  'callee-exporter-wrong-port': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT', '    missing SERVER of service-b'],
  'caller-killed-before-flush': ['own', ' probe', '  missing SERVER of service-a', '   missing CLIENT of service-a ID', '    service-b SERVER'],
  'passthrough-caller': ['own', ' probe', '  service-b SERVER', '  missing SERVER of service-a', '   missing CLIENT of service-a'],
  'upstream-unsampled': ['own', ' probe', '  missing SERVER of service-a', '   missing CLIENT of service-a', '    missing SERVER of service-b'],
  'callee-down': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT'],
  'second-hop-strips-header': ['own', ' probe', '  service-a SERVER', '   service-a CLIENT', '    service-b SERVER', '     service-b CLIENT', 'other', ' service-c SERVER'],
  'ids-from-a-counter': ['own', ' probe', '  missing SERVER of service-a', ' service-a CLIENT', ' service-b SERVER'],
};

for (const [scenario, rows] of Object.entries(ROWS)) {
  test(`${scenario}: children below their parents, and a ghost for what is missing`, () => assert.deepEqual(shown(scenario), rows));
}

test('every span that was received has one row, whatever the tree is like', () => {
  for (const scenario of SCENARIOS) {
    const spans = lanesOf(verdictOf(scenario)).flatMap(({ rows }) => rows).flatMap((row) => row.row === 'span' ? [row.span] : []);
    assert.equal(spans.length, verdictOf(scenario).spans.length, scenario);
    assert.equal(new Set(spans).size, spans.length, scenario);
  }
});
