import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WORDS } from '../records.ts';
import { meaningOf } from './fixtures/reference.ts';
import { placed, Scanning } from './fixtures/scanning.ts';
import { openScanner } from './open-scanner.ts';
import type { ScannerKind } from './scanner.ts';

const KINDS: readonly ScannerKind[] = ['wasm', 'typescript'];
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const IDS = `"traceId":"${TRACE}","spanId":"b7ad6b7169203331"`;

function read(kind: ScannerKind, text: string | Buffer): Scanning {
  const scanning = new Scanning(kind);
  scanning.scanner.begin(0, 1);
  scanning.read(Buffer.from(text), () => Infinity);
  return scanning;
}

function lineOf(span: string, resource = '{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]}'): string {
  return `{"resourceSpans":[{"resource":${resource},"scopeSpans":[{"spans":[${span}]}]}]}`;
}

const JUDGED: readonly string[] = [
  '{}', ' { } ', '{}\r', '{"resourceSpans":[]}', '{"resourceSpans":[{}]}', '{"resourceSpans":[{"resource":null}]}',
  lineOf(''), lineOf(`{${IDS}}`), lineOf(`{${IDS},"parentSpanId":""}`), lineOf(`{${IDS},"parentSpanId":"0000000000000000"}`), lineOf(`{${IDS},"parentSpanId":"00F067aa0ba902b7"}`),
  lineOf(`{"kind":2,"flags":769,"x":{"traceId":7,"trace_id":[]},${IDS}}`), lineOf(`{${IDS},"kind":6,"flags":256}`), lineOf(`{ "spanId" :\t"b7ad6b7169203331" , "traceId":"${TRACE}" }`),
  lineOf(`{${IDS},"startTimeUnixNano":"1764000000000000000"}`), lineOf(`{${IDS},"startTimeUnixNano":"4294967295000000000"}`), lineOf(`{${IDS},"startTimeUnixNano":"4294967296000000000"}`),
  lineOf(`{${IDS},"startTimeUnixNano":1764000000000000000}`), lineOf(`{${IDS},"startTimeUnixNano":"17640000000000000000"}`), lineOf(`{${IDS},"startTimeUnixNano":null}`),
  lineOf(`{${IDS},"links":[{"traceId":"0","spanId":7}],"events":[{"kind":"x"}],"attributes":5}`), lineOf(`{${IDS},"name":"\\ud83d\\"\\\\ grüße 🎉"}`),
  lineOf(`{${IDS}}`, 'null'), lineOf(`{${IDS}}`, '{ }'), `{"resourceSpans":[{"scopeSpans":[{"spans":[{${IDS}}]}]}]}`,
  `{"resourceSpans":[{"scopeSpans":[{"spans":[{${IDS}}]}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"late"}}]}}]}`,
  lineOf(`{${IDS},"x":${'['.repeat(200)}${']'.repeat(200)}}`), lineOf(`{${IDS},"x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\uABcd"}`), lineOf(`{${IDS},"x":[0,-0,1.5,-12.05,1e5,1E+5,0e-5,true,false,null]}`),
  lineOf(`{${IDS},"attributes":${nested(60, ' ')}}`), lineOf(`{${IDS},"attributes":${nested(60, '')}}`),
];

/** Attributes in attributes, and what stands before the last brace of each. */
function nested(deep: number, blank: string): string {
  return deep === 0 ? '[]' : `[{"key":"x","value":{"kvlistValue":{"values":${nested(deep - 1, blank)}}${blank}}}]`;
}

for (const kind of KINDS) {
  for (const line of JUDGED) {
    test(`the scanner (${kind}) judges ${line.slice(0, 200)}`, () => {
      const { records, handed, scanner } = read(kind, `${line}\n`);
      assert.deepEqual(handed, []);
      assert.deepEqual(records, placed(meaningOf(line).records, 0));
      assert.deepEqual([scanner.lines, scanner.content], [1, 1]);
    });
  }
}

