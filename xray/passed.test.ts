import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Passed, passedIn } from './passed.ts';

const SPAN = { traceId: 'AB'.repeat(16), spanId: 'CD'.repeat(8), parentSpanId: '', kind: 2, name: 'GET', startTimeUnixNano: '1', endTimeUnixNano: '2' };

function read(span: object, resource: object[] = []): Passed {
  return passedIn(JSON.stringify({ resourceSpans: [{ resource: { attributes: resource }, scopeSpans: [{ scope: { name: 's' }, spans: [{ ...SPAN, ...span }] }] }] }))[0]!;
}

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

test('ids are lower-case, and a parent of nothing is none', () => {
  const { traceId, spanId, parentSpanId } = read({});
  assert.deepEqual([traceId, spanId, parentSpanId], ['ab'.repeat(16), 'cd'.repeat(8), undefined]);
  assert.equal(read({ parentSpanId: '0000000000000000' }).parentSpanId, undefined);
  assert.equal(read({ parentSpanId: 'EE'.repeat(8) }).parentSpanId, 'ee'.repeat(8));
});

test('names say where an attribute is: in the span, its resource, an event, or a link', () => {
  const { names, service } = read({ attributes: [text('k', 'v')], events: [{ name: 'exception', attributes: [text('k', 'v')] }], links: [{ attributes: [text('k', 'v')] }] }, [text('service.name', 'shop')]);
  assert.equal(service, 'shop');
  assert.deepEqual(names, ['event k', 'k', 'link k', 'resource service.name', 'scope name', 'span events', 'span kind', 'span name', 'span status', 'span times']);
});

const CHANGES: [name: string, before: object, after: object][] = [
  ['k', { attributes: [text('k', 'v')] }, { attributes: [text('k', 'w')] }],
  ['event k', { events: [{ attributes: [text('k', 'v')] }] }, { events: [{ attributes: [text('k', 'w')] }] }],
  ['event k', { events: [{ attributes: [text('k', 'v')] }, { attributes: [text('k', 'v')] }] }, { events: [{ attributes: [text('k', 'v')] }, { attributes: [text('k', 'w')] }] }],
  ['span name', {}, { name: 'POST' }],
  ['span kind', {}, { kind: 3 }],
  ['span status', {}, { status: { code: 2 } }],
  ['span times', {}, { endTimeUnixNano: '3' }],
];

for (const [name, before, after] of CHANGES) {
  test(`a change of '${name}' changes the hash of that value, and no other: ${JSON.stringify(after)}`, () => {
    const [was, is] = [read(before), read(after)];
    assert.deepEqual(was.names, is.names);
    assert.deepEqual(was.names.filter((_, at) => was.values[at] !== is.values[at]), [name]);
  });
}

test('the order of attributes is no change', () => {
  assert.deepEqual(read({ attributes: [text('a', '1'), text('b', '2')] }), read({ attributes: [text('b', '2'), text('a', '1')] }));
});

const EXPOSED: [pattern: string, value: object, found: boolean][] = [
  ['^Bearer', { stringValue: 'Bearer x' }, true],
  ['x$', { stringValue: 'Bearer x' }, true],
  ['^\\d{4}$', { intValue: '4111' }, true],
  ['^true$', { boolValue: true }, true],
  ['say "no"', { stringValue: 'say "no"' }, true],
  ['^b$', { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } }, true],
  ['^b$', { kvlistValue: { values: [text('a', 'b')] } }, true],
  ['^a$', { kvlistValue: { values: [text('a', 'b')] } }, true],
  ['stringValue', { stringValue: 'Bearer x' }, false],
];

for (const [pattern, value, found] of EXPOSED) {
  test(`'${pattern}' is ${found ? '' : 'not '}found in ${JSON.stringify(value)}`, () => {
    const [span] = passedIn(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...SPAN, attributes: [{ key: 'k', value }] }] }] }] }), [pattern]);
    assert.deepEqual(span!.exposed, found ? [[pattern, 'k']] : []);
  });
}

test('the attributes of a scope are those of its spans', () => {
  const [span] = passedIn(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { attributes: [text('k', 'Bearer x')] }, spans: [SPAN] }] }] }), ['^Bearer']);
  assert.ok(span!.names.includes('scope k'));
  assert.deepEqual(span!.exposed, [['^Bearer', 'scope k']]);
});

test('a line without spans holds none, and one that is no JSON is an error', () => {
  assert.deepEqual(passedIn('{}'), []);
  assert.throws(() => passedIn('{"resource'), SyntaxError);
});
