import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { readBrowserFiles } from './browser-files.ts';

function rootOf(t: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'browser-files-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ 'view/style.css': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('what the first module imports is served, and what that imports, without types', (t) => {
  const root = rootOf(t, {
    'page/browser/a.ts': 'import {\n  b,\n  type B,\n} from \'../../view/b.ts\';\nimport type { D } from \'../../lab/d.ts\';\nimport { html } from \'htm/preact\';\nconst one: number = 1;',
    'view/b.ts': 'export { c } from \'./c.ts\';\nimport \'./e.ts\';', 'view/c.ts': '', 'view/e.ts': '', 'view/f.ts': '', 'lab/d.ts': '',
  });
  const { files, entry } = readBrowserFiles('page/browser/a.ts', root);
  assert.equal(entry, '/page/browser/a.ts');
  assert.deepEqual([...files.keys()].filter((path) => !path.startsWith('/modules/')), ['/view/style.css', '/page/browser/a.ts', '/view/b.ts', '/view/c.ts', '/view/e.ts']);
  assert.doesNotMatch(files.get('/page/browser/a.ts')!.text, /number|type/);
});

for (const [what, name] of [['a file that is not for browsers', '../../lab/d.ts'], ['a module of Node', 'node:fs'], ['a module that is not listed', 'zx']] as const) {
  test(`${what} is refused when the page starts, and never served`, (t) => {
    const root = rootOf(t, { 'page/browser/a.ts': `import { d } from '${name}';`, 'lab/d.ts': '' });
    assert.throws(() => readBrowserFiles('page/browser/a.ts', root), /not for/);
  });
}

test('the modules that bare names mean are there, import nothing else, and name no source map', () => {
  const { files, importMap } = readBrowserFiles();
  const { imports } = JSON.parse(importMap) as { imports: Record<string, string> };
  for (const path of Object.values(imports)) {
    const { text } = files.get(path)!;
    for (const [, name] of text.matchAll(/from\s*"([^"]+)"/g)) assert.ok(name! in imports, `${path} imports ${name}`);
    assert.doesNotMatch(text, /sourceMappingURL/);
  }
});
