// Values of a YAML map, checked field by field. Each reader throws Problem(3) for what is not as it must be.
// `where` opens a quotation in its message that the reader ends: the file's path and the field are quoted together.

import { mapping, type Mapping } from './compose-document.ts';
import { Problem } from './problem.ts';

/** The map itself, with no other fields than those. */
export function fields(value: unknown, known: readonly string[], where: string): Mapping {
  const given = mapping(value, `${where}\``);
  const unknown = Object.keys(given).find((field) => !known.includes(field));
  if (unknown) throw new Problem(3, `${where}.${unknown}\` is none of its fields, which are ${known.join(', ')}.`);
  return given;
}

export function matching(value: unknown, pattern: RegExp, where: string, must: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new Problem(3, `${where}\` ${must}${value === undefined ? '' : `, and is \`${String(value)}\``}.`);
}

export function one<T extends string>(value: unknown, known: readonly T[], where: string): T {
  const found = known.find((each) => each === value);
  if (found) return found;
  throw new Problem(3, `${where}\` must be one of ${known.join(', ')}${value === undefined ? '' : `, and is \`${String(value)}\``}.`);
}

/** Nothing is an empty one. */
export function list(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new Problem(3, `${where}\` must be a list.`);
}
