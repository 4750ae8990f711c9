// The formats of single makers: Jaeger, AWS X-Ray, Datadog, Sentry. One header each, or a few.

import { isZero } from '../wire.ts';
import { type Carrier, type Content, context, one } from './reading.ts';

const ZERO = 'an id must not be nothing but zeros';

/** `{trace-id}:{span-id}:{parent-span-id}:{flags}`. https://www.jaegertracing.io/sdk-migration/#propagation-format */
export function readJaeger(carrier: Carrier): Content | undefined {
  const header = one(carrier, 'uber-trace-id');
  if (header === undefined) return undefined;
  const [traceId = '', spanId = '', , flags = '', ...more] = header.replaceAll(/%3a/gi, ':').split(':');
  if (!/^[\da-f]{1,32}$/i.test(traceId) || !/^[\da-f]{1,16}$/i.test(spanId)) return { broken: '`uber-trace-id` must have a trace id of up to 32 hexadecimal digits, then a span id of up to 16' };
  if (!/^[\da-f]{1,2}$/i.test(flags) || more.length > 0) return { broken: '`uber-trace-id` must be traceid:spanid:parentid:flags' };
  if (isZero(traceId) || isZero(spanId)) return { broken: ZERO };
  return context(traceId, spanId, (Number.parseInt(flags, 16) & 1) === 1);
}

/** `Root=1-{8}-{24};Parent={16};Sampled={0|1}`. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export function readXRay(carrier: Carrier): Content | undefined {
  const header = one(carrier, 'x-amzn-trace-id');
  if (header === undefined) return undefined;
  const fields = new Map(header.split(';').map((field) => field.trim().split('=', 2) as [string, string | undefined]));
  const [, seconds, random] = /^1-([\da-f]{8})-([\da-f]{24})$/i.exec(fields.get('Root') ?? '') ?? [];
  const parent = fields.get('Parent') ?? '';
  if (!seconds || !random) return { broken: '`Root` of `x-amzn-trace-id` must be 1-(8 hexadecimal digits)-(24)' };
  if (!/^[\da-f]{16}$/i.test(parent)) return { broken: '`Parent` of `x-amzn-trace-id` must have 16 hexadecimal digits' };
  if (isZero(seconds + random) || isZero(parent)) return { broken: ZERO };
  const sampled = fields.get('Sampled');
  return context(seconds + random, parent, sampled === '1' ? true : sampled === '0' ? false : undefined);
}

const MOST_UINT64 = 2n ** 64n - 1n;

/** Decimal 64-bit ids; the upper half of the trace id in a tag. https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/ */
export function readDatadog(carrier: Carrier): Content | undefined {
  const [traceId, parentId, priority, tags] = ['trace-id', 'parent-id', 'sampling-priority', 'tags'].map((name) => one(carrier, `x-datadog-${name}`));
  if (traceId === undefined && parentId === undefined) return undefined;
  const [low, parent] = [traceId, parentId].map(decimal);
  if (low === undefined || parent === undefined) return { broken: '`x-datadog-trace-id` and `x-datadog-parent-id` must both be decimal numbers of 64 bits, and not 0' };
  const [, high = ''] = /(?:^|,)_dd\.p\.tid=([\da-f]{16})(?:,|$)/i.exec(tags ?? '') ?? [];
  return context(high + low, parent, priority === undefined ? undefined : Number(priority) > 0);
}

function decimal(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  return value > 0n && value <= MOST_UINT64 ? value.toString(16).padStart(16, '0') : undefined;
}

/** `{traceid}-{spanid}-{sampled}`, the last optional. https://develop.sentry.dev/sdk/telemetry/traces/#header-sentry-trace */
export function readSentry(carrier: Carrier): Content | undefined {
  const header = one(carrier, 'sentry-trace');
  if (header === undefined) return undefined;
  const [, traceId, spanId, sampled] = /^([\da-f]{32})-([\da-f]{16})(?:-([01]))?$/i.exec(header.trim()) ?? [];
  if (!traceId || !spanId) return { broken: '`sentry-trace` must be (32 hexadecimal digits)-(16)-(0 or 1)' };
  if (isZero(traceId) || isZero(spanId)) return { broken: ZERO };
  return context(traceId, spanId, sampled === undefined ? undefined : sampled === '1');
}
