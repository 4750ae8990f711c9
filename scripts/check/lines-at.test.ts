import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { LinesAt } from './lines-at.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-at-'));
after(() => rmSync(folder, { recursive: true }));

const TEXTS = ['', 'one', 'x'.repeat(300_000), '', 'y'.repeat(131_072), 'z'.repeat(131_071), 'last'];

function opened(text: string): { lines: LinesAt; close: () => void } {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  const file = openSync(path, 'r');
  return { lines: new LinesAt(file), close: () => closeSync(file) };
}

test('every line is read from where it begins, in order and backwards', () => {
  const { lines, close } = opened(TEXTS.join('\n'));
  const places = TEXTS.map((_, at) => TEXTS.slice(0, at).join('\n').length + (at > 0 ? 1 : 0));
  for (const at of [...TEXTS.keys(), ...[...TEXTS.keys()].reverse()]) assert.equal(lines.line(places[at]!)?.toString(), TEXTS[at], `line ${at}`);
  close();
});

test('the place after a newline is found across pieces', () => {
  const { lines, close } = opened(TEXTS.join('\n'));
  assert.equal(lines.after(0), 1);
  assert.equal(lines.after(2), 5);
  assert.equal(lines.after(6), 300_006);
  assert.equal(lines.after(600_000), undefined);
  close();
});

test('behind the end there is no line', () => {
  const { lines, close } = opened('one\n');
  assert.equal(lines.line(4), undefined);
  assert.equal(lines.line(9), undefined);
  close();
});
