import assert from 'node:assert/strict';
import { test } from 'node:test';

import { difference, masked } from './mask.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const masks: [text: string, expected: string][] = [
  [`00-${TRACE}-${SPAN}-01`, '00-<trace id>-<span id>-01'],
  [`{"traceId":"${TRACE.toUpperCase()}"}`, '{"traceId":"<trace id>"}'],
  ['Start 812 ms, in 2.3 s. 3 spans', 'Start <number> ms, in <number> s. 3 spans'],
  ['curl http://127.0.0.1:20123/call-b and localhost:8081', 'curl http://127.0.0.1:<port>/call-b and 127.0.0.1:<port>'],
  ['at 2026-01-31T12:00:00.123Z', 'at <time>'],
  ['"startTimeUnixNano":"1795599823626000000"', '"startTimeUnixNano":"<nanoseconds>"'],
  ['in /var/tmp/tracehop-aB3x_9/traces.jsonl', 'in <folder>/traces.jsonl'],
  ['in .cache/02-lost-header-0c4d41ba/compose.yaml', 'in <folder>/compose.yaml'],
  ['one  \n     ^^^ ^\ntwo\n', 'one\n<marks>\ntwo'],
  ['Written by OpenTelemetry Collector 0.159.0. Start 1 ms.', '<collector>'],
];

for (const [text, expected] of masks) {
  test(`masked: ${text.trim()}`, () => assert.equal(masked(text), expected));
}

test('what is not masked stays: a shorter id, a port of another host, a number', () => {
  const text = 'deadbeef http://service-b:8082 404 00-01';
  assert.equal(masked(text), text);
});

const SEEN = `one ${TRACE}\ntwo\nthree\nfour 12 ms\n`;

const alike: [what: string, shown: string][] = [
  ['with other ids and times', `one ${'a'.repeat(32)}\ntwo\nthree\nfour 99 ms`],
  ['with lines left out in the middle', `one ${TRACE}\n…\nfour 1 ms`],
  ['with lines left out at both ends', '…\ntwo\n…'],
  ['with nothing left out where it says so', `one ${TRACE}\n…\ntwo\nthree\nfour 1 ms`],
  ['with a part of a line left out', 'one …\ntwo\nth…e\nfour 1 ms'],
];

for (const [what, shown] of alike) {
  test(`alike, ${what}`, () => assert.equal(difference(shown, SEEN), undefined));
}

const unlike: [what: string, shown: string][] = [
  ['a line that is another', `one ${TRACE}\n2\nthree\nfour 1 ms`],
  ['a line too few', `one ${TRACE}\ntwo\nfour 1 ms`],
  ['an end that is left out unsaid', `one ${TRACE}\ntwo\nthree`],
  ['another order', '…\nthree\ntwo\n…'],
  ['an id where there is none', `one ${TRACE}\ntwo ${SPAN}\n…`],
];

for (const [what, shown] of unlike) {
  test(`not alike: ${what}`, () => assert.notEqual(difference(shown, SEEN), undefined));
}

test('the difference is a patch, masked', () => {
  assert.equal(difference(`one ${TRACE}\n2\nthree\nfour 1 ms`, SEEN), '@@ -1,3 +1,3 @@\n one <trace id>\n-2\n+two\n three');
});
