// The spans of suspect traces in full, until all of a trace are there: in memory as long as they are few, then in a
// temporary file, and read from it a partition at a time.

import { CutSpan, type WholeSpan } from '../../check/whole-span.ts';
import { packId, PARTITIONS, partitionOf } from '../../verifier/reading/records.ts';
import { Spill } from './spill.ts';

/** So many are in memory before they are written. Of an ordinary kind, some 60 MB. */
const MOST_SPANS = 20_000;

export class WholeSpans {
  readonly #spill: Spill;
  readonly #held: WholeSpan[][] = Array.from({ length: PARTITIONS }, () => []);
  readonly #words = new Uint32Array(4);
  #count = 0;

  constructor(folder: string) {
    this.#spill = new Spill(folder, 'spans');
  }

  add(span: WholeSpan): void {
    packId(span.trace, 4, this.#words, 0);
    this.#held[partitionOf(this.#words, 0)]!.push(span);
    if (++this.#count >= MOST_SPANS) this.#write();
  }

  /** Trace by trace, in an order that does not depend on that of the files. */
  *traces(): Generator<[trace: string, spans: WholeSpan[]]> {
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const spans = [...this.#spilled(partition), ...this.#held[partition]!];
      yield* [...Map.groupBy(spans, ({ trace }) => trace)].sort(([one], [other]) => (one < other ? -1 : 1));
    }
  }

  close(): void {
    this.#spill.close();
  }

  #write(): void {
    this.#held.forEach((spans, partition) => {
      if (spans.length > 0) this.#spill.write(partition, Buffer.from(spans.map((span) => `${JSON.stringify(span)}\n`).join('')));
      spans.length = 0;
    });
    this.#count = 0;
  }

  #spilled(partition: number): WholeSpan[] {
    const bytes = Buffer.alloc(this.#spill.length(partition));
    this.#spill.read(partition, bytes);
    return bytes.toString('utf8').split('\n').filter((line) => line !== '').map((line) => restored(JSON.parse(line) as WholeSpan | CutSpan));
  }
}

function restored(span: WholeSpan | CutSpan): WholeSpan {
  return 'text' in span ? new CutSpan(span) : span;
}
