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
