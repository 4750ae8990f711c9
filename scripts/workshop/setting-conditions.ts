// Conditions about settings that are taken without complaint, and do not do what they seem to do. Each explains a verdict
// that points elsewhere: where every request is linked, it says nothing.

import { createRequire } from 'node:module';

import { parseDocument } from 'yaml';

import type { Topology } from '../../lab/topology.ts';
import type { Graded } from './graded.ts';

type Check = (run: Pick<Graded, 'judged' | 'topology' | 'files'>) => string | undefined;

const PROPAGATORS = ['tracecontext', 'baggage', 'b3', 'b3multi', 'none'];
const PROTOCOLS = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'];

/** A tail sampler decides once a second: so much later than `decision_wait`, at most. Seconds. */
const TICK = 1;
/** The units of a time in a Collector's configuration: https://pkg.go.dev/time#ParseDuration. */
const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

export const SETTING_CONDITIONS = {
  /** The tail sampler of collector.yaml decides before the check has waited long enough. */
  'decides-in-time': (run) => whereBroken(run, ({ files, topology }) => {
    const wait = decisionWait(files.get('collector.yaml') ?? '');
    if (/^\d+$/.test(wait) && Number(wait) > 0) return `\`decision_wait: ${wait}\` has no unit, and a number without one is nanoseconds. \`${wait}s\` is seconds.`;
    const timeout = topology.services.get('verify')?.environment['VERIFY_TIMEOUT'];
    return secondsIn(wait) + TICK < Number(timeout ?? Infinity) ? undefined
      : `\`decision_wait: ${wait}\` is too long for the check: it waits ${timeout} s for spans, and the sampler had not decided yet.`;
  }),
  /** The names of propagators, instrumentations and protocols in the services' environment are ones that the services know. */
  'settings-known': (run) => whereBroken(run, ({ topology }) => ['service-a', 'service-b'].map((name) => unknownSetting(name, topology)).find((sentence) => sentence !== undefined)),
} as const satisfies Readonly<Record<string, Check>>;

function whereBroken<Run extends Parameters<Check>[0]>(run: Run, says: (run: Run) => string | undefined): string | undefined {
  return run.judged.every(({ verdict: { linked } }) => linked) ? undefined : says(run);
}

/** As it is written; empty, where there is none. */
function decisionWait(text: string): string {
  const { processors = {} } = Object(parseDocument(text).toJS()) as { processors?: Readonly<Record<string, unknown>> };
  const sampler = Object.entries(Object(processors) as typeof processors).find(([name]) => name.split('/')[0] === 'tail_sampling');
  return String((Object(sampler?.[1]) as Readonly<Record<string, unknown>>)['decision_wait'] ?? '');
}

/** `1m30s`: 90. */
function secondsIn(time: string): number {
  return [...time.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|h|m|s)/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * SECONDS[unit]!, 0);
}

function unknownSetting(name: string, { services }: Topology): string | undefined {
  const environment = services.get(name)?.environment ?? {};
  const protocol = PROTOCOLS.find((variable) => environment[variable] && !environment[variable].startsWith('http/'));
  if (protocol) return `\`${protocol}: ${environment[protocol]}\` of \`${name}\` changes nothing: the services of the lab speak OTLP over HTTP, and nothing else.`;
  const { OTEL_PROPAGATORS: propagators = '', OTEL_NODE_ENABLED_INSTRUMENTATIONS: watched = '' } = environment;
  const unknown = namesIn(propagators).find((each) => !PROPAGATORS.includes(each));
  if (unknown) return `\`OTEL_PROPAGATORS: ${propagators}\` of \`${name}\` names \`${unknown}\`, which is no propagator that it knows. Those are ${PROPAGATORS.join(', ')}.`;
  const unwatched = namesIn(watched).find((each) => each !== 'none' && !isInstrumentation(each));
  return unwatched && `\`OTEL_NODE_ENABLED_INSTRUMENTATIONS: ${watched}\` of \`${name}\` names \`${unwatched}\`, which is no instrumentation that it knows. Each has the name of the library that it watches.`;
}

function namesIn(list: string): string[] {
  return list.split(',').map((each) => each.trim()).filter((each) => each !== '');
}

/** One that came with the package that the services take theirs from. */
function isInstrumentation(name: string): boolean {
  try {
    createRequire(import.meta.resolve('@opentelemetry/auto-instrumentations-node')).resolve(`@opentelemetry/instrumentation-${name}`);
    return true;
  } catch {
    return false;
  }
}
