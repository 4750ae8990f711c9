import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SpanEntry } from '../../verifier/document.ts';
import type { RequestEvent } from '../stage.ts';
import { linesOf } from './happenings.ts';
import { after, type LabState, type Scene } from './scene.ts';

const LAB: LabState = { state: 'sending', scenario: null, waiting: 0, failure: null };
const SENT: RequestEvent = { kind: 'sent', request: 0, probe: '00-aa-01-01', line: 'curl a', milliseconds: 0 };
const SERVER = { service: 'service-a', kind: 'SERVER', name: 'GET /call-b', traceId: 'aa', spanId: '02', parentSpanId: '01' } as SpanEntry;
const STRAY = { ...SERVER, service: 'service-b', traceId: 'bb', spanId: '03', parentSpanId: null } as SpanEntry;

function lines(events: readonly RequestEvent[], { lab = LAB, over = false, failure = null as string | null } = {}): string[] {
  return linesOf({ number: 1, scenario: null, events, over, failure }, lab).map(({ mark, at, text, detail }) => [mark, at, text, ...detail === undefined ? [] : [detail]].join(' | '));
}

test('each step is a line, and the last says what is waited for', () => {
  assert.deepEqual(lines([]), ['pending |  | Sending …']);
  assert.deepEqual(lines([], { lab: { ...LAB, state: 'switching' } }), ['pending |  | The lab is being switched …']);
  assert.deepEqual(lines([SENT]), ['done | 0 ms | Request 1 sent to service-a | curl a', 'pending |  | Waiting for the answer …']);
  assert.deepEqual(lines([SENT, { kind: 'answered', request: 0, status: 200, error: null, milliseconds: 12_345 }]).slice(1), ['done | 12.3 s | Request 1 answered with status 200', 'pending |  | Waiting for spans …']);
});

test('a span is written out where it is seen first, and a foreign trace is named', () => {
  const events: RequestEvent[] = [SENT, { kind: 'spans', seenIn: 'tap', spans: [SERVER, STRAY], milliseconds: 5 }, { kind: 'spans', seenIn: 'file', spans: [SERVER], milliseconds: 6 }];
  assert.deepEqual(lines(events, { over: true }).slice(1), [
    'done | 5 ms | 1 span of service-a reached the Collector | SERVER GET /call-b  02  below 01',
    'done | 5 ms | 1 span of service-b reached the Collector | SERVER GET /call-b  03  without a parent, in another trace: bb',
    'done | 6 ms | 1 span of service-a in the Collector\'s file',
  ]);
});

test('a failure is the last line, and nothing is waited for', () => {
  assert.deepEqual(lines([], { over: true, failure: '`curl` is not installed.' }), ['bad |  | `curl` is not installed.']);
});

test('a scene keeps the last run only, and one that comes late gets all of it', () => {
  const start: Scene = { lab: LAB, run: null };
  const first = after(after(start, { kind: 'run', number: 1, scenario: null }), { kind: 'told', event: SENT });
  assert.deepEqual(first.run?.events, [SENT]);
  assert.deepEqual(after(first, { kind: 'run', number: 2, scenario: 'healthy' }).run, { number: 2, scenario: 'healthy', events: [], over: false, failure: null });
  assert.deepEqual(after(start, { kind: 'scene', scene: first }), first);
  assert.deepEqual(after(start, { kind: 'told', event: SENT }), start);
});
