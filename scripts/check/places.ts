// Where in all that was read a file stands: each begins at a page of its own, so that the page of a record leads back
// to its file and to the place in it.

import { PAGE_BYTES } from '../../verifier/reading/records.ts';

export interface Place<Source> {
  source: Source;
  /** The page at which it begins. */
  page: number;
  /** Bytes that were read of it. */
  bytes: number;
}

export class Places<Source> {
  readonly all: Place<Source>[] = [];

  /** Begins a file behind the last one. */
  begin(source: Source): Place<Source> {
    const last = this.all.at(-1);
    const place = { source, page: last ? last.page + Math.ceil(last.bytes / PAGE_BYTES) : 0, bytes: 0 };
    this.all.push(place);
    return place;
  }
}
