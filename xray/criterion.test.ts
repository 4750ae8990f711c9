import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Criterion, matches } from './criterion.ts';
import { passedIn } from './passed.ts';

const [SPAN] = passedIn(JSON.stringify({
  resourceSpans: [{
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
    scopeSpans: [{ spans: [{
      traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), kind: 2, name: 'GET /cart', status: { code: 2 },
      attributes: [{ key: 't', value: { stringValue: 'x' } }, { key: 'i', value: { intValue: '200' } }, { key: 'd', value: { doubleValue: 1.5 } }, { key: 'b', value: { boolValue: true } }],
    }] }],
  }],
}));

const YES: Criterion[] = [{ service: 'shop' }, { name: 'GET /cart' }, { kind: 'SERVER' }, { status: 'ERROR' }, { attributes: { t: 'x', i: 200, d: 1.5, b: true } }, { attributes: { 'resource service.name': 'shop' } }];
const NO: Criterion[] = [{ service: 'stock' }, { name: 'GET' }, { kind: 'CLIENT' }, { status: 'OK' }, { attributes: { t: 'y' } }, { attributes: { i: '200' } }, { attributes: { b: false } }, { attributes: { absent: 'x' } }, { service: 'shop', name: 'x' }];

for (const criterion of YES) test(`a span is meant by ${JSON.stringify(criterion)}`, () => assert.equal(matches(SPAN!, criterion), true));
for (const criterion of NO) test(`a span is not meant by ${JSON.stringify(criterion)}`, () => assert.equal(matches(SPAN!, criterion), false));
