// Who decides what happens next on the stage: one thing at a time, however many pages are open and whoever clicks.
// Everyone who listens is told everything.

import { Problem } from '../lab/problem.ts';
import { printableAll, printableLines } from '../verifier/report/printable.ts';
import { after, type LabState, type Scene, type SceneEvent } from './screen/scene.ts';
import type { RequestEvent, Stage } from './stage.ts';

/** More clicks than that are refused until some had their turn. */
export const MOST_WAITING = 8;

/** Of one run so many events are told: a lab through which others send much would fill every page. */
const MOST_TOLD = 400;

export type Listener = (event: SceneEvent) => void;

export class Director {
  readonly #stage: Stage;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  #scene: Scene;
  #turn: Promise<void> = Promise.resolve();
  #runs = 0;

  /** `onError` is told of what is nobody's mistake but ours. */
  constructor(stage: Stage, onError: (error: unknown) => void) {
    this.#stage = stage;
    this.#onError = onError;
    this.#scene = { lab: { state: 'ready', scenario: stage.current, waiting: 0, failure: null }, run: null };
  }

  get scenarios(): Stage['scenarios'] {
    return this.#stage.scenarios;
  }

  get scene(): Scene {
    return this.#scene;
  }

  get isFull(): boolean {
    return this.#scene.lab.waiting >= MOST_WAITING;
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Returns the number of the run. `scenario`: the one to switch to before, or null for the lab as it is. */
  send(scenario: string | null): number {
    this.#runs += 1;
    const number = this.#runs;
    this.#inTurn(async () => {
      this.#tell({ kind: 'run', number, scenario: scenario ?? this.#stage.current });
      this.#tell({ kind: 'over', failure: await this.#failureOf(() => this.#play(scenario)) });
    });
    return number;
  }

  switchTo(scenario: string): void {
    this.#inTurn(async () => {
      const failure = await this.#failureOf(() => this.#switch(scenario));
      if (failure !== null) this.#become({ failure });
    });
  }

  async #play(scenario: string | null): Promise<void> {
    const began = performance.now();
    if (scenario !== null && await this.#switch(scenario)) {
      this.#tell({ kind: 'told', event: { kind: 'lab', became: 'switched', milliseconds: Math.round(performance.now() - began) } });
    }
    this.#become({ state: 'sending' });
    await this.#stage.send((event) => this.#pass(event));
  }

  /** Whether anything was to be done. */
  async #switch(scenario: string): Promise<boolean> {
    if (scenario === this.#stage.current) return false;
    this.#become({ state: 'switching', failure: null });
    await this.#stage.switchTo(scenario);
    return true;
  }

  #pass(event: RequestEvent): void {
    const told = this.#scene.run?.events.length ?? 0;
    if (told < MOST_TOLD || event.kind === 'verdict' || event.kind === 'expectation') this.#tell({ kind: 'told', event: printableAll(event) });
  }

  #inTurn(work: () => Promise<void>): void {
    this.#become({ waiting: this.#scene.lab.waiting + 1 });
    this.#turn = this.#turn.then(async () => {
      this.#become({ waiting: this.#scene.lab.waiting - 1 });
      await work();
      this.#become({ state: 'ready' });
    });
  }

  #become(change: Partial<LabState>): void {
    this.#tell({ kind: 'lab', lab: { ...this.#scene.lab, scenario: this.#stage.current, ...change } });
  }

  #tell(event: SceneEvent): void {
    this.#scene = after(this.#scene, event);
    for (const listener of this.#listeners) listener(event);
  }

  async #failureOf(work: () => Promise<void | boolean>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      // It may quote what a program said.
      if (error instanceof Problem) return printableLines(error.message);
      this.#onError(error);
      return 'It failed, and not by anybody\'s mistake but the page\'s: the terminal in which it runs says more.';
    }
  }
}
