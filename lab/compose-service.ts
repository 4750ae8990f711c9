// One service of one Compose file, key by key: which keys the lab honours, which concern containers
// only, and, by leaving them out of both tables, which it refuses. Also how later files override.

import { type Mapping, mapping } from './compose-document.ts';
import { containerPort } from './compose-port.ts';
import { volume } from './compose-volume.ts';
import type { Variables } from './interpolate.ts';
import { Problem } from './problem.ts';
import { type Condition, CONDITIONS, type Dependency, type Volume } from './topology.ts';

/** What one or several files say about a service. Every part may be missing from a file. */
export interface ServiceParts {
  entrypoint?: readonly string[];
  command?: readonly string[];
  /** `undefined`: the variable is not set, whatever an earlier file says. */
  environment?: Readonly<Record<string, string | undefined>>;
  ports?: readonly number[];
  volumes?: readonly Volume[];
  dependsOn?: readonly Dependency[];
  healthTest?: readonly string[] | undefined;
  /** How many of it there are: none, or one. */
  scale?: 0 | 1;
}

export interface Surroundings {
  /** Where relative paths start. */
  root: string;
  variables: Variables;
}

type KeyReader = (value: unknown, where: string, surroundings: Surroundings) => ServiceParts;

const HONOURED: Readonly<Record<string, KeyReader>> = {
  entrypoint: (value, where) => ({ entrypoint: words(value, where) }),
  command: (value, where) => ({ command: words(value, where) }),
  environment: (value, where, { variables }) => ({ environment: environment(value, where, variables) }),
  ports: (value, where) => ({ ports: list(value, where).map((entry) => containerPort(entry, where)) }),
  expose: (value, where) => ({ ports: list(value, where).map((entry) => containerPort(entry, where)) }),
  volumes: (value, where, { root }) => ({ volumes: list(value, where).map((entry) => volume(entry, root, where)) }),
  depends_on: (value, where) => ({ dependsOn: dependencies(value, where) }),
  healthcheck: (value, where) => healthcheck(mapping(value, where), where),
  scale: (value, where) => ({ scale: scale(scalar(value, where), where) }),
};

const CONTAINERS_ONLY = new Set([
  'annotations', 'attach', 'build', 'cap_add', 'cap_drop', 'cpu_shares', 'cpus', 'group_add', 'image', 'init', 'labels', 'logging', 'mem_limit',
  'mem_reservation', 'memswap_limit', 'networks', 'oom_kill_disable', 'oom_score_adj', 'pids_limit', 'platform', 'privileged', 'pull_policy',
  'read_only', 'restart', 'security_opt', 'shm_size', 'stdin_open', 'stop_grace_period', 'tmpfs', 'tty', 'ulimits', 'user',
]);

/** How often and how long a container is asked. The lab asks as `until` does. */
const HEALTHCHECK_KEYS = new Set(['test', 'disable', 'interval', 'timeout', 'retries', 'start_period', 'start_interval']);

/** Throws Problem(3), whose message `label` opens, for a key or a value that the lab cannot honour. */
export function readService(value: unknown, label: string, surroundings: Surroundings): ServiceParts {
  let parts: ServiceParts = {};
  for (const [key, entry] of Object.entries(mapping(value, label))) {
    if (entry === null || key.startsWith('x-') || CONTAINERS_ONLY.has(key)) continue;
    const reader = Object.hasOwn(HONOURED, key) ? HONOURED[key] : undefined;
    if (!reader) throw new Problem(3, `${label} uses \`${key}\`, which the lab on plain processes does not support.`);
    parts = override(parts, reader(entry, `${label}: \`${key}\``, surroundings));
  }
  return parts;
}

/** By the rules of https://docs.docker.com/reference/compose-file/merge/: what is not listed here is replaced. */
export function override(earlier: ServiceParts, later: ServiceParts): ServiceParts {
  return {
    ...earlier,
    ...later,
    environment: { ...earlier.environment, ...later.environment },
    ports: [...new Set([...(earlier.ports ?? []), ...(later.ports ?? [])])],
    volumes: lastOfEach((each) => each.target, earlier.volumes, later.volumes),
    dependsOn: lastOfEach((each) => each.service, earlier.dependsOn, later.dependsOn),
  };
}

function lastOfEach<T>(key: (item: T) => string, earlier: readonly T[] = [], later: readonly T[] = []): T[] {
  return [...new Map([...earlier, ...later].map((item) => [key(item), item])).values()];
}

function scale(text: string, where: string): 0 | 1 {
  if (text === '0' || text === '1') return text === '0' ? 0 : 1;
  throw new Problem(3, `${where} is ${text}; the lab on plain processes supports 0 and 1.`);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Problem(3, `${where} must be a list.`);
}

function words(value: unknown, where: string): string[] {
  if (typeof value === 'string') throw new Problem(3, `${where} is one text for a shell, which the lab on plain processes does not support. Write it as a list.`);
  return list(value, where).map((word) => scalar(word, where));
}

function scalar(value: unknown, where: string): string {
  if (value === null || typeof value === 'object') throw new Problem(3, `${where} holds something else than texts and numbers.`);
  return String(value);
}

/** A map or a list of `KEY=value`. A key without a value takes it from `variables`. */
function environment(value: unknown, where: string, variables: Variables): Record<string, string | undefined> {
  const pairs = Array.isArray(value) ? value.map((entry) => assignment(scalar(entry, where))) : Object.entries(mapping(value, where));
  return Object.fromEntries(pairs.map(([key, text]) => [key, text === null ? variables[key] : scalar(text, `${where}: \`${key}\``)]));
}

function assignment(entry: string): [string, string | null] {
  const at = entry.indexOf('=');
  return at === -1 ? [entry, null] : [entry.slice(0, at), entry.slice(at + 1)];
}

function dependencies(value: unknown, where: string): Dependency[] {
  if (Array.isArray(value)) return value.map((service) => ({ service: scalar(service, where), condition: 'service_started' }));
  return Object.entries(mapping(value, where)).map(([service, entry]) => ({ service, condition: condition(mapping(entry, where), `${where}: \`${service}\``) }));
}

/** `restart: true` concerns `docker compose restart` only. */
function condition(entry: Mapping, where: string): Condition {
  const refused = Object.keys(entry).find((key) => key !== 'condition' && key !== 'restart');
  if (refused) throw new Problem(3, `${where} uses \`${refused}\`, which the lab on plain processes does not support.`);
  const known = CONDITIONS.find((name) => name === entry['condition']);
  if (!known) throw new Problem(3, `${where} needs a \`condition\`, one of ${CONDITIONS.map((name) => `\`${name}\``).join(', ')}.`);
  return known;
}

function healthcheck(entry: Mapping, where: string): ServiceParts {
  const refused = Object.keys(entry).find((key) => !HEALTHCHECK_KEYS.has(key));
  if (refused) throw new Problem(3, `${where} uses \`${refused}\`, which the lab on plain processes does not support.`);
  if (entry['disable'] === true) return { healthTest: undefined };
  const test = entry['test'] ?? null;
  return test === null ? {} : { healthTest: healthTest(test, where) };
}

function healthTest(test: unknown, where: string): string[] | undefined {
  if (typeof test === 'string') return ['CMD-SHELL', test];
  const [form, ...command] = words(test, where);
  if (form === 'NONE') return undefined;
  if ((form === 'CMD' && command.length > 0) || (form === 'CMD-SHELL' && command.length === 1)) return [form, ...command];
  throw new Problem(3, `${where}: \`test\` must begin with \`CMD\`, \`CMD-SHELL\` or \`NONE\`, and go on with a command.`);
}
