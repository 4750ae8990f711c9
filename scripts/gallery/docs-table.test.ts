import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { readGallery } from '../../lab/gallery.ts';
import { ROOT } from '../../lab/root.ts';
import { withTable } from './docs-table.ts';

test('the table in README.md is that of the scenarios (npm run gallery:table writes it)', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  assert.equal(readme, withTable(readme, readGallery()));
});

test('the table takes the place of the one that was there, and nothing else changes', () => {
  const scenario = { id: 'a', title: 'A | B', broken: '', verdict: 'LINKED', where: 'nowhere', findings: [] } as const;
  assert.equal(withTable('before\n<!-- gallery -->\nold\n<!-- /gallery -->\nafter', [scenario]), `before
<!-- gallery -->
| scenario | what is broken | verdict | where |
|---|---|---|---|
| \`a\` | A \\| B | \`LINKED\` | nowhere |
<!-- /gallery -->
after`);
});

test('a README without a place for it is refused', () => {
  assert.throws(() => withTable('', []), { exitCode: 3, message: /no place for the gallery/ });
});
