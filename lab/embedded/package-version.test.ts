import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { temporaryFolder } from './fixtures/collector-process.ts';
import { packageVersion } from './package-version.ts';

test('the version is that of the nearest `package.json` above', (context) => {
  const root = temporaryFolder(context);
  const deep = join(root, 'dist/lab/embedded');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"1.0.0"}');
  assert.equal(packageVersion(deep), '1.0.0');
  writeFileSync(join(root, 'dist/package.json'), '{"version":"2.0.0"}');
  assert.equal(packageVersion(deep), '2.0.0');
});
