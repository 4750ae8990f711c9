import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { PARTITIONS } from '../../verifier/reading/records.ts';
import { clientOfA, serverOfA, serverOfB } from '../../verifier/fixtures/evidence.ts';
import { lineOf } from '../../verifier/fixtures/otlp.ts';
import { readOnce } from './first-reading.ts';
import { Oddities } from './oddities.ts';
import { Places } from './places.ts';
import { Reading } from './reading.ts';
import { RecordStore } from './store.ts';
import { readInStretches } from './stretches.ts';

const folder = mkdtempSync(join(tmpdir(), 'stretches-'));
after(() => rmSync(folder, { recursive: true }));

const MEBIBYTE = 1024 * 1024;

/** 80 MiB: two long lines that no span is in, one over the end of a stretch, with lines of spans between, and a bad one. */
const LINES = [
  ...Array.from({ length: 50 }, (_, at) => lineOf([serverOfA({ spanId: id(at) }), clientOfA({ spanId: id(at + 1_000) })])),
  `{"pad":"${'x'.repeat(31.9 * MEBIBYTE)}"}`,
  ...Array.from({ length: 200 }, (_, at) => lineOf([serverOfB({ spanId: id(at + 2_000), service: `service-${at % 7}` })])),
  'not JSON',
  `{"pad":"${'x'.repeat(48 * MEBIBYTE)}"}`,
  ...Array.from({ length: 50 }, (_, at) => lineOf([clientOfA({ spanId: id(at + 3_000), service: 'late' })])),
  '{"resourceSpans":[{"scopeSpans":[{"spans":[{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"00000000000000ff"}]}]}]}',
];

function id(number: number): string {
  return (number + 1).toString(16).padStart(16, '0');
}

async function read(path: string, helpers: number, signal = new AbortController().signal): Promise<{ records: string[]; told: object; reading: Reading }> {
  const store = new RecordStore(folder, `records-${helpers}`);
  const reading = new Reading(store, undefined);
  if (helpers === 0) await readOnce(reading, { path, kind: 'file', size: 0 }, { folder, workers: 1 }, signal);
  else await readInStretches(reading, new Places().begin({ path, kind: 'file', size: 0 }, 'lines', true), helpers, folder, signal);
  const records = Array.from({ length: PARTITIONS }, (_, partition) => store.read(partition)).flatMap((words) => Array.from({ length: words.length / 11 }, (_, at) => words.subarray(at * 11, at * 11 + 11).join(' ')));
  const { oddities, lines, bytes } = reading;
  store.close();
  return { records: records.sort(), told: { ...oddities.told, lines, bytes, services: store.services }, reading };
}

for (const last of ['\n', '']) {
  test(`however many threads read it, a file ${last === '' ? 'without a last newline ' : ''}gives the same records and the same findings`, async () => {
    const path = join(folder, `lines${last.length}`);
    writeFileSync(path, LINES.join('\n') + last);
    const alone = await read(path, 0);
    assert.equal(alone.records.length, 100 + 200 + 50 + 1);
    assert.deepEqual(alone.told, { ...alone.told, lines: LINES.length, unreadableCount: 1 });
    for (const helpers of [1, 2, 3]) {
      const together = await read(path, helpers);
      assert.deepEqual(together.told, alone.told, `${helpers} helpers`);
      assert.deepEqual(together.records, alone.records, `${helpers} helpers`);
    }
  });
}

test('an interruption ends all threads, with what was read by then', async () => {
  const path = join(folder, 'lines1');
  const interrupt = new AbortController();
  const begun = read(path, 1, interrupt.signal);
  interrupt.abort();
  const { reading } = await begun;
  assert.ok(reading.bytes < 70 * MEBIBYTE, `${reading.bytes} bytes were read`);
  assert.equal((await read(path, 2, interrupt.signal)).reading.bytes, 0);
});

test('oddities of a later stretch have the lines of the whole file', () => {
  const [whole, part] = [new Oddities(), new Oddities()];
  part.refuse('file', 2, 'torn');
  part.note('ODD_ID', 'file', 1, 3);
  whole.note('ODD_ID', 'file', 4);
  whole.absorb(part.told, 10);
  assert.deepEqual(whole.told, { unreadable: [{ file: 'file', line: 12, reason: 'torn' }], unreadableCount: 1, findings: [{ code: 'ODD_ID', message: whole.findings[0]!.message, count: 4, file: 'file', line: 4 }] });
});
