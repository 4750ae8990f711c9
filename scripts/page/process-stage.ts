// The page's lab on plain processes. Another scenario is another lab: it is started first, and takes the place of
// the one that is up only when it is ready.

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { readTopology } from '../../lab/compose-file.ts';
import { OWN_PROJECT } from '../../lab/compose-project.ts';
import { readGallery } from '../../lab/gallery.ts';
import { ProcessLab } from '../../lab/processes.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import type { Scenario } from '../../lab/scenario.ts';
import type { Playable, Stage, Tell } from '../../page/stage.ts';
import { judgedRow } from '../../verifier/gallery.ts';
import { lacks, NO_PROCESSORS } from '../gallery/exhibit.ts';
import { asTheFilesSay } from '../gallery/on-processes.ts';
import { collectorOf, urlOf } from '../verify-target.ts';
import { playable } from './playable.ts';
import { Sender } from './sender.ts';

export interface ProcessStart {
  collector: CollectorChoice;
  signal: AbortSignal;
}

interface Play {
  scenario: Scenario | undefined;
  running: ProcessLab;
  sender: Sender;
  /** One run is all that it is good for: it is another lab afterwards. */
  isForOne: boolean;
}

export class ProcessStage implements Stage {
  readonly scenarios: readonly Playable[];
  readonly #gallery: ReadonlyMap<string, Scenario>;
  readonly #start: ProcessStart;
  #play: Play;
  #sent = false;
  #starting: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> = Promise.resolve();

  private constructor(start: ProcessStart, gallery: readonly Scenario[], play: Play) {
    this.#start = start;
    this.#gallery = new Map(gallery.map((scenario) => [scenario.id, scenario]));
    this.#play = play;
    this.scenarios = gallery.map((scenario) => playable(scenario, lacks(scenario, start.collector.kind) ? { reason: `It cannot be shown: ${NO_PROCESSORS}`, command: null } : null));
  }

  /** `scenario`: the one to begin with; without one, the lab is as docker-compose.yml says. */
  static async begin(start: ProcessStart, scenario?: Scenario): Promise<ProcessStage> {
    return new ProcessStage(start, readGallery(), await started(start, scenario));
  }

  get current(): string | null {
    return this.#play.scenario?.id ?? null;
  }

  async switchTo(id: string): Promise<void> {
    if (id === this.current) return;
    await this.#replace(this.#gallery.get(id));
  }

  async send(tell: Tell): Promise<void> {
    if (!this.#play.running.whole || (this.#sent && this.#play.isForOne)) await this.#startAgain(tell);
    const { sender, running, scenario } = this.#play;
    this.#sent = true;
    const began = performance.now();
    const decided = await this.#untilFailure(running, (signal) => sender.send(tell, signal));
    if (scenario) tell({ kind: 'expectation', row: judgedRow(scenario, decided, { next: `npm start -- --scenario ${scenario.id}`, milliseconds: Math.round(performance.now() - began), document: null }) });
  }

  async close(): Promise<void> {
    await this.#starting.catch(() => undefined);
    await Promise.all([this.#play.running.stop(), this.#stopping]);
  }

  async #startAgain(tell: Tell): Promise<void> {
    const began = performance.now();
    await this.#replace(this.#play.scenario);
    tell({ kind: 'lab', became: 'started again', milliseconds: Math.round(performance.now() - began) });
  }

  async #untilFailure<T>({ collectorFailed }: ProcessLab, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = new AbortController();
    try {
      return await Promise.race([work(AbortSignal.any([this.#start.signal, end.signal])), collectorFailed]);
    } finally {
      end.abort();
    }
  }

  async #replace(scenario: Scenario | undefined): Promise<void> {
    const replaced = started(this.#start, scenario).then((next) => {
      this.#stopping = Promise.all([this.#stopping, this.#play.running.stop()]).then(() => undefined);
      this.#play = next;
      this.#sent = false;
    });
    this.#starting = replaced;
    await replaced;
  }
}

async function started({ collector, signal }: ProcessStart, scenario: Scenario | undefined): Promise<Play> {
  const files = scenario ? [COMPOSE_FILE, scenario.file] : [COMPOSE_FILE];
  const running = await ProcessLab.startFor('verify', readTopology(files, process.env), { collector, signal });
  try {
    const options = asTheFilesSay(running);
    const [access, url] = [await collectorOf(options, OWN_PROJECT), await urlOf(options, OWN_PROJECT)];
    const actions = scenario?.actions ?? [];
    const sender = await Sender.begin({ options, url, access, signal, ownLab: true, actions, perform: (action) => running.perform(action) });
    return { scenario, running, sender, isForOne: actions.length > 0 || options.requests > 1 || scenario?.shows === 'once' };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
