import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../lab/root.ts';
import { ownTemporaryFolder } from './fixtures/tracehop.ts';
import { compileScanner } from './scanner-compiler.ts';

test('the scanner in the repository is what its source compiles to', async (t) => {
  const compiled = join(ownTemporaryFolder(t), 'scanner.wasm');
  await compileScanner(compiled);
  assert.ok(readFileSync(compiled).equals(readFileSync(join(ROOT, 'verifier/reading/scan/scanner.wasm'))), 'run `npm run scanner:build`');
});
