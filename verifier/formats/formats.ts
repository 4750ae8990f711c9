// The propagation formats, as a table: which headers carry each, and how they are read.

import { readB3Multi, readB3Single } from './b3.ts';
import type { Carrier, Content, ReadCarrier } from './reading.ts';
import { readDatadog, readJaeger, readSentry, readXRay } from './vendors.ts';
import { readW3c } from './w3c.ts';

export type Format = 'W3C' | 'B3 single' | 'B3 multi' | 'Jaeger' | 'X-Ray' | 'Datadog' | 'Sentry';

interface Propagation {
  format: Format;
  /** The headers of a trace context. The first is the one by which a propagator that reads the format is known. */
  headers: readonly [string, ...string[]];
  read: ReadCarrier;
  /** The propagator's name in OTEL_PROPAGATORS; undefined: the specification lists none. */
  propagator: string | undefined;
}

export const FORMATS: readonly Propagation[] = [
  { format: 'W3C', headers: ['traceparent'], read: readW3c, propagator: 'tracecontext' },
  { format: 'B3 single', headers: ['b3'], read: readB3Single, propagator: 'b3' },
  { format: 'B3 multi', headers: ['x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled', 'x-b3-flags'], read: readB3Multi, propagator: 'b3multi' },
  { format: 'Jaeger', headers: ['uber-trace-id'], read: readJaeger, propagator: 'jaeger' },
  { format: 'X-Ray', headers: ['x-amzn-trace-id'], read: readXRay, propagator: 'xray' },
  { format: 'Datadog', headers: ['x-datadog-trace-id', 'x-datadog-parent-id', 'x-datadog-sampling-priority', 'x-datadog-tags'], read: readDatadog, propagator: undefined },
  { format: 'Sentry', headers: ['sentry-trace'], read: readSentry, propagator: undefined },
];

const B3: readonly Format[] = ['B3 single', 'B3 multi'];

export type Reading = { format: Format } & Content;

/** What the headers say, format by format; a format that they do not have is left out. */
export function readingsOf(carrier: Carrier): Reading[] {
  const readings: Reading[] = [];
  for (const { format, headers, read } of FORMATS) {
    const content = headers.some((header) => carrier.has(header)) ? read(carrier) : undefined;
    if (content) readings.push({ format, ...content });
  }
  return readings;
}

/** The formats that a propagator with these fields writes: its fields are the headers that it sets. */
export function writtenWith(fields: readonly string[]): Format[] {
  const names = new Set(fields.map((field) => field.toLowerCase()));
  return FORMATS.filter(({ headers: [known] }) => names.has(known)).map(({ format }) => format);
}

/** The formats that it reads: whoever reads B3 reads both of its encodings. https://opentelemetry.io/docs/specs/otel/context/api-propagators/#b3-extract */
export function readWith(fields: readonly string[]): Format[] {
  const written = writtenWith(fields);
  return written.some((format) => B3.includes(format)) ? [...new Set([...written, ...B3])] : written;
}

/** What OTEL_PROPAGATORS is to list for these formats. */
export function propagatorsOf(formats: readonly Format[]): string {
  return FORMATS.filter(({ format }) => formats.includes(format)).flatMap(({ propagator }) => propagator ?? []).join(',');
}
