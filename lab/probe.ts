// The trace context that the verifier sends with a request: new for each, so that every span of the request
// can be told from all others.

import { randomBytes } from 'node:crypto';

import { headersOf, type Propagator } from '../verifier/formats/writing.ts';
import type { TraceContext } from '../verifier/wire.ts';

export interface ProbeSettings {
  /** The format in which service A is sent the context. */
  format: Propagator;
  sampled: boolean;
  /** The same for every request; undefined: a new one for each. */
  traceId?: string | undefined;
  /** Bytes of baggage that go along. */
  baggage: number;
}

export function mintProbe({ sampled, traceId }: Pick<ProbeSettings, 'sampled' | 'traceId'>): TraceContext {
  return { traceId: traceId ?? randomBytes(16).toString('hex'), parentId: randomBytes(8).toString('hex'), sampled };
}

/** One member is at most 4096 bytes long. https://www.w3.org/TR/baggage/#limits */
const LONGEST_MEMBER = 4_096;

export function probeHeaders(probe: TraceContext, { format, baggage }: Pick<ProbeSettings, 'format' | 'baggage'>): Record<string, string> {
  return { ...headersOf(format, probe), ...baggage > 0 ? { baggage: baggageOf(baggage) } : {} };
}

function baggageOf(bytes: number): string {
  const members = Array.from({ length: Math.ceil(bytes / LONGEST_MEMBER) }, (_, index) => `k${index}=`.padEnd(LONGEST_MEMBER - 1, 'x'));
  return members.join(',').slice(0, bytes);
}
