import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, PROBE_PARENT, TRACE, traceparent } from '../fixtures/evidence.ts';
import type { Carrier } from './reading.ts';
import { carrierText, contextIn } from './text.ts';

const TEXTS: [says: string, carrier: Carrier, text: string][] = [
  ['`traceparent` stands there by its value alone', new Map([['traceparent', [traceparent(A_CLIENT)]]]), traceparent(A_CLIENT)],
  ['two of them stand side by side', new Map([['traceparent', ['x', 'y']]]), 'x, y'],
  ['other headers have their names', new Map([['b3', ['x']]]), 'b3: x'],
  ['headers come in the order of the formats, and all of one format together', new Map([['uber-trace-id', ['j']], ['x-b3-spanid', ['s']], ['traceparent', ['w']], ['x-b3-traceid', ['t']]]), 'w, x-b3-traceid: t, x-b3-spanid: s, uber-trace-id: j'],
  ['what is no trace context is left out', new Map([['user-agent', ['x']], ['tracestate', ['a=b']], ['__proto__', ['x']]]), ''],
  ['the upper half of Datadog\'s trace id stands there too', new Map([['x-datadog-trace-id', ['1']], ['x-datadog-tags', ['_dd.p.tid=0af7651916cd43dd']]]), 'x-datadog-trace-id: 1, x-datadog-tags: _dd.p.tid=0af7651916cd43dd'],
];

for (const [says, carrier, text] of TEXTS) {
  test(says, () => assert.equal(carrierText(carrier), text));
}

const CONTEXTS: [text: string, parentId: string | undefined][] = [
  [traceparent(A_CLIENT), A_CLIENT],
  [`b3: ${TRACE}-${A_CLIENT}-1`, A_CLIENT],
  [`x-b3-traceid: ${TRACE}, x-b3-spanid: ${A_CLIENT}`, A_CLIENT],
  [`${traceparent(A_CLIENT)}, b3: ${TRACE}-${PROBE_PARENT}-1`, A_CLIENT],
  [`00-x, b3: ${TRACE}-${A_CLIENT}-1`, A_CLIENT],
  [`${traceparent(A_CLIENT)}, ${traceparent(A_CLIENT)}`, undefined],
  ['nothing', undefined],
  ['unknown', undefined],
  ['', undefined],
  ['__proto__: x', undefined],
  [': '.repeat(100_000), undefined],
];

for (const [text, parentId] of CONTEXTS) {
  test(`the context in \`${text.slice(0, 90)}\` is ${parentId ?? 'none'}`, () => assert.equal(contextIn(text)?.parentId, parentId));
}
