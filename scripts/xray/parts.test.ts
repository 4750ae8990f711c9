import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { sendings } from '../../xray/shapes/shape.ts';
import { SHAPES } from '../../xray/shapes/shapes.ts';
import type { Tap } from '../../xray/tap.ts';
import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { Parts } from './parts.ts';

function linesOf(copies: number): string {
  return sendings(SHAPES, copies, 1_764_000_000_000).map(({ body }) => `${body}\n`).join('');
}

async function readAll(parts: Parts, tap: string): Promise<Tap[]> {
  return Promise.all(Array.from({ length: parts.count }, (_, part) => parts.read(tap, part)));
}

test('a small tap is one part, and read where it is; one without a file is empty', async (t) => {
  const folder = ownTemporaryFolder(t);
  writeFileSync(join(folder, '0-0.jsonl'), linesOf(1));
  const parts = await Parts.of(['0-0', '0-1'], folder, []);
  assert.deepEqual([parts.count, (await parts.read('0-0', 0)).size, (await parts.read('0-1', 0)).size], [1, 93, 0]);
  assert.deepEqual(readdirSync(folder), ['0-0.jsonl']);
});

test('a large tap is several parts, which have each trace as a whole, and every span just as it was', async (t) => {
  const folder = ownTemporaryFolder(t);
  const [whole] = await readAll(await Parts.of(['0-0'], (writeFileSync(join(folder, '0-0.jsonl'), linesOf(8)), folder), ['4111']), '0-0');
  const parts = await Parts.of(['0-0'], folder, ['4111'], 64 * 1024);
  const taps = await readAll(parts, '0-0');
  assert.ok(parts.count > 3);
  assert.equal(taps.reduce((sum, { size }) => sum + size, 0), whole!.size);
  assert.ok(taps.every((tap) => tap.size > 0 && tap.size < whole!.size));
  for (const tap of taps) for (const [id, trace] of tap.traces) assert.deepEqual(trace, whole!.traces.get(id));
});

test('a part that cannot be written is an error of the reading', async (t) => {
  const folder = ownTemporaryFolder(t);
  writeFileSync(join(folder, '0-0.jsonl'), linesOf(8));
  mkdirSync(join(folder, '0-0.part-1'));
  await assert.rejects(Parts.of(['0-0'], folder, [], 64 * 1024), { code: 'EISDIR' });
});
