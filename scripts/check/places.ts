// Where in all that was read a file stands: each begins at a page of its own, so that the page of a record leads back
// to its file and to the place in it.

import type { Framing } from '../../verifier/reading/framing.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import type { Source } from './sources.ts';

export interface Place {
  source: Source;
  framing: Framing['kind'];
  /** Its lines can be found by their place in the file. */
  isPlain: boolean;
  /** The page at which it begins. */
  page: number;
  /** Bytes that were read of it. */
  bytes: number;
}

export class Places {
  readonly all: Place[] = [];

  /** Begins a file behind the last one. */
  begin(source: Source, framing: Framing['kind'], isPlain: boolean): Place {
    const last = this.all.at(-1);
    const place = { source, framing, isPlain, page: last ? last.page + Math.ceil(last.bytes / PAGE_BYTES) : 0, bytes: 0 };
    this.all.push(place);
    return place;
  }
}
