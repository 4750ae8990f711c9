// Each condition about the log of a proxy, with a run in which it holds and one in which it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hop } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import { LOG_CONDITIONS } from './log-conditions.ts';

/** After one request, or several. */
function measured(lines: readonly unknown[], requests = 1): string | undefined {
  const judged = Array.from({ length: requests }, () => judgedOf(hop()));
  return LOG_CONDITIONS.measured({ judged, hopLog: lines.map((line) => typeof line === 'string' ? line : JSON.stringify(line)).join('\n') }, '/work');
}

const LINE = { service: 'sidecar', id: '75f2f44556a8d1ae', url: '/work', milliseconds: 3 };

test('a proxy measures that wrote a line for each request, whatever else it wrote', () => {
  assert.equal(measured(['it listens', 'null', LINE, '']), undefined);
  assert.equal(measured([LINE, { ...LINE, milliseconds: 0 }], 2), undefined);
});

test('a proxy does not measure that wrote nothing, or left one request out', () => {
  const says = 'The proxy must still measure: a line in its log for each request for `/work`, with `id`, `url` and `milliseconds`.';
  assert.equal(measured([]), `${says} It wrote none.`);
  assert.equal(measured([LINE], 2), `${says} It wrote 1.`);
});

test('a line about something else, or without its number or its id, is no measurement', () => {
  const { id: _id, ...nameless } = LINE;
  for (const line of [{ ...LINE, url: '/health' }, { ...LINE, milliseconds: null }, { ...LINE, id: '' }, nameless]) assert.match(measured([line])!, /It wrote none\.$/);
});
