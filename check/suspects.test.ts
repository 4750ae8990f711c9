import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PAGE, TRACE, WORDS } from '../verifier/reading/records.ts';
import { join } from './join.ts';
import { Suspects } from './suspects.ts';

/** One trace a page; all of them are marked. */
function suspectsOn(pages: readonly number[], marks: readonly number[] = pages.map(() => 1)): Suspects {
  const records = new Uint32Array(pages.length * WORDS);
  pages.forEach((page, at) => records.set([page], at * WORDS + PAGE));
  pages.forEach((_page, at) => records.set([at + 1], at * WORDS + TRACE));
  const suspects = new Suspects();
  suspects.add(join(records), Uint8Array.from(marks));
  return suspects;
}

function pagesOf(suspects: Suspects): number[] {
  const pages: number[] = [];
  for (let page = suspects.nextPage(0); page !== undefined; page = suspects.nextPage(page + 1)) pages.push(page);
  return pages;
}

for (const pages of [[], [0], [31], [32], [0, 31, 32, 63, 64], [30, 31], [5_000_000], [1, 32_767, 32_768]]) {
  test(`pages ${pages.join(', ') || 'of nothing'}: those, and no other`, () => {
    const suspects = suspectsOn(pages);
    assert.deepEqual([pagesOf(suspects), suspects.traces.size], [pages, pages.length]);
    for (const page of pages) assert.deepEqual([page - 1, page, page + 1].map((each) => suspects.hasPage(each)), [page - 1, page, page + 1].map((each) => pages.includes(each)));
  });
}

test('a trace that is not marked is none', () => {
  const suspects = suspectsOn([3, 5, 7], [1, 0, 0]);
  assert.deepEqual([pagesOf(suspects), [...suspects.traces]], [[3], ['00000001000000000000000000000000']]);
});

test('those of another are added', () => {
  const suspects = suspectsOn([3]);
  suspects.merge(suspectsOn([9, 40_000]));
  assert.deepEqual([pagesOf(suspects), suspects.traces.size], [[3, 9, 40_000], 2]);
});
