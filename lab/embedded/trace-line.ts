// One export request as the line that the Collector's file exporter makes of it. What cannot be read as such
// a request is refused, with the path to the value that does not fit.

import { Misfit } from './misfit.ts';
import { Refusal } from './refusal.ts';
import { tracesData } from './traces-data.ts';

export interface TraceLine {
  /** Without its newline. */
  text: string;
  spans: number;
}

/** A number, not a string of digits, that JavaScript may not hold to its last digit. */
const LONG_NUMBER = /[:,[\s]-?\d{16}/;

/** `body` is OTLP JSON. Throws Refusal(400). */
export function traceLine(body: string): TraceLine {
  const tally = { spans: 0, depth: 0 };
  const request = parse(body);
  try {
    const text = tracesData(request, tally);
    return { text, spans: tally.spans };
  } catch (error) {
    throw error instanceof Misfit ? new Refusal(400, error.sentence()) : error;
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body, LONG_NUMBER.test(body) ? exactInteger : undefined);
  } catch (error) {
    throw new Refusal(400, `The body is not JSON: ${(error as Error).message}.`);
  }
}

function exactInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? '';
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
