// Waits until nothing more comes out of a chain: everything is through, or nothing moved for longer than any of its
// components holds spans back.

import { statSync } from 'node:fs';
import { join } from 'node:path';

import { samplesIn } from '../../lab/collector-metrics.ts';
import { Problem } from '../../lab/problem.ts';
import { Timeout, until } from '../../lab/wait.ts';
import type { Chain } from '../../xray/chain.ts';
import { type Counters, countersOf } from '../../xray/ledger.ts';
import { patience, type Window } from '../../xray/windows.ts';

/** Files are written ten times a second. Milliseconds. */
const FLUSHED = 500;

export interface Settling {
  chain: Chain;
  windows: readonly Window[];
  countersUrl: string;
  folder: string;
  /** Milliseconds. */
  timeout: number;
  signal: AbortSignal;
  /** Throws when the Collector has ended. */
  assertRunning: () => void;
  /** Told what is waited for, where that takes longer than a moment. */
  onWait: (message: string) => void;
}

export interface Settled {
  counters: Counters;
  milliseconds: number;
  /** What was waited for. */
  for: string;
  settled: boolean;
}

export async function settle(settling: Settling): Promise<Settled> {
  const began = performance.now();
  const held = settling.chain.stages.flatMap(({ component }) => settling.windows.filter((window) => window.component === component));
  let last = { text: '', at: began, counters: await countersAt(settling) };
  const awaited = awaitedText(settling.windows);
  const result = (settled: boolean): Settled => ({ counters: last.counters, milliseconds: Math.round(performance.now() - began), for: awaited, settled });
  if (settling.windows.length > 0) settling.onWait(`Waiting for ${awaited}.`);
  try {
    await until(awaited, async () => {
      const counters = await countersAt(settling);
      const text = JSON.stringify([...counters.sent, ...counters.outgoing, counters.accepted, ...sizes(settling)]);
      if (text !== last.text) last = { text, at: performance.now(), counters };
      const quiet = performance.now() - last.at;
      const through = [...counters.sent.values()].every((sent) => sent >= counters.accepted);
      return quiet >= (through ? FLUSHED : patience(held, performance.now() - began)) ? { done: true, value: undefined } : { done: false, saw: `something moved ${Math.round(quiet)} ms ago` };
    }, { timeout: settling.timeout, every: 100, signal: settling.signal });
    return result(true);
  } catch (error) {
    if (error instanceof Timeout) return result(false);
    throw error;
  }
}

function awaitedText(windows: readonly Window[]): string {
  const held = windows.map(({ component, setting, milliseconds }) => `\`${component}\`, which holds spans back for ${milliseconds / 1_000} s (\`${setting}\`)`);
  return held.length === 0 ? 'the last spans to be written' : held.join(', and ');
}

async function countersAt({ countersUrl, chain, assertRunning }: Settling): Promise<Counters> {
  assertRunning();
  const answer = await fetch(countersUrl, { signal: AbortSignal.timeout(5_000) }).then((response) => response.text()).catch((error: Error) => error);
  if (answer instanceof Error) throw new Problem(5, `The Collector does not tell its counters any more: ${answer.message}.`);
  return countersOf(samplesIn(answer), chain);
}

function sizes({ folder, chain }: Settling): number[] {
  return chain.taps.map((tap) => statSync(join(folder, `${tap}.jsonl`), { throwIfNoEntry: false })?.size ?? 0);
}
