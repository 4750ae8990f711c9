// Reads the taps of a chain and holds each component's two sides against each other. At any time no more taps are in
// memory than one component has, and of these one part.

import type { Chain, Stage } from '../../xray/chain.ts';
import { compare } from '../../xray/comparison.ts';
import { matches } from '../../xray/criterion.ts';
import { addSighting, type Expectations, patternsOf, type Seen, type Sighting, sightingIn } from '../../xray/expectations.ts';
import { type Measured, sumOf, withChangedTraceIds } from '../../xray/measured.ts';
import type { Passed } from '../../xray/passed.ts';
import { type Tap, united } from '../../xray/tap.ts';
import { Parts } from './parts.ts';

export interface Compared extends Seen {
  stages: Measured[];
  /** Spans in each tap, repeated ones too. */
  written: ReadonlyMap<string, number>;
  /** Traces that came in. */
  traces: number;
}

export async function compareTaps(chain: Chain, folder: string, expectations: Expectations): Promise<Compared> {
  const parts = await Parts.of(chain.taps, folder, patternsOf(expectations));
  const found = { traces: 0, written: new Map<string, number>(), sightings: new Map<string, Sighting>(), broken: new Set<string>() };
  let stages: Measured[] | undefined;
  for (let part = 0; part < parts.count; part += 1) {
    const measured = await comparePart(chain, new TapReader(parts, part, expectations, found), found);
    stages = stages === undefined ? measured : stages.map((stage, at) => sumOf(stage, measured[at]!));
  }
  return { ...found, stages: parts.count === 1 ? stages! : stages!.map(withChangedTraceIds) };
}

interface Found {
  traces: number;
  written: Map<string, number>;
  sightings: Map<string, Sighting>;
  broken: Set<string>;
}

async function comparePart({ stages, taps, received }: Chain, reader: TapReader, found: Found): Promise<Measured[]> {
  found.traces += united(await reader.all(received)).traces.size;
  const measured: Measured[] = [];
  for (const stage of stages) measured.push(await measure(stage, reader, found));
  for (const tap of taps) if (!reader.wasRead(tap)) await reader.all([tap]);
  return measured;
}

async function measure({ component, pipeline, inputs, outputs, beside, met }: Stage, reader: TapReader, found: Found): Promise<Measured> {
  const [input, output] = [united(await reader.all(inputs)), await reader.all(outputs)];
  const others = { passed: united(await reader.all(beside)), met: united(await reader.all(met)) };
  reader.keepOnly(outputs);
  const isMeant = (span: Passed): boolean => reader.expectations.dropped.some((criterion) => matches(span, criterion));
  const { broken, ...comparison } = compare(input, output, { ...others, isMeant });
  for (const id of broken) found.broken.add(id);
  return { component, pipeline, ...comparison };
}

/** One part of every tap. */
class TapReader {
  readonly expectations: Expectations;
  readonly #parts: Parts;
  readonly #part: number;
  readonly #found: Found;
  readonly #kept = new Map<string, Tap>();
  readonly #read = new Set<string>();

  constructor(parts: Parts, part: number, expectations: Expectations, found: Found) {
    this.#parts = parts;
    this.#part = part;
    this.expectations = expectations;
    this.#found = found;
  }

  async all(taps: readonly string[]): Promise<Tap[]> {
    const read: Tap[] = [];
    for (const tap of taps) read.push(await this.#one(tap));
    return read;
  }

  wasRead(tap: string): boolean {
    return this.#read.has(tap);
  }

  /** What comes out of one component goes into the next. */
  keepOnly(taps: readonly string[]): void {
    for (const tap of this.#kept.keys()) if (!taps.includes(tap)) this.#kept.delete(tap);
  }

  async #one(name: string): Promise<Tap> {
    const tap = this.#kept.get(name) ?? await this.#parts.read(name, this.#part);
    this.#kept.set(name, tap);
    if (this.#read.has(name)) return tap;
    this.#read.add(name);
    const { written, sightings } = this.#found;
    written.set(name, (written.get(name) ?? 0) + tap.size + tap.repeats);
    sightings.set(name, addSighting(sightings.get(name), sightingIn(tap, this.expectations)));
    return tap;
  }
}
