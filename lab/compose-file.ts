// Reads docker-compose.yml, and the files that override it, into a Topology. Whatever could change
// what a service does and is not understood is refused by name, never skipped.

import { dirname, resolve } from 'node:path';

import { type ComposeDocument, mapping, readComposeDocument } from './compose-document.ts';
import { override, readService, type ServiceParts } from './compose-service.ts';
import { isBind } from './compose-volume.ts';
import type { Variables } from './interpolate.ts';
import { Problem } from './problem.ts';
import { checkDependencies, type Service, type Topology } from './topology.ts';

export type { Dependency, Service, Topology, Volume } from './topology.ts';

/** Later files override earlier ones. `variables` fill in `${…}`. Throws Problem(3) for whatever is wrong with the files. */
export function readTopology(files: readonly string[], variables: Variables): Topology {
  const root = dirname(resolve(files[0] ?? '.'));
  const label = files.map((file) => `\`${file}\``).join(' + ');
  const documents = files.map((file) => ({ file, ...readComposeDocument(file, variables) }));
  const volumes = new Set(documents.flatMap(volumeNames));
  const parts = new Map<string, ServiceParts>();
  for (const { file, services } of documents) {
    for (const [name, value] of Object.entries(services)) {
      parts.set(name, override(parts.get(name) ?? {}, readService(value, `\`${file}\`: service \`${name}\``, { root, variables })));
    }
  }
  const services = new Map(withoutAbsent(parts).map(([name, each]) => [name, complete(name, each, volumes, label)]));
  if (services.size === 0) throw new Problem(3, `${label}: there are no services.`);
  checkDependencies(services, label);
  return { root, services };
}

/** A service of which there are to be none is not there, and nothing waits for it: as in Compose. */
function withoutAbsent(parts: ReadonlyMap<string, ServiceParts>): [name: string, parts: ServiceParts][] {
  const isThere = (name: string): boolean => parts.get(name)?.scale !== 0;
  return [...parts].filter(([name]) => isThere(name))
    .map(([name, each]) => [name, { ...each, dependsOn: each.dependsOn?.filter(({ service }) => isThere(service)) ?? [] }]);
}

/** A volume of our own has no settings; one with a driver, or from outside, would not be an empty folder. */
function volumeNames({ file, volumes }: ComposeDocument & { file: string }): string[] {
  return Object.entries(volumes).map(([name, settings]) => {
    const [setting] = Object.keys(mapping(settings, `\`${file}\`: volume \`${name}\``));
    if (setting) throw new Problem(3, `\`${file}\`: volume \`${name}\` uses \`${setting}\`, which the lab on plain processes does not support.`);
    return name;
  });
}

function complete(name: string, parts: ServiceParts, known: ReadonlySet<string>, label: string): Service {
  const { entrypoint = [], environment = {}, ports = [], volumes = [], dependsOn = [], healthTest } = parts;
  const command = [...entrypoint, ...(parts.command ?? [])];
  if (command.length === 0) throw new Problem(3, `${label}: service \`${name}\` has no \`command\`, and the lab on plain processes cannot know its image's.`);
  const unknown = volumes.find((volume) => !isBind(volume) && !known.has(volume.source));
  if (unknown) throw new Problem(3, `${label}: service \`${name}\` uses the volume \`${unknown.source}\`, which \`volumes\` does not name.`);
  const set = Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { name, command, environment: Object.fromEntries(set), ports, volumes, dependsOn, healthTest };
}
