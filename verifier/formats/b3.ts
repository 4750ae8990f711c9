// B3, in one header and in several. https://github.com/openzipkin/b3-propagation

import { isZero } from '../wire.ts';
import { type Carrier, type Content, context, one } from './reading.ts';

/** `d` is debug, which is sampled; `x-b3-flags` says it where there are several headers. Old writers have `true` and `false` there. */
const SINGLE_SAMPLING: ReadonlyMap<string, boolean> = new Map([['0', false], ['1', true], ['d', true]]);
const MULTI_SAMPLING: ReadonlyMap<string, boolean> = new Map([['0', false], ['1', true], ['false', false], ['true', true]]);

/** `{TraceId}-{SpanId}-{SamplingState}-{ParentSpanId}`, the last two optional. */
export function readB3Single(carrier: Carrier): Content | undefined {
  const header = one(carrier, 'b3');
  if (header === undefined) return undefined;
  const [traceId = '', spanId, sampling, parent, ...more] = header.split('-');
  if (spanId === undefined) return { broken: '`b3` must have a trace id and a span id: it has a sampling state at most' };
  if (more.length > 0 || (parent !== undefined && !/^[\da-f]{16}$/i.test(parent))) return { broken: '`b3` must be traceid-spanid-sampling-parentid' };
  if (sampling !== undefined && !SINGLE_SAMPLING.has(sampling)) return { broken: 'the sampling state of `b3` must be 0, 1 or d' };
  return ids(traceId, spanId, sampling === undefined ? undefined : SINGLE_SAMPLING.get(sampling));
}

export function readB3Multi(carrier: Carrier): Content | undefined {
  const [traceId, spanId, sampled, flags] = ['x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled', 'x-b3-flags'].map((header) => one(carrier, header));
  if (traceId === undefined && spanId === undefined) return undefined;
  if (traceId === undefined || spanId === undefined) return { broken: '`x-b3-traceid` and `x-b3-spanid` must come together' };
  if (sampled !== undefined && !MULTI_SAMPLING.has(sampled.toLowerCase())) return { broken: '`x-b3-sampled` must be 0 or 1' };
  return ids(traceId, spanId, flags === '1' ? true : sampled === undefined ? undefined : MULTI_SAMPLING.get(sampled.toLowerCase()));
}

function ids(traceId: string, spanId: string, sampled: boolean | undefined): Content {
  if (!/^(?:[\da-f]{16}|[\da-f]{32})$/i.test(traceId)) return { broken: 'the trace id of B3 must have 16 or 32 hexadecimal digits' };
  if (!/^[\da-f]{16}$/i.test(spanId)) return { broken: 'the span id of B3 must have 16 hexadecimal digits' };
  if (isZero(traceId) || isZero(spanId)) return { broken: 'an id of B3 must not be nothing but zeros' };
  return context(traceId, spanId, sampled);
}
