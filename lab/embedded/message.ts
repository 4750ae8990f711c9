// What a message of OTLP looks like as JSON text: the known fields in the protocol's order, defaults left out,
// messages within it always there. Unknown fields are passed over, as the protocol wants it.

import { Misfit, shown } from './misfit.ts';

/** Counts the spans of one request, and how deep the value is that is being written. */
export interface Tally {
  spans: number;
  depth: number;
}

/** The JSON text of a value; undefined and null stand for its default. Throws Misfit for a value that does not fit. */
export type Encode = (value: unknown, tally: Tally) => string;

/** What a default may look like: whether it is one depends on the field, as for `"0"`. */
const DEFAULTS = new Set(['""', '0', '"0"', '[]']);

export function message(fields: Record<string, Encode>): Encode {
  const table = Object.entries(fields).map(([name, encode]) => ({ name, snake: snakeCase(name), encode }));
  return (value, tally) => {
    const record = recordOf(value);
    const written: string[] = [];
    for (const { name, snake, encode } of table) {
      const text = within(name, encode, record[name] ?? record[snake], tally);
      if (!isDefault(text, encode, tally)) written.push(`"${name}":${text}`);
    }
    return `{${written.join(',')}}`;
  };
}

export function list(encode: Encode): Encode {
  return (value, tally) => {
    const items = value ?? [];
    if (!Array.isArray(items)) throw new Misfit(`must be a list, not ${shown(value)}`);
    return `[${items.map((item, index) => within(index, encode, item, tally)).join(',')}]`;
  };
}

/** One of the fields, and its default is written too: of several, the last one counts. */
export function oneOf(fields: Record<string, Encode>): Encode {
  const table = new Map(Object.entries(fields).flatMap(([name, encode]) => [name, snakeCase(name)].map((key) => [key, { name, encode }])));
  return (value, tally) => {
    let written = '';
    for (const [key, held] of Object.entries(recordOf(value))) {
      const field = table.get(key);
      if (field) written = `"${field.name}":${within(field.name, field.encode, held, tally)}`;
    }
    return `{${written}}`;
  };
}

function isDefault(text: string, encode: Encode, tally: Tally): boolean {
  return DEFAULTS.has(text) && text === encode(undefined, tally);
}

function within(step: string | number, encode: Encode, value: unknown, tally: Tally): string {
  try {
    return encode(value, tally);
  } catch (error) {
    throw error instanceof Misfit ? error.within(typeof step === 'number' ? `[${step}]` : step) : error;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  const record = value ?? {};
  if (typeof record !== 'object' || Array.isArray(record)) throw new Misfit(`must be an object, not ${shown(value)}`);
  return record as Record<string, unknown>;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
