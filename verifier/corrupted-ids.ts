// Ids that were damaged on the way: cut to 64 bits, padded, or written in base64.

import type { Evidence } from './evidence.ts';
import type { Span } from './span.ts';
import { seen } from './truth.ts';
import { isZero } from './wire.ts';

export interface CorruptedId {
  span: Span;
  /** What happened to the id, for a person. */
  how: string;
}

/** The first span whose trace id or parent id is a damaged form of one that this request has. */
export function corrupted(evidence: Evidence): CorruptedId | undefined {
  const { received, strays, caller, callee } = evidence;
  const traceIds = knownTraceIds(evidence);
  for (const span of [...received, ...strays]) {
    if (span.service !== caller && span.service !== callee) continue;
    const how = traceIds.flatMap((traceId) => damage(span.traceId, traceId) ?? [])[0];
    if (how) return { span, how };
  }
  return undefined;
}

function knownTraceIds({ probe, answers: { a, b } }: Evidence): string[] {
  const named = [seen(probe) ? probe.traceId : null, seen(a) ? a.traceId : null, seen(b) ? b.traceId : null];
  return [...new Set(named.flatMap((id) => id ?? []))];
}

/** How `found` came from `right`; undefined: it did not. */
export function damage(found: string, right: string): string | undefined {
  if (found === right || found.length === 0) return undefined;
  if (found.length === 32 && found.slice(16) === right.slice(16) && !isZero(right.slice(16))) return `trace id ${found} has the lower 64 bits of ${right}, and not the upper ones`;
  if (found.length !== 32 && found.length >= 8 && (right.startsWith(found) || right.endsWith(found))) return `trace id ${found} is ${right}, cut to ${found.length * 4} bits`;
  if (found === Buffer.from(right, 'hex').toString('base64').toLowerCase()) return `trace id ${found} is ${right} in base64`;
  return undefined;
}
