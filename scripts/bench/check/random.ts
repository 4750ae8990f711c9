// Numbers that look random, and are the same for the same seed: xorshift128, 32 bits at a time. Written here because a
// gigabyte takes eight million of them, and a call into a library that makes an object each would be most of the time.

export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = Uint32Array.from([seed, seed ^ 0x9e3779b9, ~seed, 0x85ebca6b]);
    for (let warming = 0; warming < 20; warming += 1) this.word();
  }

  /** 0 to 2^32 - 1. */
  word(): number {
    const state = this.#state;
    let [mixed] = state as unknown as [number];
    mixed ^= mixed << 11;
    mixed ^= mixed >>> 8;
    state[0] = state[1]!;
    state[1] = state[2]!;
    state[2] = state[3]!;
    state[3] = mixed ^ state[3]! ^ (state[3]! >>> 19);
    return state[3]!;
  }

  /** 0 to limit - 1. */
  below(limit: number): number {
    return Math.floor((this.word() / 2 ** 32) * limit);
  }

  /** From 0, and below 1. */
  share(): number {
    return this.word() / 2 ** 32;
  }
}
