// Each condition about settings, with a run in which it holds and one in which it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Service, Topology } from '../../lab/topology.ts';
import { hop, SPANS } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import { SETTING_CONDITIONS } from './setting-conditions.ts';

const LINKED = judgedOf(hop());
const DROPPED = judgedOf(hop({ tap: SPANS, file: [] }));

function labWith(name: string, environment: Service['environment']): Topology {
  return { root: '/', services: new Map([[name, { name, command: ['node'], environment, ports: [], volumes: [], dependsOn: [], healthTest: undefined }]]) };
}

/** Of a check that waits ten seconds. */
function deciding(processors: string, judged = DROPPED): string | undefined {
  return SETTING_CONDITIONS['decides-in-time']({ judged: [judged], topology: labWith('verify', { VERIFY_TIMEOUT: '10' }), files: new Map([['collector.yaml', processors]]) });
}

function waiting(time: string, judged = DROPPED): string | undefined {
  return deciding(`processors: { tail_sampling/requests: { decision_wait: ${time} } }`, judged);
}

test('a time to wait is in order that has a unit, and ends before the check does', () => {
  for (const time of ['4s', '8500ms', '0s', '0', '0.1m', '1s500ms']) assert.equal(waiting(time), undefined);
});

test('a time to wait without a unit is nanoseconds', () => {
  assert.equal(waiting('4'), '`decision_wait: 4` has no unit, and a number without one is nanoseconds. `4s` is seconds.');
  assert.match(waiting('"4"')!, /^`decision_wait: 4` has no unit/);
});

test('a time to wait that is as long as that of the check, or longer, is too long', () => {
  assert.equal(waiting('1m'), '`decision_wait: 1m` is too long for the check: it waits 10 s for spans, and the sampler had not decided yet.');
  for (const time of ['9s', '9000ms', '1h', '8s2000ms']) assert.match(waiting(time)!, /is too long for the check/);
});

test('where a request is linked, or nothing waits, nothing is said about the time', () => {
  assert.deepEqual([waiting('4', LINKED), waiting('1m', LINKED)], [undefined, undefined]);
  for (const text of ['', 'a: \tb\n- c', 'processors:', 'processors: { batch: { timeout: 60s } }', 'processors: { tail_sampling: }']) assert.equal(deciding(text), undefined);
});

function known(name: string, environment: Service['environment'], judged = DROPPED): string | undefined {
  return SETTING_CONDITIONS['settings-known']({ judged: [judged], topology: labWith(name, environment), files: new Map() });
}

test('names that the services know are known, and those of other services are not looked at', () => {
  assert.equal(known('service-b', { OTEL_PROPAGATORS: 'b3, tracecontext,', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }), undefined);
  assert.equal(known('service-a', {}), undefined);
  assert.equal(known('hop', { OTEL_PROPAGATORS: 'b4' }), undefined);
});

test('a propagator that there is not is named', () => {
  assert.equal(
    known('service-b', { OTEL_PROPAGATORS: 'b3,tracecontxt' }),
    '`OTEL_PROPAGATORS: b3,tracecontxt` of `service-b` names `tracecontxt`, which is no propagator that it knows. Those are tracecontext, baggage, b3, b3multi, none.',
  );
});

test('an instrumentation that there is not is named', () => {
  assert.equal(known('service-a', { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,express, undici,net' }), undefined);
  assert.equal(known('service-a', { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'none' }), undefined);
  assert.equal(
    known('service-a', { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,express,fetch' }),
    '`OTEL_NODE_ENABLED_INSTRUMENTATIONS: http,express,fetch` of `service-a` names `fetch`, which is no instrumentation that it knows. Each has the name of the library that it watches.',
  );
});

test('a protocol that the services do not speak is named', () => {
  const says = 'of `service-a` changes nothing: the services of the lab speak OTLP over HTTP, and nothing else.';
  for (const variable of ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL']) assert.equal(known('service-a', { [variable]: 'grpc' }), `\`${variable}: grpc\` ${says}`);
});

test('where a request is linked, no name is complained of', () => {
  assert.equal(known('service-a', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_PROPAGATORS: 'b4' }, LINKED), undefined);
});
