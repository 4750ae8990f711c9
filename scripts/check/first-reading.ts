// The first reading: every span of the files once, as a record. What is odd is noted, what cannot be read is counted,
// and the rest goes on.

import { type Packed, packLine } from '../../verifier/reading/packing.ts';
import { LineReader, type NumberedLine } from '../../verifier/reading/lines.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { bytesOf } from './bytes.ts';
import { Oddities } from './oddities.ts';
import { type Place, Places } from './places.ts';
import type { Source } from './sources.ts';
import type { RecordStore } from './store.ts';

export class FirstReading {
  readonly oddities = new Oddities();
  readonly places = new Places<Source>();
  readonly store: RecordStore;
  bytes = 0;
  lines = 0;
  unplaced = 0;

  constructor(store: RecordStore) {
    this.store = store;
  }

  async read(source: Source, signal: AbortSignal): Promise<void> {
    const place = this.places.begin(source);
    const reader = new LineReader();
    for await (const bytes of bytesOf(source, signal)) {
      place.bytes += bytes.length;
      this.bytes += bytes.length;
      for (const line of reader.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) this.#line(line, place);
    }
    const last = reader.end();
    if (last) this.#lastLine(last, place);
  }

  #line({ number, offset, text }: NumberedLine, place: Place<Source>): void {
    this.lines++;
    if (text === undefined) return this.oddities.refuse(place.source.path, number, 'longer than 64 MiB');
    try {
      this.#take(packLine(text, place.page + Math.floor(offset / PAGE_BYTES), this.store.service), number, place);
    } catch (error) {
      this.oddities.refuse(place.source.path, number, (error as Error).message);
    }
  }

  #take({ records, unplaced, oddities }: Packed, number: number, place: Place<Source>): void {
    this.store.addMixed(records);
    this.unplaced += unplaced;
    for (const oddity of oddities) this.oddities.note(oddity, place.source.path, number, oddity === 'UNPLACED_SPAN' ? unplaced : 1);
  }

  /** It may be torn, and then it is not to be read: a file that is still being written is judged up to its last whole line. */
  #lastLine(line: NumberedLine, place: Place<Source>): void {
    this.oddities.note('NO_LAST_NEWLINE', place.source.path, line.number);
    this.#line(line, place);
  }
}
