// One entry of a service's `volumes:`, short or long. Named volumes, and files and folders beside the
// Compose file; every other kind is refused.

import { isAbsolute, resolve } from 'node:path';

import { mapping } from './compose-document.ts';
import { Problem } from './problem.ts';
import type { Volume } from './topology.ts';

const SHORT = /^(?<source>[^:]+):(?<target>\/[^:]*)(?::(?<mode>[a-zA-Z,]+))?$/;
const LONG_KEYS = new Set(['type', 'source', 'target', 'read_only']);

/** `root` is where relative paths start. */
export function volume(entry: unknown, root: string, where: string): Volume {
  const { source, target, readOnly } = typeof entry === 'string' ? short(entry, where) : long(mapping(entry, where), where);
  return { source: /^\.{0,2}\//.test(source) || source === '.' || source === '..' ? resolve(root, source) : source, target, readOnly };
}

/** Whether the source is a file or folder of this machine, which the lab neither makes nor removes. */
export function isBind({ source }: Volume): boolean {
  return isAbsolute(source);
}

function short(entry: string, where: string): Volume {
  const { source, target, mode = '' } = SHORT.exec(entry)?.groups ?? {};
  if (!source || !target || source.startsWith('~')) throw refusal(entry, where);
  return { source, target, readOnly: mode.split(',').includes('ro') };
}

function long(entry: Record<string, unknown>, where: string): Volume {
  const { type, source, target, read_only: readOnly = false } = entry;
  const known = Object.keys(entry).every((key) => LONG_KEYS.has(key)) && (type === 'volume' || type === 'bind');
  const usable = typeof source === 'string' && typeof target === 'string' && target.startsWith('/') && !source.startsWith('~') && typeof readOnly === 'boolean';
  if (!known || !usable) throw refusal(Object.entries(entry).map(([key, value]) => `${key}: ${String(value)}`).join(', '), where);
  // A bind's source is a path even where it does not look like one.
  return { source: type === 'bind' && !isAbsolute(source) ? `./${source}` : source, target, readOnly };
}

function refusal(entry: string, where: string): Problem {
  return new Problem(3, `${where} has the volume \`${entry}\`, of a kind that the lab on plain processes does not support.`);
}
