// The page's lab where it is already up, such as in containers. Of a scenario it shows what the lab's switches can: no
// part is started or stopped. For every other one there is a command instead.

import { relative } from 'node:path';

import { OWN_PROJECT } from '../../lab/compose-project.ts';
import { readTopology } from '../../lab/compose-file.ts';
import { readGallery } from '../../lab/gallery.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE, ROOT } from '../../lab/root.ts';
import type { Scenario } from '../../lab/scenario.ts';
import { type AdminPort, SwitchBoard } from '../../lab/switch-board.ts';
import { type Offered, type Switching, switchingOf } from '../../lab/switching.ts';
import type { CorsStage } from '../../page/cors-stage.ts';
import type { Playable, Stage, Tell } from '../../page/stage.ts';
import { judgedRow } from '../../verifier/gallery.ts';
import { verifyOptions, type VerifyOptions } from '../options.ts';
import { collectorOf, urlOf } from '../verify-target.ts';
import { CorsLab } from './cors-lab.ts';
import type { PageOptions } from './options.ts';
import { playable } from './playable.ts';
import { Sender } from './sender.ts';
import { SWITCHED_LAB } from './switched-lab.ts';
import { Turns } from './turns.ts';

type Places = Pick<PageOptions, 'url' | 'traces' | 'raw' | 'health' | 'counters' | 'alive'>;

interface Running {
  options: VerifyOptions;
  board: SwitchBoard;
  access: Awaited<ReturnType<typeof collectorOf>>;
  /** A sender for what a scenario asks `verify` for. */
  senderFor: (verify: Switching['verify']) => Promise<Sender>;
}

interface Play extends Switching {
  scenario: Scenario;
}

export class AttachedStage implements Stage {
  readonly scenarios: readonly Playable[];
  readonly #plays: ReadonlyMap<string, Play>;
  readonly #running: Running;
  readonly #turns = new Turns();
  readonly #signal: AbortSignal;
  #sender: Sender;
  #play: Play | undefined;

  private constructor(running: Running, sender: Sender, signal: AbortSignal) {
    [this.#running, this.#sender, this.#signal] = [running, sender, signal];
    const found = readGallery().map((scenario) => ({ scenario, ...playOf(scenario, running.board.offered) }));
    this.scenarios = found.map(({ scenario, ...play }) => playable(scenario, 'reason' in play ? { reason: play.reason, command: commandFor(scenario) } : null));
    this.#plays = new Map(found.flatMap((each) => 'reason' in each ? [] : [[each.scenario.id, each]]));
  }

  static async begin(places: Places, ports: readonly AdminPort[], signal: AbortSignal): Promise<AttachedStage> {
    const optionsFor = (verify: Switching['verify']): VerifyOptions => ({ ...verifyOptions([], verify), ...places });
    const access = await collectorOf(optionsFor({}), OWN_PROJECT);
    try {
      const url = await urlOf(optionsFor({}), OWN_PROJECT);
      const senderFor: Running['senderFor'] = (verify) => Sender.begin({ options: optionsFor(verify), url, access, signal, ownLab: false });
      return new AttachedStage({ options: optionsFor({}), board: await SwitchBoard.of(ports), access, senderFor }, await senderFor({}), signal);
    } catch (error) {
      await access.close();
      throw error;
    }
  }

  get current(): string | null {
    return this.#play?.scenario.id ?? null;
  }

  /** The same lab, for calls that come from a browser: that finds service A at `url`. */
  cors(url: string): CorsStage {
    const { options, access, board } = this.#running;
    return new CorsLab(async () => ({ target: { options, access, board, url, signal: this.#signal }, turns: this.#turns, close: async () => undefined }));
  }

  async switchTo(id: string): Promise<void> {
    const play = this.#plays.get(id);
    if (!play) throw new Problem(2, `The lab cannot be switched to \`${id}\` from here.`);
    await this.#turns.take(() => this.#running.board.turn(play.settings));
    this.#sender = await this.#running.senderFor(play.verify);
    this.#play = play;
  }

  send(tell: Tell): Promise<void> {
    return this.#turns.take(() => this.#send(tell));
  }

  async #send(tell: Tell): Promise<void> {
    const play = this.#play;
    // A service that was started again meanwhile is as at its start.
    if (play) await this.#running.board.turn(play.settings);
    const began = performance.now();
    const decided = await this.#sender.send(tell, this.#signal);
    if (play) tell({ kind: 'expectation', row: judgedRow(play.scenario, decided, { next: commandFor(play.scenario), milliseconds: Math.round(performance.now() - began), document: null }) });
  }

  close(): Promise<void> {
    return this.#running.access.close();
  }
}

function playOf({ file, actions }: Scenario, offered: Offered): Switching | { reason: string } {
  if (Object.keys(offered).length === 0) return { reason: 'It takes other containers than those that run: a page cannot change them.' };
  if (actions.length > 0) return { reason: 'It starts or stops containers while it runs: a page cannot do that.' };
  const [healthy, scenario, running] = [[COMPOSE_FILE], [COMPOSE_FILE, file], [COMPOSE_FILE, SWITCHED_LAB]].map((files) => readTopology(files, {}));
  const switching = switchingOf({ healthy: healthy!, scenario: scenario!, running: running! }, offered);
  return 'beyond' in switching ? { reason: `It sets \`${switching.beyond}\`, for which the lab has no switch: a page cannot change containers.` } : switching;
}

function commandFor({ id, file, actions }: Scenario): string {
  return actions.length === 0 ? `docker compose -f docker-compose.yml -f ${relative(ROOT, file)} up` : `npm run scenario -- run ${id} --docker --save kept`;
}
