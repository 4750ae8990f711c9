// Reads `tracehop.yaml`, which stands beside a Collector's configuration: its part `xray`, field by field.

import { mapping } from '../lab/compose-document.ts';
import { fields, list, matching, one } from '../lab/fields.ts';
import { Problem } from '../lab/problem.ts';
import { partOf } from '../lab/rules-file.ts';
import { SPAN_KINDS } from '../verifier/span.ts';
import type { Criterion } from './criterion.ts';
import type { Absence, Expectations } from './expectations.ts';

/** `value`: the file's content. Throws Problem(3), which names the file and the path inside it. */
export function readExpectations(value: unknown, file: string): Expectations {
  const where = `\`${file}: xray`;
  const given = fields(partOf(value, 'xray', file), ['kept', 'dropped', 'absent', 'sampled', 'brokenTraces'], where);
  if (Object.keys(given).length === 0) throw new Problem(3, `\`${file}\` expects nothing: its part \`xray\` has none of kept, dropped, absent, sampled, brokenTraces.`);
  return {
    kept: list(given['kept'], `${where}.kept`).map((each, index) => criterion(each, `${where}.kept[${index}]`)),
    dropped: list(given['dropped'], `${where}.dropped`).map((each, index) => criterion(each, `${where}.dropped[${index}]`)),
    absent: list(given['absent'], `${where}.absent`).map((each, index) => absence(each, `${where}.absent[${index}]`)),
    sampled: given['sampled'] === undefined ? undefined : sampled(given['sampled'], `${where}.sampled`),
    brokenTraces: number(given['brokenTraces'] ?? 0, 10_000_000, `${where}.brokenTraces`),
  };
}

function criterion(value: unknown, where: string): Criterion {
  const { service, name, kind, status, attributes } = fields(value, ['service', 'name', 'kind', 'status', 'attributes'], where);
  const read = {
    ...service === undefined ? {} : { service: matching(service, /./, `${where}.service`, 'must be a text') },
    ...name === undefined ? {} : { name: matching(name, /./, `${where}.name`, 'must be a text') },
    ...kind === undefined ? {} : { kind: one(kind, SPAN_KINDS, `${where}.kind`) },
    ...status === undefined ? {} : { status: one(status, ['UNSET', 'OK', 'ERROR'] as const, `${where}.status`) },
    ...attributes === undefined ? {} : { attributes: values(attributes, `${where}.attributes`) },
  };
  if (Object.keys(read).length > 0) return read;
  throw new Problem(3, `${where}\` must say something of the spans that are meant: service, name, kind, status or attributes.`);
}

function values(value: unknown, where: string): Record<string, string | number | boolean> {
  const given = Object.entries(mapping(value, `${where}\``));
  if (given.length === 0) throw new Problem(3, `${where}\` must name an attribute.`);
  return Object.fromEntries(given.map(([name, each]) => {
    if (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean') return [name, each];
    throw new Problem(3, `${where}.${name}\` must be a text, a number, true or false.`);
  }));
}

function absence(value: unknown, where: string): Absence {
  if (typeof value === 'string' && value !== '') return { attribute: value };
  const { value: pattern } = fields(value, ['value'], where);
  try {
    return { value: new RegExp(matching(pattern, /./, `${where}.value`, 'must be a regular expression'), 'u').source };
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(3, `${where}.value\` is no regular expression: ${(error as Error).message}.`);
  }
}

function sampled(value: unknown, where: string): NonNullable<Expectations['sampled']> {
  const { atLeast = 0, atMost = 1 } = fields(value, ['atLeast', 'atMost'], where);
  const share = { atLeast: number(atLeast, 1, `${where}.atLeast`), atMost: number(atMost, 1, `${where}.atMost`) };
  if (share.atLeast <= share.atMost) return share;
  throw new Problem(3, `${where}.atLeast\` is more than \`atMost\`.`);
}

function number(value: unknown, most: number, where: string): number {
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw new Problem(3, `${where}\` must be a number from 0 to ${most}.`);
}