const HANDED_OVER: readonly string[] = [
  '7', '[]', 'null', '{', '{}{}', '{},', '\ufeff{}', '\0{}', '{"a":01}', '{"a":1.}', '{"a":tru}', '{"a":"\\x"}', '{"a":"\t"}', '{"a" 1}', '{"a":1,}', '{"a":[1,]}', '{"a":[1}', '{"\\u0061":1}', '{"resource_spans":[]}', '{"resourceMetrics":[{"resource":{}}]}', '{"resourceSpans":[],"x":1}',
  '{"resourceSpans":null}', '{"resourceSpans":{}}', '{"resourceSpans":[null]}', '{"resourceSpans":[],"resourceSpans":[]}', '{"resourceSpans":[{"scopeSpans":[{"spans":[[]]}]}]}',
  lineOf('{}'), lineOf(`{"traceId":"${TRACE}"}`), lineOf(`{${IDS},${IDS}}`), lineOf(`{${IDS},"trace_id":""}`), lineOf(`{${IDS},"parentSpanId":null}`), lineOf(`{${IDS},"parentSpanId":"0"}`),
  lineOf(`{"traceId":"${'0'.repeat(32)}","spanId":"b7ad6b7169203331"}`), lineOf(`{"traceId":"${TRACE}","spanId":"${'0'.repeat(16)}"}`), lineOf(`{"traceId":"${TRACE.slice(1)}g","spanId":"b7ad6b7169203331"}`),
  lineOf(`{"traceId":"${TRACE}","spanId":"b7ad6b7169203331a"}`), lineOf(`{${IDS},"kind":"SPAN_KIND_SERVER"}`), lineOf(`{${IDS},"kind":2.0}`), lineOf(`{${IDS},"kind":-1}`), lineOf(`{${IDS},"kind":02}`), lineOf(`{${IDS},"flags":1234567890}`),
  lineOf(`{${IDS},"startTimeUnixNano":"\\u0031764000000000000000"}`), lineOf(`{${IDS}}`, '7'), lineOf(`{${IDS}}`, '{"attributes":{}}'), lineOf(`{${IDS},"x":${'['.repeat(300)}${']'.repeat(300)}}`),
  lineOf(`{${IDS},"attributes":[{"key":"x","value":{"stringValue":"y"}]}`), lineOf(`{${IDS}}\u00a0`), lineOf(`{${IDS}}\f`), lineOf(`{${IDS}}\v`),
  lineOf(`{"traceId":"${TRACE}x,"spanId":"b7ad6b7169203331"}`), lineOf(`{"traceId":"${TRACE}","spanId":"b7ad6b7169203331x}`), lineOf(`{${IDS},"grüße":1}`),
  ...['parentSpanId":""', 'flags":1', 'kind":1', 'startTimeUnixNano":"1764000000000000000"'].map((field) => lineOf(`{${IDS},"${field},"${field}}`)),
  '{"resourceSpans":[{"scopeSpans":[],"scopeSpans":[]}]}', '{"resourceSpans":[{"resource":{},"resource":{}}]}', '{"resourceSpans":[{"scopeSpans":[{"spans":[],"spans":[]}]}]}',
  ...['1e', '1e+', '-', '--1', '01', '1.e5', '.5', '+1', '"\\v"', '"\\u123g"', '"\\u123', '"\x1f"', '[1 2]', '{"a":1 "b":2}', '{"a",1}', 'tru', 'nul', 'falsy', '{"a":{}', '[', '{1:2}'].map((value) => lineOf(`{${IDS},"x":${value}}`)),
  ...['}', '}x', '}}}', ']}', '} }x'].map((end) => lineOf(`{${IDS},"attributes":[{"key":"x","value":{"stringValue":"y"${end}]}`)),
];

