// Reads the taps of a chain and holds each component's two sides against each other. At any time no more taps are in
// memory than one component has.

import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';

import { LineReader } from '../../verifier/reading/lines.ts';
import type { StageEntry } from '../../verifier/xray.ts';
import type { Chain, Stage } from '../../xray/chain.ts';
import { compare } from '../../xray/comparison.ts';
import { matches } from '../../xray/criterion.ts';
import { type Expectations, patternsOf, type Seen, type Sighting, sightingIn } from '../../xray/expectations.ts';
import type { Passed } from '../../xray/passed.ts';
import { passedIn } from '../../xray/passed.ts';
import { Tap, united } from '../../xray/tap.ts';

/** What was counted around a component, and not yet thought about. */
export type Measured = Omit<StageEntry, 'at' | 'fault' | 'mend'>;

export interface Compared extends Seen {
  stages: Measured[];
  /** Spans in each tap, repeated ones too. */
  written: ReadonlyMap<string, number>;
  /** Traces that came in. */
  traces: number;
}

export async function compareTaps({ stages, taps, received }: Chain, folder: string, expectations: Expectations): Promise<Compared> {
  const reader = new TapReader(folder, expectations);
  const traces = united(await reader.all(received)).traces.size;
  const entries: Measured[] = [];
  const broken = new Set<string>();
  for (const stage of stages) entries.push(await entryOf(stage, reader, broken));
  for (const tap of taps) if (!reader.written.has(tap)) await reader.all([tap]);
  return { stages: entries, written: reader.written, sightings: reader.sightings, broken, traces };
}

/** The traces that it broke are added to `broken`. */
async function entryOf({ component, pipeline, inputs, outputs, beside }: Stage, reader: TapReader, broken: Set<string>): Promise<Measured> {
  const [input, output, elsewhere] = [await reader.all(inputs), await reader.all(outputs), await reader.all(beside)];
  reader.keepOnly(outputs);
  const isMeant = (span: Passed): boolean => reader.expectations.dropped.some((criterion) => matches(span, criterion));
  const { broken: these, ...comparison } = compare(united(input), output, { elsewhere: united(elsewhere), isMeant });
  for (const id of these) broken.add(id);
  return { component, pipeline, ...comparison };
}

class TapReader {
  readonly expectations: Expectations;
  /** Spans in each tap that was read. */
  readonly written = new Map<string, number>();
  readonly sightings = new Map<string, Sighting>();
  readonly #folder: string;
  readonly #kept = new Map<string, Tap>();

  constructor(folder: string, expectations: Expectations) {
    this.#folder = folder;
    this.expectations = expectations;
  }

  async all(taps: readonly string[]): Promise<Tap[]> {
    const read: Tap[] = [];
    for (const tap of taps) read.push(await this.#one(tap));
    return read;
  }

  /** What comes out of one component goes into the next. */
  keepOnly(taps: readonly string[]): void {
    for (const tap of this.#kept.keys()) if (!taps.includes(tap)) this.#kept.delete(tap);
  }

  async #one(name: string): Promise<Tap> {
    const tap = this.#kept.get(name) ?? await readTap(join(this.#folder, `${name}.jsonl`), patternsOf(this.expectations));
    this.#kept.set(name, tap);
    if (this.written.has(name)) return tap;
    this.written.set(name, tap.size + tap.repeats);
    this.sightings.set(name, sightingIn(tap, this.expectations));
    return tap;
  }
}

async function readTap(file: string, patterns: readonly string[]): Promise<Tap> {
  const tap = new Tap();
  if (!existsSync(file)) return tap;
  const lines = new LineReader();
  for await (const bytes of createReadStream(file)) {
    for (const { text = '{}' } of lines.feed(bytes as Buffer)) for (const span of passedIn(text, patterns)) tap.add(span);
  }
  return tap;
}
