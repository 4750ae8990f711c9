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

/** The first span whose trace id is a damaged form of one that this request has. */
export function corrupted(evidence: Evidence): CorruptedId | undefined {
  const { received, strays, caller, callee } = evidence;
  const named = namedTraceIds(evidence);
  const seenIds = [...new Set(received.map(({ traceId }) => traceId))];
  for (const span of [...received, ...strays]) {
    if (span.service !== caller && span.service !== callee) continue;
    const how = named.flatMap((right) => damage(span.traceId, right) ?? [])[0] ?? (isCut(span.traceId) ? seenIds.flatMap((right) => damage(span.traceId, right) ?? [])[0] : undefined);
    if (how) return { span, how };
  }
  return undefined;
}

function namedTraceIds({ probe, answers: { a, b } }: Evidence): string[] {
  const named = [seen(probe) ? probe.traceId : null, seen(a) ? a.traceId : null, seen(b) ? b.traceId : null];
  return [...new Set(named.flatMap((id) => id ?? []))];
}

/** Of two ids of which nobody says which is right, it is the one that lacks something. */
function isCut(traceId: string): boolean {
  return traceId.length !== 32 || isZero(traceId.slice(0, 16));
}

/** How `found` came from `right`; undefined: it did not. */
function damage(found: string, right: string): string | undefined {
  if (found === right || found.length === 0) return undefined;
  if (found.length === 32 && found.slice(16) === right.slice(16) && !isZero(right.slice(16))) return `trace id ${found} has the lower 64 bits of ${right}, and not the upper ones`;
  if (found.length !== 32 && found.length >= 8 && (right.startsWith(found) || right.endsWith(found))) return `trace id ${found} is ${right}, cut to ${found.length * 4} bits`;
  if (found === Buffer.from(right, 'hex').toString('base64').toLowerCase()) return `trace id ${found} is ${right} in base64`;
  return undefined;
}
