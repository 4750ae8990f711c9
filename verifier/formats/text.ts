// A trace context on the wire as one text, and back: `traceparent` by its value alone, other headers with their
// names, such as `b3: …`.

import type { Carrier, CarriedContext } from './reading.ts';
import { FORMATS, readingsOf } from './formats.ts';

const UNNAMED = 'traceparent';
const HEADERS = FORMATS.flatMap(({ headers }) => headers);

export function carrierText(carrier: Carrier): string {
  const shown: string[] = [];
  for (const header of HEADERS) {
    for (const value of carrier.get(header) ?? []) shown.push(header === UNNAMED ? value : `${header}: ${value}`);
  }
  return shown.join(', ');
}

/** The first valid context in such a text; undefined: there is none. */
export function contextIn(text: string): CarriedContext | undefined {
  const carrier = new Map<string, string[]>();
  for (const part of text.split(', ')) {
    const [, header = UNNAMED, value = ''] = /^(?:([\w-]+): )?(.*)$/s.exec(part) ?? [];
    carrier.set(header, [...carrier.get(header) ?? [], value]);
  }
  return readingsOf(carrier).flatMap((reading) => 'context' in reading ? [reading.context] : [])[0];
}
