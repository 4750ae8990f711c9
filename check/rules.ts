// What a file of rules asks of trace files: its part `check`, field by field.

import { fields, list } from '../lab/fields.ts';
import { Problem } from '../lab/problem.ts';
import { type AskedEdge, askedEdge } from './asked.ts';
import { type Counted, LIMITED, type Limits } from './limits.ts';
import { type Since, sinceOf } from './since.ts';

export interface Rules {
  edges: readonly AskedEdge[];
  since: Since | undefined;
  /** The most that there may be. */
  limits: Limits;
}

/** `value`: the part of the file. Throws Problem(3), which names the file and the path inside it. */
export function readRules(value: unknown, file: string): Rules {
  const where = `\`${file}: check`;
  const given = fields(value, ['edges', 'since', ...LIMITED], where);
  if (Object.keys(given).length === 0) throw new Problem(3, `\`${file}\` expects nothing: its part \`check\` has none of edges, since, ${LIMITED.join(', ')}.`);
  return {
    edges: list(given['edges'], `${where}.edges`).map((each, index) => edge(each, `${where}.edges[${index}]`)),
    since: given['since'] === undefined ? undefined : since(given['since'], `${where}.since`),
    limits: Object.fromEntries(LIMITED.filter((name) => given[name] !== undefined).map((name): [Counted, number] => [name, limit(given[name], `${where}.${name}`)])),
  };
}

function edge(value: unknown, where: string): AskedEdge {
  const asked = typeof value === 'string' ? askedEdge(value) : undefined;
  if (asked) return asked;
  throw new Problem(3, `${where}\` must name two services: \`a -> b\`, in quotation marks where \`!\` or \`~\` stands in front.`);
}

function since(value: unknown, where: string): Since {
  const read = typeof value === 'string' ? sinceOf(value) : undefined;
  if (read) return read;
  throw new Problem(3, `${where}\` must be a time such as 2026-01-31T12:00:00Z, or so long ago: 15m, 2h, 3d.`);
}

function limit(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Problem(3, `${where}\` must be a whole number, 0 or more.`);
}
