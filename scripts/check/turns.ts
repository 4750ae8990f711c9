// Lets signals be heard, and progress be shown, in the midst of work that waits for nothing.

import { setImmediate } from 'node:timers/promises';

/** Milliseconds that pass unheard at most, beside what is done at once. */
const BETWEEN = 50;

export class Turns {
  #last = performance.now();

  /** Undefined: it is too early to wait. To be asked as often as one likes. */
  next(): Promise<void> | undefined {
    if (performance.now() - this.#last < BETWEEN) return undefined;
    return setImmediate().then(() => { this.#last = performance.now(); });
  }
}
