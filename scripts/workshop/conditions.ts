// What must hold of an answer besides its verdict, so that the lesson's point is not dodged. Each condition is pure:
// it returns what is still wrong, as one sentence for the learner, or undefined. A new one is a new entry.

import { isDeepStrictEqual } from 'node:util';

import type { Service, Topology } from '../../lab/topology.ts';
import { seen } from '../../verifier/truth.ts';
import type { Check, Condition, Graded } from './graded.ts';
import { HOP_CONDITIONS } from './hop-conditions.ts';
import { ARRIVAL_CONDITIONS } from './arrival-conditions.ts';
import { LOG_CONDITIONS } from './log-conditions.ts';
import { SETTING_CONDITIONS } from './setting-conditions.ts';
import { SPAN_CONDITIONS } from './span-conditions.ts';

/** In a container, the folder that the learner edits. */
export const WORK_FOLDER = '/app/work';

/** OpenTelemetry uses its default, which records everything, in the place of one that it does not know, and says nothing. */
const SAMPLERS = ['always_on', 'always_off', 'traceidratio', 'parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'];

export const CONDITIONS: Readonly<Record<string, Check>> = {
  /** `services.service-b.environment.OTEL_PROPAGATORS`: that part of the lab is as the exercise has it. */
  'unchanged': ({ topology, shipped }, path) => {
    const [was, is] = [partOf(shipped, path), partOf(topology, path)];
    return isDeepStrictEqual(was, is) ? undefined : `\`${path}\` must stay as it was: ${difference(was, is)}.`;
  },
  'same-services': ({ topology, shipped }) => {
    const [was, is] = [shipped, topology].map(({ services }) => [...services.keys()].toSorted().join(', '));
    return was === is ? undefined : `The lab must keep its services: they were ${was}, and are ${is}.`;
  },
  /** The name of a service, `hop` where none is given: each call from A to B passes through it. */
  'through-proxy': ({ topology }, argument) => {
    const [proxy, way] = [argument || 'hop', wayFromA(topology)];
    return way.includes(proxy) && way.at(-1) === 'service-b' ? undefined
      : `The way from \`service-a\` to \`service-b\` must lead through \`${proxy}\`. It is ${['service-a', ...way].map((name) => `\`${name}\``).join(' -> ')}.`;
  },
  /** `service-a server.ts`: what that service runs is that file of the learner's. */
  'runs-file': ({ topology, shipped }, argument) => {
    const [name = '', file = ''] = argument.split(' ');
    const service = topology.services.get(name);
    const runs = service?.command.at(-1) === `${WORK_FOLDER}/${file}` && isDeepStrictEqual(service.volumes, shipped.services.get(name)?.volumes);
    const behind = service?.command.slice(0, -1).includes(`${WORK_FOLDER}/${file}`) ? ` What stands behind \`${file}\` is handed to it: options of Node stand in front.` : '';
    return runs ? undefined : `\`${name}\` must still run \`${file}\` of your folder. It runs \`${service?.command.join(' ') ?? 'nothing'}\`.${behind}`;
  },
  /** `service-a 0.1`: of the traces that begin in that service, it records this part. */
  'records-part': ({ topology }, argument) => {
    const [name = '', part = ''] = argument.split(' ');
    const { OTEL_TRACES_SAMPLER: named, OTEL_TRACES_SAMPLER_ARG: ratio } = topology.services.get(name)?.environment ?? {};
    const sampler = named?.trim() || 'parentbased_always_on';
    if (!SAMPLERS.includes(sampler)) return `\`OTEL_TRACES_SAMPLER: ${sampler}\` of \`${name}\` is no sampler that it knows. Those are ${SAMPLERS.join(', ')}.`;
    return sampler.endsWith('traceidratio') && Number(ratio) === Number(part) ? undefined
      : `Of the traces that begin in \`${name}\`, it must still record the part ${part}: a sampler with a ratio. It has \`${sampler}\`${ratio === undefined ? '' : `, with \`${ratio}\``}.`;
  },
  /** A format by its name in verifier/formats/formats.ts, such as `B3 single`: in each request, B got a context in it. */
  'arrived-format': ({ judged }, format) => {
    const other = judged.map(({ evidence: { arrived } }) => seen(arrived) ? arrived.formats?.map(String) ?? [] : []).find((formats) => !formats.includes(format));
    return other === undefined ? undefined : `The trace context must reach \`service-b\` in the format ${format}. It came in ${other.join(' and ') || 'none'}.`;
  },
  ...HOP_CONDITIONS,
  ...SPAN_CONDITIONS,
  ...ARRIVAL_CONDITIONS,
  ...LOG_CONDITIONS,
  ...SETTING_CONDITIONS,
};

/** What is still wrong. */
export function missed(graded: Graded, conditions: readonly Condition[]): string[] {
  return conditions.flatMap(({ name, argument }) => CONDITIONS[name]?.(graded, argument) ?? []);
}

/** What a path names: a service's part, or a key in it. Names of variables have no dots. */
function partOf({ services }: Topology, path: string): unknown {
  const [, name = '', ...keys] = path.split('.');
  return keys.reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], services.get(name));
}

/** The first part that is not the same: of a service and of its environment, the variable. */
function difference(was: unknown, is: unknown, name = 'it'): string {
  if (!isMap(was) || !isMap(is)) return `${name} was ${shown(was)}, and is ${shown(is)}`;
  const key = Object.keys({ ...was, ...is }).find((each) => !isDeepStrictEqual(was[each], is[each]))!;
  return difference(was[key], is[key], `\`${key}\``);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The services that a call of A's passes through, in their order, as their environment says. */
function wayFromA({ services }: Topology): string[] {
  const way: string[] = [];
  let next = hostOf(services.get('service-a')?.environment['B_URL']);
  while (next !== undefined && !way.includes(next)) {
    way.push(services.has(next) ? next : `${next}, which does not run`);
    next = next === 'service-b' ? undefined : hostOf(services.get(next)?.environment['NEXT_URL']);
  }
  return way;
}

function hostOf(url: Service['environment'][string] | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? 'not there' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
