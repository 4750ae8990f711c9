// One Compose file as plain values: YAML with anchors and merge keys, its variables filled in.
// What the keys mean is compose-service.ts's concern.

import { readFileSync } from 'node:fs';

import { LineCounter, parseDocument } from 'yaml';

import { interpolateAll, type Variables } from './interpolate.ts';
import { Problem } from './problem.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export interface ComposeDocument {
  services: Mapping;
  volumes: Mapping;
}

/** Top-level keys that say nothing about how services run; and `x-…`. */
const IGNORED = new Set(['name', 'version', 'networks']);

/** Throws Problem(3), naming file and line, for what cannot be read or is not supported. */
export function readComposeDocument(file: string, variables: Variables): ComposeDocument {
  const top = mapping(parse(file), `\`${file}\``);
  const section = (name: string): Mapping => mapping(interpolateAll(top[name], variables, `\`${file}\`: ${name}`), `\`${file}\`: \`${name}\``);
  const sections = { services: section('services'), volumes: section('volumes') };
  const refused = Object.keys(top).find((key) => !(key in sections) && !IGNORED.has(key) && !key.startsWith('x-'));
  if (refused) throw new Problem(3, `\`${file}\` uses \`${refused}\`, which the lab on plain processes does not support.`);
  return sections;
}

/** A map, or nothing, which is an empty one. */
export function mapping(value: unknown, where: string): Mapping {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Mapping;
  const says = typeof value === 'string' ? `, and is the text \`${value}\`: behind a name, there is a colon and a space` : '';
  throw new Problem(3, `${where} must be a map${says}.`);
}

function parse(file: string): unknown {
  const lines = new LineCounter();
  // Big integers keep their digits: an environment variable is a text, whatever it looks like.
  const document = parseDocument(read(file), { merge: true, intAsBigInt: true, lineCounter: lines, prettyErrors: false });
  // A warning is a tag that nobody here knows (`!reset`, `!override`): without it the file would mean something else.
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw new Problem(3, `\`${file}:${lines.linePos(error.pos[0]).line}\` is not YAML that the lab can read: ${error.message}`);
  try {
    return document.toJS();
  } catch (error) {
    // The limit on aliases, and an alias whose anchor comes later, are found only here.
    throw new Problem(3, `\`${file}\` is not YAML that the lab can read: ${(error as Error).message}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}`);
  }
}