for (const kind of KINDS) {
  for (const line of HANDED_OVER) {
    test(`the scanner (${kind}) hands over ${JSON.stringify(line.slice(0, 200))}`, () => {
      const { records, handed } = read(kind, `${lineOf(`{${IDS}}`)}\n${line}\n{}\n`);
      assert.deepEqual(handed, [{ text: line, number: 2, offset: lineOf(`{${IDS}}`).length + 1 }]);
      assert.equal(records.length, 1);
    });
  }

  test(`a line that is damaged after its spans leaves none of them behind (${kind})`, () => {
    assert.deepEqual(read(kind, `${lineOf(`{${IDS}},{${IDS}}`)}x\n`).records, []);
  });

  test(`a last line without a newline is a line, and blank ones are only counted (${kind})`, () => {
    for (const [text, ended, lines, content] of [['', false, 0, 0], ['\n\r\n', false, 2, 0], ['{}\n\n \t', false, 3, 1], ['{}', true, 1, 1], ['\n{', true, 2, 1]] as const) {
      const { scanner } = new Scanning(kind);
      scanner.begin(0, 1);
      scanner.scan(Buffer.from(scanner.space().buffer, scanner.space().byteOffset).write(text));
      assert.deepEqual([scanner.end(), scanner.lines, scanner.content], [ended, lines, content], JSON.stringify(text));
    }
  });

  test(`a second file goes on with its own lines and the offset it is given (${kind})`, () => {
    const scanning = read(kind, `${lineOf(`{${IDS}}`)}\n7`);
    scanning.scanner.begin(8192, 5);
    scanning.read(Buffer.from(`\n7\n${lineOf(`{${IDS}}`)}`), () => Infinity);
    assert.deepEqual(scanning.handed.map(({ number, offset }) => [number, offset]), [[2, lineOf(`{${IDS}}`).length + 1], [6, 8193]]);
    assert.deepEqual(scanning.records.map((record) => record.replace(/.*@/, '')), ['0', '2']);
  });

  test(`a resource that was seen lately is not asked for again (${kind})`, () => {
    const lines = (count: number) => Array.from({ length: count * 10 }, (_, at) => lineOf(`{${IDS}}`, `{"attributes":[{"key":"service.name","value":{"stringValue":"${at % count}"}}]}`)).join('\n');
    for (const count of [1, 2, 16]) assert.equal(read(kind, lines(count)).asked, count);
  });

  test(`text that is no UTF-8 is told of, and scanned (${kind})`, () => {
    const bad = Buffer.from(lineOf(`{${IDS},"name":"grüße"}`), 'latin1');
    const good = Buffer.from(lineOf(`{${IDS},"name":"grüße"}`));
    const { records, badText } = read(kind, Buffer.concat([good, Buffer.from('\n'), bad, Buffer.from('\n'), good, Buffer.from('\n\xff\n', 'latin1')]));
    assert.equal(records.length, 3);
    assert.deepEqual(badText, [{ number: 2, offset: good.length + 1 }, { number: 4, offset: good.length * 2 + bad.length + 3 }]);
  });

  for (const text of ['{"a":"\xff"}', '{"a":"\\n\xff"}', '\xff', '{"\xff":1}', '{}\xff']) {
    test(`a single byte that is no UTF-8 is told of in ${JSON.stringify(text)} (${kind})`, () => {
      assert.deepEqual(read(kind, Buffer.from(`{}\n${text}\n`, 'latin1')).badText, [{ number: 2, offset: 3 }]);
    });
  }

  test(`records come by the thousand, all of them and each once (${kind})`, () => {
    const spans = Array.from({ length: 70_000 }, (_, at) => `{"traceId":"${TRACE}","spanId":"${(at + 1).toString(16).padStart(16, '0')}"}`);
    const calls: number[] = [];
    const seen = new Set<number>();
    const scanner = openScanner({
      records: (_, words) => {
        calls.push(words.length / WORDS);
        for (let at = 0; at < words.length; at += WORDS) seen.add(words[at + 5]!);
      },
      surprise: () => assert.fail(), tooLong: () => assert.fail(), badText: () => assert.fail(), service: () => 0,
    }, kind);
    scanner.begin(0, 1);
    const bytes = Buffer.from(lineOf(spans.join(',')));
    for (let at = 0; at < bytes.length;) {
      const space = scanner.space();
      scanner.scan(bytes.copy(space, 0, at));
      at += Math.min(space.length, bytes.length - at);
    }
    scanner.end();
    scanner.flush();
    assert.equal(seen.size, 70_000);
    assert.deepEqual(calls, [...Array.from({ length: 68 }, () => 1024), 368]);
  });
}

const MEBIBYTE = 1024 * 1024;

for (const kind of KINDS) {
  test(`a line of 64 MiB is the longest that is read, and the line after a longer one is read (${kind})`, () => {
    const scanning = new Scanning(kind);
    const block = Buffer.alloc(MEBIBYTE, ' ');
    const feed = (...texts: string[]) => texts.forEach((text) => scanning.feed(Buffer.from(text)));
    const blocks = (count: number) => { for (let fed = 0; fed < count; fed++) scanning.feed(block); };
    scanning.scanner.begin(0, 1);
    feed('{');
    blocks(63);
    feed(`${' '.repeat(MEBIBYTE - 2)}}\n`);
    blocks(64);
    feed('\n');
    blocks(64);
    feed('7\n7\n');
    blocks(70);
    feed('7\n7');
    assert.equal(scanning.scanner.end(), true);
    const third = 2 * (64 * MEBIBYTE + 1);
    const fifth = third + 64 * MEBIBYTE + 2 + 2;
    assert.deepEqual(scanning.tooLong, [{ number: 3, offset: third }, { number: 5, offset: fifth }]);
    assert.deepEqual(scanning.handed.map(({ text, number, offset }) => [text, number, offset]), [['7', 4, fifth - 2], ['7', 6, fifth + 70 * MEBIBYTE + 2]]);
    assert.deepEqual([scanning.scanner.lines, scanning.scanner.content], [6, 5]);
  });
}

test('WebAssembly is taken where nothing else is asked for', () => {
  const nothing = () => assert.fail();
  assert.equal(openScanner({ records: nothing, surprise: nothing, tooLong: nothing, badText: nothing, service: nothing }).kind, 'wasm');
});
