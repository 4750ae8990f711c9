// Which spans a line of `tracehop.yaml` is about.

import type { SpanKind } from '../verifier/span.ts';
import { type Passed, valueHash } from './passed.ts';

/** All that is given must be so. */
export interface Criterion {
  service?: string;
  name?: string;
  kind?: SpanKind;
  status?: 'UNSET' | 'OK' | 'ERROR';
  /** By name; the value must be the same. */
  attributes?: Readonly<Record<string, string | number | boolean>>;
}

const STATUSES = ['UNSET', 'OK', 'ERROR'];

export function matches(span: Passed, { service, name, kind, status, attributes = {} }: Criterion): boolean {
  return (service === undefined || span.service === service) && (name === undefined || span.name === name)
    && (kind === undefined || span.kind === kind) && (status === undefined || STATUSES[span.status] === status)
    && Object.entries(attributes).every(([attribute, value]) => hashesOf(value).includes(span.values[span.names.indexOf(attribute)] ?? Number.NaN));
}

/** For a sentence: `service shop, name GET /health`. */
export function criterionText({ attributes = {}, ...fields }: Criterion): string {
  return [...Object.entries(fields), ...Object.entries(attributes)].map(([field, value]) => `${field} ${String(value)}`).join(', ');
}

/** OTLP/JSON has a field for each type, and its integers are texts. */
function hashesOf(value: string | number | boolean): number[] {
  if (typeof value === 'string') return [valueHash({ stringValue: value })];
  if (typeof value === 'boolean') return [valueHash({ boolValue: value })];
  return [valueHash({ intValue: `${value}` }), valueHash({ doubleValue: value })];
}
