// What it takes to turn a running lab into a scenario, where its switches are enough for that: found by comparing what
// the Compose files say, so that no scenario is written down twice.

import type { Service, Topology } from './topology.ts';

/** By service, and by the name of the switch, which is that of an environment variable. */
export type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Of each switch, all values that it can have. */
export type Offered = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Switching {
  /** What is not named here stands as at the start. */
  settings: Settings;
  /** What `verify` is to be told, by environment variables. */
  verify: Readonly<Record<string, string>>;
}

export interface Topologies {
  /** docker-compose.yml alone, the same with the scenario's file, and the same with the file of the lab that runs. */
  healthy: Topology;
  scenario: Topology;
  running: Topology;
}

/** One thing that the scenario's file sets. */
interface Difference {
  service: string;
  /** An environment variable; or else any other part of the service. */
  variable?: string;
  value?: string | undefined;
  part: string;
}

const SENDING = /^VERIFY_/;

/** A module that replaces the propagator after the start: the switch has the same under the module's name. */
const PROPAGATOR = /^\.\/services\/variants\/propagator-(?<name>\w+)\.ts$/;

/** Returns the part of the scenario's file that no switch stands for, as a path, where there is one. */
export function switchingOf({ healthy, scenario, running }: Topologies, offered: Offered): Switching | { beyond: string } {
  const settings: Record<string, Record<string, string>> = {};
  const verify: Record<string, string> = {};
  for (const difference of differences(healthy, scenario, running)) {
    const { service, variable = '', value, part } = difference;
    if (service === 'verify' && SENDING.test(variable) && value !== undefined) verify[variable] = value;
    else if (value !== undefined && offered[service]?.[variable]?.includes(value)) (settings[service] ??= {})[variable] = value;
    else if (variable === '' || value === undefined || running.services.get(service)?.environment[variable] !== value) return { beyond: `services.${service}.${part}` };
  }
  return { settings, verify };
}

function differences(healthy: Topology, scenario: Topology, running: Topology): Difference[] {
  const removed = [...healthy.services.keys()].filter((name) => !scenario.services.has(name)).map((name) => ({ service: name, part: 'scale' }));
  return [...removed, ...[...scenario.services.values()].flatMap((service) => {
    const usual = healthy.services.get(service.name) ?? withoutOwn(running.services.get(service.name), service);
    return usual ? [...variables(usual, service), ...parts(usual, service)] : [{ service: service.name, part: 'command' }];
  })];
}

/** A service that the healthy lab lacks, as it runs here; variables that only this lab gives it are no part of a scenario. */
function withoutOwn(running: Service | undefined, { environment }: Service): Service | undefined {
  return running && { ...running, environment: Object.fromEntries(Object.entries(running.environment).filter(([name]) => name in environment)) };
}

function variables(usual: Service, { name, environment }: Service): Difference[] {
  const names = new Set([...Object.keys(usual.environment), ...Object.keys(environment)]);
  return [...names].filter((variable) => usual.environment[variable] !== environment[variable])
    .map((variable) => ({ service: name, variable, value: environment[variable], part: `environment.${variable}` }));
}

/** What a service waits for, and how it is asked whether it is well, makes no other lab. */
function parts(usual: Service, service: Service): Difference[] {
  const volumes = JSON.stringify(usual.volumes) === JSON.stringify(service.volumes) ? [] : [{ service: service.name, part: 'volumes' }];
  if (usual.command.join('\n') === service.command.join('\n')) return volumes;
  const at = service.command.findIndex((word) => PROPAGATOR.test(word));
  const without = service.command.filter((_word, index) => at === -1 || (index !== at && index !== at - 1));
  const isPropagator = at > 0 && service.command[at - 1] === '--import' && without.join('\n') === usual.command.join('\n');
  const value = PROPAGATOR.exec(service.command[at] ?? '')?.groups?.['name'];
  return [...volumes, isPropagator ? { service: service.name, variable: 'OTEL_PROPAGATORS', value, part: 'command' } : { service: service.name, part: 'command' }];
}
