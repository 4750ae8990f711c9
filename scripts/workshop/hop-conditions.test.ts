// Each condition about the hop, with a run in which it holds and one in which it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerOfA, answerOfB, B_SERVER_2, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, traceparent } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import type { Gathered } from '../../verifier/gathered.ts';
import { HOP_CONDITIONS } from './hop-conditions.ts';

function missed(condition: keyof typeof HOP_CONDITIONS, argument: string, ...requests: Gathered[]): string | undefined {
  return HOP_CONDITIONS[condition]({ judged: requests.map(judgedOf) }, argument);
}

const WITH_BAGGAGE = hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [traceparent('cccccccccccccc01')]], ['baggage', ['a=1']]]) }) } });
const WITHOUT_ANSWERS = hop({ answers: { a: 'unknown', b: 'unknown' } });

test('a header that no request brought has not arrived', () => {
  assert.equal(missed('not-arrived', 'baggage', hop(), WITHOUT_ANSWERS), undefined);
});

test('a header that one of the requests brought has arrived', () => {
  assert.equal(missed('not-arrived', 'baggage', hop(), WITH_BAGGAGE), 'The header `baggage` must not reach `service-b`, and it did.');
});

/** A request of somebody else's, of which B recorded the headers. */
function visited(...headers: [name: string, values: string[]][]): Gathered {
  return hop(everywhere(serverOfB({ traceId: OTHER_TRACE, spanId: B_SERVER_2, requestHeaders: new Map(headers) }), serverOfB()));
}

const VISITED: [name: string, values: string[]] = ['traceparent', [traceparent('cccccccccccccc01', OTHER_TRACE)]];

test('a header that somebody else\'s request brought has arrived as well', () => {
  assert.equal(missed('not-arrived', 'baggage', visited(VISITED)), undefined);
  assert.equal(missed('not-arrived', 'baggage', visited(VISITED, ['baggage', ['a=1']])), 'The header `baggage` must not reach `service-b`, and it did.');
});

test('a request brings a header beside its traceparent, and one that did not arrive is not blamed', () => {
  assert.equal(missed('brings', `${OTHER_TRACE} tracestate`, visited(VISITED, ['tracestate', ['a=1']])), undefined);
  assert.equal(missed('brings', `${OTHER_TRACE} tracestate`, hop(), visited()), undefined);
});

test('a request that arrived with its traceparent alone did not bring the header', () => {
  assert.equal(missed('brings', `${OTHER_TRACE} tracestate`, visited(VISITED)),
    'The header `tracestate` must reach `service-b` together with `traceparent`, and a request brought it no further than the proxy.');
});

function propagating(a: string[], b: string[]): Gathered {
  return hop({ answers: { a: answerOfA({ propagationFields: a }), b: answerOfB({ propagationFields: b }) } });
}

test('a service reads the formats of its propagator, B3 in both of its encodings, and one that says nothing is not blamed', () => {
  assert.equal(missed('reads-format', 'service-b B3 single', propagating(['traceparent'], ['x-b3-traceid', 'traceparent'])), undefined);
  assert.equal(missed('reads-format', 'service-a W3C', propagating(['traceparent'], ['b3'])), undefined);
  assert.equal(missed('reads-format', 'service-a W3C', WITHOUT_ANSWERS), undefined);
});

test('a service that reads other formats, or none, does not read this one', () => {
  assert.equal(missed('reads-format', 'service-b B3 single', propagating(['b3'], ['traceparent'])), '`service-b` must still read the format B3 single. It reads W3C.');
  assert.equal(missed('reads-format', 'service-a W3C', propagating([], ['traceparent'])), '`service-a` must still read the format W3C. It reads none.');
});

function entered(name: string): Gathered {
  return hop(everywhere(serverOfB(), clientOfA(), serverOfA({ name })));
}

test('a SERVER span of A that has the route in its name is named so, and one that is not there is not blamed', () => {
  assert.equal(missed('entry-named', 'GET /call-b', entered('GET /call-b')), undefined);
  assert.equal(missed('entry-named', 'GET /call-b', hop(everywhere(serverOfB()))), undefined);
});

test('a SERVER span of A that has only the method for a name is not named so', () => {
  assert.equal(
    missed('entry-named', 'GET /call-b', entered('GET /call-b'), entered('GET')),
    'The SERVER span of `service-a` must be named `GET /call-b`, and is named `GET`: OpenTelemetry sees HTTP, and not express. It must be there before express is loaded.',
  );
});

function called(scope: string): Gathered {
  return hop(everywhere(serverOfB(), clientOfA({ scope }), serverOfA()));
}

test('a call is made with fetch whose span comes of undici, or of the service itself', () => {
  assert.equal(missed('calls-with-fetch', '', called('@opentelemetry/instrumentation-undici'), called('service-a')), undefined);
});

test('a call is not made with fetch whose span comes of http', () => {
  assert.equal(
    missed('calls-with-fetch', '', called('@opentelemetry/instrumentation-undici'), called('@opentelemetry/instrumentation-http')),
    'Service A must still call service B with `fetch`. This call went through `node:http`, as those of axios do.',
  );
});
