import assert from 'node:assert/strict';
import { test } from 'node:test';

import { idAt, idKey, isId, packId, PARTITIONS, partitionOf } from './records.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

const IDS: [says: string, text: string, words: number, is: boolean][] = [
  ['32 digits, as a trace id', TRACE_ID, 4, true],
  ['16 digits, as a span id', 'b7ad6b7169203331', 2, true],
  ['capitals', 'B7AD6B7169203331', 2, true],
  ['16 digits, as a trace id', 'b7ad6b7169203331', 4, false],
  ['32 digits, as a span id', TRACE_ID, 2, false],
  ['one digit too few', 'b7ad6b716920333', 2, false],
  ['base64', 't61rcWkgMzE=', 2, false],
  ['16 characters of which one is no digit', 'b7ad6b716920333g', 2, false],
  ['16 digits and a newline', 'b7ad6b7169203331\n', 2, false],
  ['digits of another script', '٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥', 2, false],
  ['nothing', '', 2, false],
];

for (const [says, text, words, is] of IDS) {
  test(`${says}: ${is ? 'an id' : 'no id'}, and the words lead back to what it is known by`, () => {
    const records = new Uint32Array(words + 2);
    packId(text, words, records, 1);
    assert.deepEqual([isId(text, words), idAt(records, 1, words), records[0], records[words + 1]], [is, idKey(text, words), 0, 0]);
    assert.equal(idKey(text, words) === text.toLowerCase(), is);
  });
}

test('the first digits are the first word', () => {
  const records = new Uint32Array(4);
  packId('00000001ffffffff8000000000000000', 4, records, 0);
  assert.deepEqual([...records], [1, 0xffff_ffff, 0x8000_0000, 0]);
});

const ODD_PAIRS: [says: string, one: string, other: string][] = [
  ['two texts in base64 that differ in case', 'Ct2d3pWhm0E=', 'CT2D3PWHM0E='],
  ['an id, and the same one cut to half', TRACE_ID, TRACE_ID.slice(16)],
  ['an id, and the same one in base64', TRACE_ID, 'Cvdlgpg='],
];

for (const [says, one, other] of ODD_PAIRS) {
  test(`${says}: two ids`, () => assert.notEqual(idKey(one, 4), idKey(other, 4)));
}

const MANY: [says: string, id: (index: number) => string][] = [
  ['that count up', (index) => index.toString(16).padStart(32, '0')],
  ['that count up in their first digits', (index) => index.toString(16).padStart(8, '0').padEnd(32, '0')],
  ['whose first half is zeros', (index) => Math.imul(index, 0x9e37_79b1).toString(16).replace('-', 'f').padStart(32, '0')],
];

for (const [says, id] of MANY) {
  test(`10,000 trace ids ${says} are spread over all partitions`, () => {
    const counts = new Uint32Array(PARTITIONS);
    const words = new Uint32Array(4);
    for (let index = 1; index <= 10_000; index++) {
      packId(id(index), 4, words, 0);
      counts[partitionOf(words, 0)]!++;
    }
    assert.ok(Math.min(...counts) > 0 && Math.max(...counts) < 1_000, counts.join(' '));
  });
}
