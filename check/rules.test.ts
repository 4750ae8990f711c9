import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Problem } from '../lab/problem.ts';
import { askedEdge } from './asked.ts';
import { readRules } from './rules.ts';

test('every field is read', () => {
  assert.deepEqual(readRules({ edges: ['a -> b', '!c -> d', '~e -> f'], since: '2h', broken: 1, orphans: 0, cycles: 2, unreadable: 3 }, 'f'), {
    edges: ['a -> b', '!c -> d', '~e -> f'].map((text) => askedEdge(text)), since: { ago: 7_200 }, limits: { broken: 1, orphans: 0, cycles: 2, unreadable: 3 },
  });
  assert.deepEqual(readRules({ orphans: 0 }, 'f'), { edges: [], since: undefined, limits: { orphans: 0 } });
});

const WRONG: [check: unknown, message: string][] = [
  [{ edge: [] }, '`f: check.edge` is none of its fields, which are edges, since, broken, orphans, cycles, unreadable.'],
  [['a -> b'], '`f: check` must be a map.'],
  [{ edges: 'a -> b' }, '`f: check.edges` must be a list.'],
  [{ edges: ['a -> b', 'a'] }, '`f: check.edges[1]` must name two services: `a -> b`, in quotation marks where `!` or `~` stands in front.'],
  [{ edges: [null] }, '`f: check.edges[0]` must name two services: `a -> b`, in quotation marks where `!` or `~` stands in front.'],
  [{ since: 'yesterday' }, '`f: check.since` must be a time such as 2026-01-31T12:00:00Z, or so long ago: 15m, 2h, 3d.'],
  [{ orphans: -1 }, '`f: check.orphans` must be a whole number, 0 or more.'],
  [{ cycles: 0.5 }, '`f: check.cycles` must be a whole number, 0 or more.'],
  [{ unreadable: '1' }, '`f: check.unreadable` must be a whole number, 0 or more.'],
  [{}, '`f` expects nothing: its part `check` has none of edges, since, broken, orphans, cycles, unreadable.'],
  [undefined, '`f` expects nothing: its part `check` has none of edges, since, broken, orphans, cycles, unreadable.'],
];

for (const [check, message] of WRONG) {
  test(`what is not as it must be is named: ${message}`, () => {
    assert.throws(() => readRules(check, 'f'), (error: Problem) => { assert.equal(error.message, message); return error.exitCode === 3; });
  });
}
