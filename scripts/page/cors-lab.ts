// The lab through which a web page calls, opened when it is first asked for.

import type { CorsStage, SendFromBrowser } from '../../page/cors-stage.ts';
import type { Allowances, CorsOutcome } from '../../page/screen/cors-outcome.ts';
import { allowancesOf, type BrowserTarget, callFromBrowser } from './browser-caller.ts';
import type { Turns } from './turns.ts';

interface Opened {
  target: BrowserTarget;
  turns: Turns;
  close: () => Promise<void>;
}

export class CorsLab implements CorsStage {
  readonly #begin: () => Promise<Opened>;
  #opened: Promise<Opened> | undefined;

  constructor(begin: () => Promise<Opened>) {
    this.#begin = begin;
  }

  async open(): Promise<Allowances & { url: string }> {
    const { target: { board, url } } = await this.#lab();
    return { url, ...allowancesOf(board) };
  }

  async call(mended: boolean, send: SendFromBrowser): Promise<CorsOutcome> {
    const { target, turns } = await this.#lab();
    return turns.take(() => callFromBrowser(target, mended, send));
  }

  async close(): Promise<void> {
    await (await this.#opened?.catch(() => undefined))?.close();
  }

  /** Once; and once more where that failed. */
  #lab(): Promise<Opened> {
    const opened = this.#opened ?? this.#begin();
    this.#opened = opened;
    opened.catch(() => { this.#opened = undefined; });
    return opened;
  }
}
