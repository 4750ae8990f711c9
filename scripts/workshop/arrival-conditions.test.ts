// Each condition about arrivals, with a run in which it holds and one in which it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Topology } from '../../lab/topology.ts';
import { answerOfA, answerOfB, hop, span, SPANS, traceparent } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import type { Gathered } from '../../verifier/gathered.ts';
import { ARRIVAL_CONDITIONS } from './arrival-conditions.ts';

const JOBS = [span({ name: 'job', spanId: 'f000000000000001' }), span({ name: 'job', spanId: 'f000000000000002' })];

function missed(condition: keyof typeof ARRIVAL_CONDITIONS, argument: string, ...requests: Gathered[]): string | undefined {
  const judged = requests.map(judgedOf);
  return ARRIVAL_CONDITIONS[condition]({ judged, topology: exporting({}) }, argument);
}

function exporting(environment: Record<string, string>): Topology {
  return { root: '/', services: new Map([['service-b', { name: 'service-b', command: ['node'], environment, ports: [], volumes: [], dependsOn: [], healthTest: undefined }]]) };
}

function exportsThroughHop(environment: Record<string, string>): string | undefined {
  return ARRIVAL_CONDITIONS['exports-through']({ judged: [], topology: exporting(environment) }, 'service-b hop');
}

function withBaggage(...values: string[]): Gathered {
  return hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [traceparent('cccccccccccccc01')]], ['baggage', values]]) }) } });
}

test('baggage has arrived among other entries, in several headers, and with properties', () => {
  assert.equal(missed('arrived-baggage', 'tenant=blue', withBaggage('a=1, tenant=blue;secret'), withBaggage('a=1', 'tenant=blue')), undefined);
});

test('baggage that one request did not bring is missed, and so is another value', () => {
  assert.equal(missed('arrived-baggage', 'tenant=blue', withBaggage('tenant=blue'), hop()), 'The baggage `tenant=blue` must reach `service-b`. No baggage came.');
  assert.equal(missed('arrived-baggage', 'tenant=blue', withBaggage('a=1, tenant=red')), 'The baggage `tenant=blue` must reach `service-b`. What came is `a=1,tenant=red`.');
});

test('baggage that came twice, or with another value besides, did not come once', () => {
  assert.equal(missed('arrived-baggage', 'tenant=blue', withBaggage('tenant=blue', 'tenant=blue')), 'The baggage `tenant=blue` must reach `service-b`, and once. What came is `tenant=blue,tenant=blue`.');
  assert.equal(missed('arrived-baggage', 'tenant=blue', withBaggage('tenant=red,tenant=blue')), 'The baggage `tenant=blue` must reach `service-b`, and once. What came is `tenant=red,tenant=blue`.');
});

test('a header is read that the propagator of B names', () => {
  assert.equal(missed('reads-header', 'baggage', hop()), undefined);
});

test('a header that the propagator of B does not name is not read', () => {
  assert.equal(missed('reads-header', 'b3', hop()), '`service-b` must still read the header `b3`. It reads `traceparent` and `tracestate` and `baggage`.');
  const silent = hop({ answers: { a: answerOfA(), b: answerOfB({ propagationFields: [] }) } });
  assert.equal(missed('reads-header', 'b3', silent), '`service-b` must still read the header `b3`. It reads none.');
});

test('spans are sent through the gateway that the variable for traces names, or else the one for everything', () => {
  assert.equal(exportsThroughHop({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://hop:8083' }), undefined);
  assert.equal(exportsThroughHop({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://hop:8083' }), undefined);
  assert.equal(exportsThroughHop({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://hop:8083/v1/traces', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }), undefined);
});

test('spans that are sent to another host, or to none, do not go through the gateway', () => {
  assert.equal(
    exportsThroughHop({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://hop:8083' }),
    '`service-b` must still send its spans to `hop`. It sends them to `http://collector:4318/v1/traces`.',
  );
  assert.equal(exportsThroughHop({}), '`service-b` must still send its spans to `hop`. It sends them nowhere.');
});

test('an address without `http://` is none', () => {
  for (const address of ['hop', 'hop:8083/v1/traces']) assert.equal(exportsThroughHop({ OTEL_EXPORTER_OTLP_ENDPOINT: address }), `\`service-b\` cannot send its spans to \`${address}\`, which has no \`http://\` in front.`);
});

test('spans are dropped that were received and not written', () => {
  assert.equal(missed('dropped', 'job', hop({ tap: [...SPANS, ...JOBS] })), undefined);
});

test('spans are not dropped that were written, or that never came', () => {
  assert.equal(
    missed('dropped', 'job', hop({ tap: [...SPANS, ...JOBS], file: [...SPANS, JOBS[0]!] })),
    'The Collector must still drop the spans named `job`. It got 2, and wrote 1 of them.',
  );
  assert.equal(missed('dropped', 'job', hop()), 'The Collector must still get spans named `job`, and drop them. It got none.');
});

const LAYER = span({ name: 'request handler', spanId: 'f000000000000003' });

test('spans of one name are all that was dropped, where everything else that was received was written', () => {
  assert.equal(missed('dropped-only', 'job', hop({ tap: [...SPANS, LAYER, ...JOBS], file: [LAYER, ...SPANS] })), undefined);
  assert.equal(missed('dropped-only', 'job', hop()), undefined);
});

test('other spans were dropped as well, where one that was received was not written', () => {
  assert.equal(
    missed('dropped-only', 'job', hop(), hop({ tap: [...SPANS, LAYER, ...JOBS], file: SPANS.slice(1) })),
    'The Collector must drop nothing but the spans named `job`. It dropped `GET /work` and `request handler` as well.',
  );
});
