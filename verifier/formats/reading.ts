// What a carrier's headers say, in whichever format: a trace context, or the rule that they break.

import type { TraceContext } from '../wire.ts';

/** Every value of every propagation header that a request carried, by lower-case header name. */
export type Carrier = ReadonlyMap<string, readonly string[]>;

/** `sampled` undefined: the format leaves the decision to the receiver. */
export interface CarriedContext extends Omit<TraceContext, 'sampled'> {
  sampled: boolean | undefined;
}

export type Content =
  | { context: CarriedContext }
  /** The rule of the format's specification that is broken, as a sentence. */
  | { broken: string };

/** Undefined: the carrier has no header of this format. */
export type ReadCarrier = (carrier: Carrier) => Content | undefined;

export function one(carrier: Carrier, header: string): string | undefined {
  return carrier.get(header)?.[0];
}

export function context(traceId: string, parentId: string, sampled: boolean | undefined): Content {
  return { context: { traceId: traceId.toLowerCase().padStart(32, '0'), parentId: parentId.toLowerCase().padStart(16, '0'), sampled } };
}
