// The one way to wait: try, pause as long again as the attempt took, try again, and at the deadline
// say what was waited for and what was seen last.

import { setTimeout as pause } from 'node:timers/promises';

import { Problem } from './problem.ts';

/** What one attempt found: the value that ends the wait, or a sentence about what is there instead. */
export type Attempt<T> = { done: true; value: T } | { done: false; saw: string };

export interface Patience {
  /** Milliseconds from now until the wait is given up. */
  timeout: number;
  /** Milliseconds between two attempts, at least. */
  every?: number;
  signal?: AbortSignal | undefined;
}

/** The deadline passed. `saw` is what the last attempt said. Exit code 4. */
export class Timeout extends Problem {
  readonly saw: string;

  constructor(description: string, milliseconds: number, saw: string) {
    super(4, `Waited ${milliseconds / 1000} s for ${description}. Last seen: ${saw}.`);
    this.saw = saw;
  }
}

export async function until<T>(
  description: string,
  attempt: () => Promise<Attempt<T>> | Attempt<T>,
  { timeout, every = 50, signal }: Patience,
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    signal?.throwIfAborted();
    const started = performance.now();
    const result = await attempt();
    if (result.done) return result.value;
    const now = performance.now();
    if (now >= deadline) throw new Timeout(description, timeout, result.saw);
    await pause(Math.min(Math.max(every, now - started), deadline - now), undefined, { signal });
  }
}
