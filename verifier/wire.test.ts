import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBE_PARENT, TRACE } from './fixtures/evidence.ts';
import { formatTraceparent, isZero, parseTraceparent } from './wire.ts';

const IDS = `${TRACE}-${PROBE_PARENT}`;

const VALID: [says: string, header: string, sampled: boolean][] = [
  ['sampled', `00-${IDS}-01`, true],
  ['not sampled', `00-${IDS}-00`, false],
  ['with other flags than the sampled one', `00-${IDS}-fe`, false],
  ['with every flag', `00-${IDS}-ff`, true],
  ['of a future version', `01-${IDS}-01`, true],
  ['of a future version with more fields', `cc-${IDS}-01-what-the-future-brings`, true],
  ['of a future version with an empty field', `01-${IDS}-01-`, true],
];

for (const [says, header, sampled] of VALID) {
  test(`a header ${says} is read`, () => assert.deepEqual(parseTraceparent(header), { traceId: TRACE, parentId: PROBE_PARENT, sampled }));
}

const IGNORED: [says: string, header: string][] = [
  ['of version ff', `ff-${IDS}-01`],
  ['of version 00 with more fields', `00-${IDS}-01-more`],
  ['of version 00 with a dash at its end', `00-${IDS}-01-`],
  ['of a future version without a dash before what is new', `01-${IDS}-01x`],
  ['with an upper-case trace id', `00-${IDS.toUpperCase()}-01`],
  ['with an upper-case version', `CC-${IDS}-01`],
  ['with a trace id of zeros', `00-${'0'.repeat(32)}-${PROBE_PARENT}-01`],
  ['with a parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['with a short trace id', `00-${TRACE.slice(1)}-${PROBE_PARENT}-01`],
  ['with a short parent id', `00-${TRACE}-${PROBE_PARENT.slice(1)}-01`],
  ['with a long trace id', `00-0${IDS}-01`],
  ['without flags', `00-${IDS}`],
  ['with a short flag', `00-${IDS}-1`],
  ['with a letter that is no hexadecimal digit', `00-${IDS.replace('0', 'g')}-01`],
  ['with white space around it', ` 00-${IDS}-01 `],
  ['with a line break at its end', `00-${IDS}-01\n`],
  ['twice, joined by a comma', `00-${IDS}-01, 00-${IDS}-01`],
  ['of nothing', ''],
];

for (const [says, header] of IGNORED) {
  test(`a header ${says} is ignored`, () => assert.equal(parseTraceparent(header), undefined));
}

test('what was read is written as it was', () => {
  for (const flags of ['00', '01']) assert.equal(formatTraceparent(parseTraceparent(`00-${IDS}-${flags}`)!), `00-${IDS}-${flags}`);
});

test('nothing but zeros is no id, whatever its length', () => {
  assert.deepEqual(['', '0', '0000000000000000', '0000000000000001', '00x'].map(isZero), [true, true, true, false, false]);
});
