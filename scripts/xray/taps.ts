// Reads the taps of a chain and holds each component's two sides against each other. At any time no more taps are in
// memory than one component has.

import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';

import { LineReader } from '../../verifier/reading/lines.ts';
import type { StageEntry } from '../../verifier/xray.ts';
import type { Chain, Stage } from '../../xray/chain.ts';
import { compare } from '../../xray/comparison.ts';
import { passedIn } from '../../xray/passed.ts';
import { Tap, united } from '../../xray/tap.ts';

export interface Compared {
  stages: StageEntry[];
  /** Spans in each tap, repeated ones too. */
  written: Map<string, number>;
  /** Traces that came in. */
  traces: number;
}

export async function compareTaps({ stages, taps, received }: Chain, folder: string): Promise<Compared> {
  const reader = new TapReader(folder);
  const first = united(await reader.all(received));
  const traces = first.traces.size;
  const entries: StageEntry[] = [];
  for (const stage of stages) entries.push(await entryOf(stage, reader));
  await reader.all(taps.filter((tap) => !reader.written.has(tap)));
  return { stages: entries, written: reader.written, traces };
}

async function entryOf({ component, pipeline, inputs, outputs, beside }: Stage, reader: TapReader): Promise<StageEntry> {
  const [input, output, elsewhere] = [await reader.all(inputs), await reader.all(outputs), await reader.all(beside)];
  reader.keepOnly(outputs);
  return { component, pipeline, ...compare(united(input), output, united(elsewhere)) };
}

class TapReader {
  /** Spans in each tap that was read. */
  readonly written = new Map<string, number>();
  readonly #folder: string;
  readonly #kept = new Map<string, Tap>();

  constructor(folder: string) {
    this.#folder = folder;
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
    const tap = this.#kept.get(name) ?? await readTap(join(this.#folder, `${name}.jsonl`));
    this.#kept.set(name, tap);
    this.written.set(name, tap.size + tap.repeats);
    return tap;
  }
}

async function readTap(file: string): Promise<Tap> {
  const tap = new Tap();
  if (!existsSync(file)) return tap;
  const lines = new LineReader();
  for await (const bytes of createReadStream(file)) {
    for (const { text = '{}' } of lines.feed(bytes as Buffer)) for (const span of passedIn(text)) tap.add(span);
  }
  return tap;
}
