// One entry of `ports:` or `expose:`: which port it means inside the container. Where that port would
// be published is not read: on plain processes every port is a free one.

import { mapping } from './compose-document.ts';
import { Problem } from './problem.ts';

const PUBLISHED = /^(?:(?:\[[^\]]*\]|[\w.-]+):)?(?:\d*:)?(?<port>\d{1,5})(?:\/tcp)?$/;

/** `8081`, `8081:8081`, `127.0.0.1:8081:8081/tcp`, or a map with `target`. Ranges and UDP are refused. */
export function containerPort(entry: unknown, where: string): number {
  const { target, protocol } = typeof entry === 'object' ? mapping(entry, where) : { target: entry };
  const port = Number(PUBLISHED.exec(String(target))?.groups?.['port']);
  const isPort = port >= 1 && port <= 65_535;
  if (isPort && (protocol === undefined || protocol === 'tcp')) return port;
  throw new Problem(3, `${where} has the port \`${describe(entry)}\`; the lab on plain processes supports single TCP ports.`);
}

function describe(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  return Object.entries(entry).map(([key, value]) => `${key}: ${String(value)}`).join(', ');
}
