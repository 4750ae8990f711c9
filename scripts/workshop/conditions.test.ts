// Each condition with a lab in which it is kept, and labs in which it is not, to the sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Service, Topology } from '../../lab/topology.ts';
import { answerOfB, hop } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import { documentOf } from '../../verifier/report/fixtures.ts';
import { missed } from './conditions.ts';
import type { Graded } from './graded.ts';

const WORK = [{ source: '/mine', target: '/app/work', readOnly: true }];

function service(name: string, parts: Partial<Service> = {}): Service {
  return { name, command: ['node', `${name}.ts`], environment: {}, ports: [], volumes: [], dependsOn: [], healthTest: undefined, ...parts };
}

function labOf(...services: Service[]): Topology {
  return { root: '/', services: new Map(services.map((each) => [each.name, each])) };
}

const A = service('service-a', { environment: { B_URL: 'http://hop:8083/work' } });
const HOP = service('hop', { command: ['node', '/app/work/proxy.ts'], environment: { NEXT_URL: 'http://service-b:8082' }, volumes: WORK });
const B = service('service-b', { environment: { OTEL_PROPAGATORS: 'b3' } });
const SHIPPED = labOf(A, HOP, B);

function sentences(condition: string, argument: string, topology: Topology, judged: Graded['judged'] = [judgedOf(hop())]): string[] {
  return missed({ topology, shipped: SHIPPED, judged, document: documentOf(hop()), hopLog: '', files: new Map() }, [{ name: condition, argument }]);
}

const direct = service('service-a', { environment: { B_URL: 'http://service-b:8082/work' } });
const astray = service('hop', { ...HOP, environment: { NEXT_URL: 'http://elsewhere' } });
const inCircles = service('hop', { ...HOP, environment: { NEXT_URL: 'http://hop:8083' } });
const otherB = service('service-b', { environment: { OTEL_PROPAGATORS: 'tracecontext' } });
const sampling = (sampler: Readonly<Record<string, string>>): Topology => labOf(service('service-a', { environment: sampler }));
const second = service('second', { environment: { NEXT_URL: 'http://hop:8083' } });

