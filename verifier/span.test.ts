import assert from 'node:assert/strict';
import { test } from 'node:test';

import { span } from './fixtures/evidence.ts';
import { parentIsRemote } from './span.ts';

const FLAGS: [writer: string, flags: number, remote: boolean | 'unknown'][] = [
  ['the JS SDK for a remote parent', 769, true],
  ['the JS SDK for a local parent or none', 257, false],
  ['the Python SDK for a remote parent', 768, true],
  ['the Python SDK for a local parent or none', 256, false],
  ['an older SDK', 0, 'unknown'],
  ['an older SDK, sampled', 1, 'unknown'],
  ['a writer of bit 0x200 without bit 0x100', 0x200, 'unknown'],
  ['a writer of something else than a number', Number.NaN, 'unknown'],
];

for (const [writer, flags, remote] of FLAGS) {
  test(`flags ${flags}, as of ${writer}: the parent is remote: ${remote}`, () => assert.equal(parentIsRemote(span({ flags })), remote));
}
