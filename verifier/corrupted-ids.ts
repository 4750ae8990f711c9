// Ids that were damaged on the way: cut to 64 bits, padded, or written in base64.

import { recordedCarrier } from './carried.ts';
import type { Evidence } from './evidence.ts';
import type { Span } from './span.ts';
import { seen, type Truth } from './truth.ts';
import { isZero } from './wire.ts';

export interface CorruptedId {
  span: Span;
  /** What happened to the id, for a person. */
  how: string;
  /** The service that made the span had another id: false where it says that one itself; unknown where it says nothing. */
  isChanged: Truth;
}

/** The first span whose trace id is a damaged form of one that this request has, and not the one with which its service worked. */
export function corrupted(evidence: Evidence): CorruptedId | undefined {
  const suspects = damaged(evidence).filter(({ isChanged }) => isChanged !== false);
  return suspects.find(({ isChanged }) => isChanged === true) ?? suspects[0];
}

function damaged(evidence: Evidence): CorruptedId[] {
  const { received, strays, caller, callee } = evidence;
  const named = namedTraceIds(evidence);
  const seenIds = [...new Set(received.map(({ traceId }) => traceId))];
  return [...received, ...strays].flatMap((span) => {
    if (span.service !== caller && span.service !== callee) return [];
    const how = named.flatMap((right) => damage(span.traceId, right) ?? [])[0] ?? (isCut(span.traceId) ? seenIds.flatMap((right) => damage(span.traceId, right) ?? [])[0] : undefined);
    return how ? [{ span, how, isChanged: isChanged(span, evidence) }] : [];
  });
}

/** What the service answered, else what the span recorded of the wire, was true before anything could be damaged on the way to the file. */
function isChanged(span: Span, { answers: { a, b }, caller }: Evidence): Truth {
  const account = span.service === caller ? a : b;
  if (seen(account) && account.traceId !== null) return account.traceId !== span.traceId;
  const carried = recordedCarrier(span);
  return seen(carried) && carried.contexts.length > 0 ? !carried.contexts.some(({ traceId }) => traceId === span.traceId) : 'unknown';
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