const kept: [condition: string, argument: string, topology: Topology][] = [
  ['unchanged', 'services.service-b', labOf(A, HOP, B)],
  ['unchanged', 'services.service-b.environment.OTEL_PROPAGATORS', labOf(direct, B)],
  ['unchanged', 'services.verify.environment', SHIPPED],
  ['same-services', '', labOf(B, HOP, direct)],
  ['through-proxy', '', SHIPPED],
  ['through-proxy', 'hop', labOf(service('service-a', { environment: { B_URL: 'http://second/work' } }), second, HOP, B)],
  ['runs-file', 'hop proxy.ts', SHIPPED],
  ['records-part', 'service-a 0.1', sampling({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.10' })],
];

for (const [condition, argument, topology] of kept) {
  test(`${condition} ${argument} is kept`, () => assert.deepEqual(sentences(condition, argument, topology), []));
}

const broken: [condition: string, argument: string, topology: Topology, says: string][] = [
  ['unchanged', 'services.service-b.environment.OTEL_PROPAGATORS', labOf(A, HOP, otherB), '`services.service-b.environment.OTEL_PROPAGATORS` must stay as it was: it was `b3`, and is `tracecontext`.'],
  ['unchanged', 'services.service-b.environment', labOf(A, HOP, service('service-b')), '`services.service-b.environment` must stay as it was: `OTEL_PROPAGATORS` was `b3`, and is not there.'],
  ['unchanged', 'services.hop', labOf(A, astray, B), '`services.hop` must stay as it was: `NEXT_URL` was `http://service-b:8082`, and is `http://elsewhere`.'],
  ['unchanged', 'services.hop.environment.NEXT_URL', labOf(A, B), '`services.hop.environment.NEXT_URL` must stay as it was: it was `http://service-b:8082`, and is not there.'],
  ['same-services', '', labOf(A, B), 'The lab must keep its services: they were hop, service-a, service-b, and are service-a, service-b.'],
  ['through-proxy', '', labOf(direct, HOP, B), 'The way from `service-a` to `service-b` must lead through `hop`. It is `service-a` -> `service-b`.'],
  ['through-proxy', '', labOf(A, B), 'The way from `service-a` to `service-b` must lead through `hop`. It is `service-a` -> `hop, which does not run`.'],
  ['through-proxy', '', labOf(A, astray, B), 'The way from `service-a` to `service-b` must lead through `hop`. It is `service-a` -> `hop` -> `elsewhere, which does not run`.'],
  ['through-proxy', '', labOf(A, inCircles, B), 'The way from `service-a` to `service-b` must lead through `hop`. It is `service-a` -> `hop`.'],
  ['through-proxy', '', labOf(service('service-a'), HOP, B), 'The way from `service-a` to `service-b` must lead through `hop`. It is `service-a`.'],
  ['runs-file', 'hop proxy.ts', labOf(A, service('hop', { ...HOP, command: ['node', 'services/hop/server.ts'] }), B), '`hop` must still run `proxy.ts` of your folder. It runs `node services/hop/server.ts`.'],
  ['runs-file', 'hop proxy.ts', labOf(A, service('hop', { ...HOP, volumes: [{ ...WORK[0]!, source: '/other' }] }), B), '`hop` must still run `proxy.ts` of your folder. It runs `node /app/work/proxy.ts`.'],
  ['runs-file', 'hop proxy.ts', labOf(A, service('hop', { ...HOP, command: ['node', '/app/work/proxy.ts', '--import', './telemetry.ts'] }), B),
    '`hop` must still run `proxy.ts` of your folder. It runs `node /app/work/proxy.ts --import ./telemetry.ts`. What stands behind `proxy.ts` is handed to it: options of Node stand in front.'],
  ['runs-file', 'hop proxy.ts', labOf(A, B), '`hop` must still run `proxy.ts` of your folder. It runs `nothing`.'],
  ['records-part', 'service-a 0.1', sampling({}), 'Of the traces that begin in `service-a`, it must still record the part 0.1: a sampler with a ratio. It has `parentbased_always_on`.'],
  ['records-part', 'service-a 0.1', sampling({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1' }),
    'Of the traces that begin in `service-a`, it must still record the part 0.1: a sampler with a ratio. It has `traceidratio`, with `1`.'],
  ['records-part', 'service-a 0.1', sampling({ OTEL_TRACES_SAMPLER: 'always_on', OTEL_TRACES_SAMPLER_ARG: '0.1' }),
    'Of the traces that begin in `service-a`, it must still record the part 0.1: a sampler with a ratio. It has `always_on`, with `0.1`.'],
  ['records-part', 'service-a 0.1', sampling({ OTEL_TRACES_SAMPLER: 'parent_based_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }),
    '`OTEL_TRACES_SAMPLER: parent_based_traceidratio` of `service-a` is no sampler that it knows. Those are always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio.'],
];

for (const [condition, argument, topology, says] of broken) {
  test(`${condition} ${argument} is not kept: ${says}`, () => assert.deepEqual(sentences(condition, argument, topology), [says]));
}

const inB3 = judgedOf(hop({ answers: { ...hop().answers, b: answerOfB({ received: new Map([['b3', ['0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-1']]]) }) } }));
const withNothing = judgedOf(hop({ answers: { ...hop().answers, b: answerOfB({ received: new Map() }) } }));

test('arrived-format is kept where every request brought the format', () => {
  assert.deepEqual(sentences('arrived-format', 'W3C', SHIPPED), []);
  assert.deepEqual(sentences('arrived-format', 'B3 single', SHIPPED, [inB3, inB3]), []);
});

test('arrived-format is not kept where one request brought another, or nothing', () => {
  assert.deepEqual(sentences('arrived-format', 'W3C', SHIPPED, [judgedOf(hop()), inB3]), ['The trace context must reach `service-b` in the format W3C. It came in B3 single.']);
  assert.deepEqual(sentences('arrived-format', 'W3C', SHIPPED, [withNothing]), ['The trace context must reach `service-b` in the format W3C. It came in none.']);
});

test('every condition that is not kept is told', () => {
  const graded = { topology: labOf(direct, otherB), shipped: SHIPPED, judged: [], document: documentOf(hop()), hopLog: '', files: new Map() };
  assert.equal(missed(graded, [{ name: 'same-services', argument: '' }, { name: 'through-proxy', argument: '' }, { name: 'unchanged', argument: 'services.service-b' }]).length, 3);
});
