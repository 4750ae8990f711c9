import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exportedIn } from '../otlp-json.ts';
import { idAt, META, PAGE, PARENT, SERVICE_SHIFT, SPAN, START, TRACE, WORDS } from '../records.ts';
import { openScanner } from './open-scanner.ts';
import type { ScannerKind, ScanSink } from './scanner.ts';

const KINDS: ScannerKind[] = ['wasm', 'typescript'];

const SINK: ScanSink = {
  records: () => assert.fail('nothing is handed out'), surprise: () => assert.fail('nothing is handed over'), tooLong: () => undefined, badText: () => undefined,
  service: (resource) => Buffer.from(resource).includes('service-b') ? 2 : 1,
};

function span(digit: string, more: object = {}): object {
  return { traceId: digit.repeat(32), spanId: digit.repeat(16), parentSpanId: 'f'.repeat(16), name: 'grüße {"traceId":"…', startTimeUnixNano: '1764000000000000000', ...more };
}

function group(service: string, scopes: object[], order: 'resource first' | 'scopes first' = 'resource first'): object {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  return order === 'resource first' ? { resource, scopeSpans: scopes } : { scopeSpans: scopes, resource };
}

const LINES: [says: string, request: object][] = [
  ['no span', { resourceSpans: [] }],
  ['a span without a scope', { resourceSpans: [group('a', [{ spans: [span('1')] }])] }],
  ['several groups, scopes and spans', { resourceSpans: [group('a', [{ scope: { name: 'one' }, spans: [span('1'), span('2', { links: [span('3')] })] }, { spans: [span('4')] }]), group('service-b', [{ scope: {}, spans: [span('5')] }])] }],
  ['the scope and the resource last', { resourceSpans: [group('service-b', [{ spans: [span('1'), span('2')], scope: { name: 'late', version: '1' } }], 'scopes first')] }],
];

for (const kind of KINDS) {
  for (const [says, request] of LINES) {
    test(`${kind}: of a line with ${says}, each span is found where it stands, with its scope and its service`, () => {
      const line = Buffer.from(JSON.stringify(request));
      const { records } = openScanner(SINK, kind).locate(line)!;
      const cut = (at: number): unknown => records[at]! === 0 ? undefined : JSON.parse(line.toString('utf8', records[at]!, records[at + 1]!));
      const found = Array.from({ length: records.length / WORDS }, (_, record) => {
        const at = record * WORDS;
        const whole = JSON.parse(line.toString('utf8', records[at + PAGE]!, records[at + START]!)) as { traceId: string; spanId: string };
        assert.deepEqual([whole.traceId, whole.spanId], [idAt(records, at + TRACE, 4), idAt(records, at + SPAN, 2)]);
        return { span: whole, service: records[at + META]! >>> SERVICE_SHIFT, scope: String((cut(at + PARENT) as { name?: string } | undefined)?.name ?? '') };
      });
      assert.deepEqual(found, exportedIn(request).map((each) => ({ ...each, service: each.service === 'service-b' ? 2 : 1 })));
    });
  }

  test(`${kind}: a line that is not judged here is not located`, () => {
    assert.equal(openScanner(SINK, kind).locate(Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"short"}]}]}]}')), undefined);
    assert.equal(openScanner(SINK, kind).locate(Buffer.from('{"resourceSpans":[')), undefined);
  });

  test(`${kind}: after a line was located, lines are scanned as before`, () => {
    const handed: number[][] = [];
    const scanner = openScanner({ ...SINK, records: (_, words) => { handed.push([...words]); } }, kind);
    const line = Buffer.from(`${JSON.stringify({ resourceSpans: [group('a', [{ spans: [span('1')], scope: { name: 's' } }])] })}\n`);
    scanner.locate(line.subarray(0, -1));
    scanner.begin(3 * 4096, 1);
    scanner.space().set(line);
    scanner.scan(line.length);
    scanner.flush();
    assert.deepEqual(handed.map((words) => [words.length, words[PAGE], words[PARENT], words[START]]), [[WORDS, 3, 0xffff_ffff, 1_764_000_000]]);
  });
}
