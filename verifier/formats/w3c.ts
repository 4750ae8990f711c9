// W3C Trace Context, levels 1 and 2: the headers `traceparent` and `tracestate`.
// https://www.w3.org/TR/trace-context/ and https://www.w3.org/TR/trace-context-2/

import { isZero, parseTraceparent } from '../wire.ts';
import type { Carrier, Content } from './reading.ts';

/** In the order in which a reader would find them. */
const RULES: readonly [broken: (parts: readonly string[], header: string) => boolean, rule: string][] = [
  [(_, header) => header.includes(','), 'there must be one `traceparent`: two values arrived, joined by a comma'],
  [(_, header) => header.trim() !== header, 'there must be no white space around `traceparent`'],
  [(parts) => parts.length < 4, '`traceparent` must have four fields: version-traceid-parentid-flags'],
  [([version = '']) => !/^[\da-f]{2}$/i.test(version), 'the version must be two hexadecimal digits'],
  [([version]) => version?.toLowerCase() === 'ff', 'version `ff` is forbidden'],
  [(parts) => parts[0] === '00' && parts.length > 4, 'version `00` must have nothing behind its flags'],
  [([, traceId = '']) => traceId.length !== 32, 'the trace id must have 32 digits'],
  [([, , parentId = '']) => parentId.length !== 16, 'the parent id must have 16 digits'],
  [([, , , flags = '']) => flags.length !== 2, 'the flags must have 2 digits'],
  [(parts) => parts.slice(0, 4).some((part) => /[A-F]/.test(part)), 'hexadecimal digits must be lower-case'],
  [(parts) => parts.slice(0, 4).some((part) => !/^[\da-f]*$/.test(part)), 'ids and flags must be hexadecimal digits'],
  [([, traceId = '']) => isZero(traceId), 'a trace id of nothing but zeros is forbidden'],
  [([, , parentId = '']) => isZero(parentId), 'a parent id of nothing but zeros is forbidden'],
];

/** The rule that a `traceparent` breaks; undefined: it is valid. */
export function traceparentFault(header: string): string | undefined {
  if (parseTraceparent(header)) return undefined;
  const parts = header.split('-');
  return RULES.find(([broken]) => broken(parts, header))?.[1] ?? 'it breaks the grammar of `traceparent`';
}

export function readW3c(carrier: Carrier): Content | undefined {
  const values = carrier.get('traceparent');
  if (!values) return undefined;
  const header = values.join(',');
  const context = parseTraceparent(header);
  return context ? { context } : { broken: values.length > 1 ? `there must be one \`traceparent\`: ${values.length} arrived` : traceparentFault(header)! };
}

/** Level 2's grammar, which takes every key of level 1. */
const KEY = /^[a-z\d][a-z\d_\-*/@]{0,255}$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MOST_MEMBERS = 32;

/** The look-behind keeps a long run of white space from being tried from each of its places. */
const OUTER_SPACE = /^[ \t]+|(?<![ \t])[ \t]+$/g;

/** The rule that a `tracestate`, of one header or several, breaks; undefined: it is valid. */
export function tracestateFault(values: readonly string[]): string | undefined {
  const members = values.flatMap((value) => value.split(',')).map((member) => member.replace(OUTER_SPACE, '')).filter((member) => member !== '');
  if (members.length > MOST_MEMBERS) return `\`tracestate\` must have at most ${MOST_MEMBERS} members: it has ${members.length}`;
  const keys = new Set<string>();
  for (const member of members) {
    const at = member.indexOf('=');
    if (at === -1) return 'every member of `tracestate` must be `key=value`';
    const key = member.slice(0, at);
    if (!KEY.test(key)) return 'a key of `tracestate` breaks the grammar';
    if (!VALUE.test(member.slice(at + 1))) return 'a value of `tracestate` breaks the grammar';
    if (keys.has(key)) return 'a key of `tracestate` must stand there once';
    keys.add(key);
  }
  return undefined;
}
