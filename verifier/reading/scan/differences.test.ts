import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Chance } from './fixtures/chance.ts';
import { difference, linesOf } from './fixtures/differences.ts';
import { Scanning } from './fixtures/scanning.ts';

for (const kind of ['wasm', 'typescript'] as const) {
  test(`20,000 lines of all kinds mean to the scanner (${kind}) what they mean to JSON.parse`, () => {
    const chance = new Chance(20_000);
    const scanning = new Scanning(kind);
    for (let read = 0; read < 20_000; read += 200) assert.equal(difference(scanning, linesOf(chance, 200), () => 1 + chance.below(5000)), undefined);
  });

  test(`a file means the same wherever its blocks begin (${kind})`, () => {
    const scanning = new Scanning(kind);
    const lines = linesOf(new Chance(7), 40).filter(({ length }) => length > 0 && length < 600).slice(0, 5);
    const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
    for (let at = 1; at < length; at++) assert.equal(difference(scanning, lines, torn(at, length)), undefined, `torn at byte ${at}`);
    assert.equal(difference(scanning, lines, () => 1), undefined, 'byte by byte');
  });
}

function torn(at: number, length: number): () => number {
  const pieces = [at, length];
  return () => pieces.shift() ?? length;
}
