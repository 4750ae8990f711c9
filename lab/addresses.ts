// Rewrites what a Compose file says for containers to what holds for processes of one machine: names and
// ports of services become ports of 127.0.0.1, and paths in volumes become folders.

import { CLOSED_PORT } from './ports.ts';
import type { Service } from './topology.ts';

export interface Placement {
  /** By service, from its port in the container to its port on this machine. */
  ports: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By the name of a volume, its folder on this machine. */
  folders: ReadonlyMap<string, string>;
}

/** A URL's or an address's host and port: `http://service-b:8082`, `http://service-b`, `0.0.0.0:4318`. */
const ADDRESS = /(?<scheme>\bhttps?:\/\/)?(?<![\w.-])(?<host>[a-z\d][\w.-]*)(?::(?<port>\d{1,5}))?(?![\w:])/gi;
const OWN_HOSTS = new Set(['127.0.0.1', 'localhost', '0.0.0.0']);

/** The service as it is run on this machine: command, environment and health test. */
export function placed(service: Service, placement: Placement): Service {
  const place = (text: string): string => paths(addresses(text, service, placement), service, placement);
  return {
    ...service,
    command: service.command.map(place),
    environment: Object.fromEntries(Object.entries(service.environment)
      .map(([key, value]) => [key, ownPort(key, value, service, placement) ?? place(value)])),
    healthTest: service.healthTest?.map(place),
  };
}

/** A port that nobody declares is one that nothing listens on, in containers as well as here. */
function addresses(text: string, { name }: Service, { ports }: Placement): string {
  if (text === '0.0.0.0') return '127.0.0.1';
  return text.replace(ADDRESS, (...match) => {
    const { scheme = '', host = '', port } = match.at(-1) as Record<string, string | undefined>;
    const service = OWN_HOSTS.has(host) ? name : host;
    const theirs = ports.get(service);
    if (!theirs || (port === undefined && !scheme)) return match[0];
    return `${scheme}127.0.0.1:${theirs.get(Number(port ?? defaultPort(scheme))) ?? CLOSED_PORT}`;
  });
}

function defaultPort(scheme: string): number {
  return scheme.startsWith('https') ? 443 : 80;
}

/** `PORT` and `…_PORT` name a port that the service itself listens on. */
function ownPort(key: string, value: string, { name }: Service, { ports }: Placement): string | undefined {
  return key === 'PORT' || key.endsWith('_PORT') ? ports.get(name)?.get(Number(value))?.toString() : undefined;
}

function paths(text: string, { volumes }: Service, { folders }: Placement): string {
  return volumes.reduce((rewritten, { source, target }) => {
    const path = new RegExp(`(?<![\\w./-])${RegExp.escape(target)}(?![\\w.-])`, 'g');
    return rewritten.replace(path, () => folders.get(source) ?? source);
  }, text);
}
