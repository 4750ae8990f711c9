// What two witnesses say, in words for a person. Where one of them is undefined, nobody asked both.

export interface Claim {
  expected: string | undefined;
  found: string | undefined;
}

export const UNASKED: Claim = { expected: undefined, found: undefined };

export const NO_PARENT = 'no parent';

/** A span, or the parent of one, by its ids. */
export function place(traceId: string, spanId: string | undefined): string {
  return `${traceId} ${spanId ?? NO_PARENT}`;
}

export interface Place {
  traceId: string;
  spanId: string | undefined;
}

/** Whether two witnesses name the same place; where they do, one text serves both. */
export function placesAgree(expected: Place | undefined, found: Place | undefined): Claim {
  if (!expected || !found) return UNASKED;
  const text = place(expected.traceId, expected.spanId);
  const isSame = expected.spanId === found.spanId && expected.traceId === found.traceId;
  return { expected: text, found: isSame ? text : place(found.traceId, found.spanId) };
}
