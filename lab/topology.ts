// What a Compose file says, as values: the services, and what each needs from the others.
// Knows nothing of YAML, and nothing of the machine that the services will run on.

import { Problem } from './problem.ts';

export interface Topology {
  /** The folder of the first Compose file. Relative paths start here. */
  root: string;
  services: ReadonlyMap<string, Service>;
}

export interface Service {
  name: string;
  /** The entrypoint, where there is one, and the command. */
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** Ports inside the container, published or only exposed. */
  ports: readonly number[];
  volumes: readonly Volume[];
  dependsOn: readonly Dependency[];
  /** As in Compose: `CMD` and its arguments, or `CMD-SHELL` and one line for the shell. */
  healthTest: readonly string[] | undefined;
}

export interface Volume {
  /** The name of a volume, or the absolute path of a file or folder of this machine. */
  source: string;
  target: string;
  readOnly: boolean;
}

export const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface Dependency {
  service: string;
  condition: Condition;
}

/** Throws Problem(3) for a dependency that nothing could ever fulfil. `label` names the files. */
export function checkDependencies(services: ReadonlyMap<string, Service>, label: string): void {
  for (const { name, dependsOn } of services.values()) {
    for (const { service: needed, condition } of dependsOn) {
      const target = services.get(needed);
      if (!target) throw new Problem(3, `${label}: service \`${name}\` depends on \`${needed}\`, which is not a service there.`);
      if (condition === 'service_healthy' && !target.healthTest) {
        throw new Problem(3, `${label}: service \`${name}\` waits for \`${needed}\` to become healthy, which has no \`healthcheck\`.`);
      }
    }
  }
  for (const name of services.keys()) refuseCycle(services, [name], label);
}

function refuseCycle(services: ReadonlyMap<string, Service>, path: readonly string[], label: string): void {
  for (const { service } of services.get(path.at(-1) ?? '')?.dependsOn ?? []) {
    if (path.includes(service)) {
      const circle = [...path.slice(path.indexOf(service)), service].map((name) => `\`${name}\``);
      throw new Problem(3, `${label}: these services wait for each other: ${circle.join(' -> ')}.`);
    }
    refuseCycle(services, [...path, service], label);
  }
}

/** The services named and everything that they depend on, each once. Throws Problem(3) for a name that is none. */
export function withDependencies({ services }: Topology, names: readonly string[]): Service[] {
  const found = new Set<Service>();
  const visit = (name: string): void => {
    const service = services.get(name);
    if (!service) throw new Problem(3, `There is no service \`${name}\`. The services are ${[...services.keys()].map((each) => `\`${each}\``).join(', ')}.`);
    for (const dependency of service.dependsOn) visit(dependency.service);
    found.add(service);
  };
  names.forEach(visit);
  return [...found];
}
