import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { secretsIn, withoutSecrets } from './secrets.ts';

const MASKED: [says: string, value: string, text: string, masked: string][] = [
  ['as it is', 'hush-hush', 'no such == hush-hush', 'no such == ${env:KEY}'],
  ['with quotes, which are quoted', 'hush"hush', 'parse "x == hush\\"hush"', 'parse "x == ${env:KEY}"'],
  ['with quotes, which are quoted once more in a log', 'hush"hush', '{"error": "parse \\"x == hush\\\\\\"hush\\""}', '{"error": "parse \\"x == ${env:KEY}\\""}'],
  ['of several lines', 'BEGIN KEY\nabcdef\n', 'PEM "BEGIN KEY\\nabcdef"', 'PEM "${env:KEY}\\n${env:KEY}"'],
  ['with a dollar', 'hush$&hush', 'x hush$&hush', 'x ${env:KEY}'],
  ['that is short, and would mask anything', 'log', 'a log', 'a log'],
];

for (const [says, value, text, masked] of MASKED) {
  test(`a value ${says} is told by its name: ${masked}`, () => {
    assert.equal(withoutSecrets(text, secretsIn([], ['KEY'], { KEY: value })), masked);
  });
}

test('one value that has another in it is masked as a whole', () => {
  assert.equal(withoutSecrets('user:password@host', secretsIn([], ['A', 'B'], { A: 'password', B: 'user:password' })), '${env:B}@host');
});

test('so is a file that holds one value, and not one that is a part of the configuration', (t) => {
  const folder = ownTemporaryFolder(t);
  const [token, part] = [join(folder, 'token'), join(folder, 'part.yaml')];
  writeFileSync(token, 'hush-hush\n');
  writeFileSync(part, 'filter:\n  error_mode: ignore\n');
  const secrets = secretsIn([`a: \${file:${token}}\nb: \${file:${part}}\nc: \${file:${folder}/none}`], [], {});
  assert.equal(withoutSecrets('filter: hush-hush', secrets), `filter: \${file:${token}}`);
});
