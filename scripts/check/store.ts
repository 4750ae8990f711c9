// The records of all spans, whoever read them. Services get their final numbers, in the order of their names, when a
// partition is read.

import { KIND_BITS, META, partitionOf, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, WORDS } from '../../verifier/reading/records.ts';
import { Spill } from './spill.ts';
import { type Handed, StorePart } from './store-part.ts';

const LOW_BITS = KIND_BITS | REMOTE_KNOWN | REMOTE;

interface Numbered {
  /** How much of it was known: parts, and the services' names in them. */
  known: number;
  services: string[];
  /** For each part, the number of each of its services. */
  numbers: Uint32Array[];
}

export class RecordStore {
  readonly #own: StorePart;
  readonly #parts: StorePart[];
  #last: Numbered = { known: 0, services: [], numbers: [] };

  /** `folder`: where a temporary file may be made. */
  constructor(folder: string, name = 'records') {
    this.#own = new StorePart(new Spill(folder, name));
    this.#parts = [this.#own];
  }

  /** Another thread's are added to these. */
  absorb(handed: Handed): void {
    this.#parts.push(StorePart.from(handed));
  }

  get handed(): Handed {
    return this.#own.handed;
  }

  readonly service = (name: string): number => this.#own.service(name);

  /** By the index that `service` gave. */
  get names(): readonly string[] {
    return this.#own.names;
  }

  /** Sorted by name: the number of a service is its place here. */
  get services(): string[] {
    return this.#numbered.services;
  }

  /** And how the parts' own numbers become those. There may be very many services: sorted again only after more have come. */
  get #numbered(): Numbered {
    const known = this.#parts.reduce((sum, { names }) => sum + 1 + names.length, 0);
    if (known !== this.#last.known) this.#last = { known, ...numberedOf(this.#parts) };
    return this.#last;
  }

  /** How many records. */
  get count(): number {
    return this.#parts.reduce((sum, { count }) => sum + count, 0);
  }

  /** They are copied. */
  add(partition: number, records: Uint32Array): void {
    if (records.length > 0) this.#own.add(partition, records);
  }

  /** The same, of records of any partitions. */
  addMixed(records: Uint32Array): void {
    for (let at = 0; at < records.length; at += WORDS) this.add(partitionOf(records, at), records.subarray(at, at + WORDS));
  }

  read(partition: number): Uint32Array {
    const { numbers } = this.#numbered;
    const records = new Uint32Array(this.#parts.reduce((sum, part) => sum + part.length(partition), 0));
    let at = 0;
    for (const [place, part] of this.#parts.entries()) {
      const own = records.subarray(at, at += part.length(partition));
      part.read(partition, own);
      renumber(own, numbers[place]!);
    }
    return records;
  }

  close(): void {
    for (const part of this.#parts) part.close();
  }
}

function numberedOf(parts: readonly StorePart[]): Omit<Numbered, 'known'> {
  const services = [...new Set(parts.flatMap(({ names }) => names))].sort();
  const places = new Map(services.map((name, place) => [name, place]));
  return { services, numbers: parts.map(({ names }) => Uint32Array.from(names, (name) => places.get(name)!)) };
}

function renumber(records: Uint32Array, numbers: Uint32Array): void {
  for (let at = META; at < records.length; at += WORDS) records[at] = (records[at]! & LOW_BITS) | (numbers[records[at]! >>> SERVICE_SHIFT]! << SERVICE_SHIFT);
}
