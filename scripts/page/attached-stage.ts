// The page's lab where it is already up, such as in containers. It stays as it is: each scenario has a command instead.

import { relative } from 'node:path';

import { OWN_PROJECT } from '../../lab/compose-project.ts';
import { readGallery } from '../../lab/gallery.ts';
import { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';
import type { Scenario } from '../../lab/scenario.ts';
import type { Playable, Stage, Tell } from '../../page/stage.ts';
import type { VerifyOptions } from '../options.ts';
import { collectorOf, urlOf } from '../verify-target.ts';
import { playable } from './playable.ts';
import { Sender } from './sender.ts';

const REASON = 'It takes other containers than those that run: a page cannot change them.';

export class AttachedStage implements Stage {
  readonly scenarios: readonly Playable[];
  readonly current = null;
  readonly #sender: Sender;
  readonly #signal: AbortSignal;
  readonly #close: () => Promise<void>;

  private constructor(sender: Sender, signal: AbortSignal, close: () => Promise<void>) {
    this.#sender = sender;
    this.#signal = signal;
    this.#close = close;
    this.scenarios = readGallery().map((scenario) => playable(scenario, { reason: REASON, command: commandFor(scenario) }));
  }

  static async begin(options: VerifyOptions, signal: AbortSignal): Promise<AttachedStage> {
    const access = await collectorOf(options, OWN_PROJECT);
    try {
      return new AttachedStage(await Sender.begin({ options, url: await urlOf(options, OWN_PROJECT), access, signal, ownLab: false }), signal, access.close);
    } catch (error) {
      await access.close();
      throw error;
    }
  }

  switchTo(id: string): Promise<void> {
    return Promise.reject(new Problem(2, `The lab cannot be switched to \`${id}\` from here.`));
  }

  async send(tell: Tell): Promise<void> {
    await this.#sender.send(tell, this.#signal);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function commandFor({ id, file, actions }: Scenario): string {
  return actions.length === 0 ? `docker compose -f docker-compose.yml -f ${relative(ROOT, file)} up` : `npm run scenario -- run ${id} --docker --save kept`;
}
