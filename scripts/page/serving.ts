// Serves the live page for a stage until Ctrl+C, and leaves nothing behind.

import type { Server } from 'node:http';

import { Problem } from '../../lab/problem.ts';
import { corsServer } from '../../page/cors-server.ts';
import { listenOn, type ListeningPlace, portOf, stopListening } from '../../page/listening.ts';
import type { Address } from '../../page/guards.ts';
import type { CorsStage } from '../../page/cors-stage.ts';
import { pageServer } from '../../page/server.ts';
import type { Stage } from '../../page/stage.ts';
import type { Circumstances } from '../verify.ts';
import { courseDocument } from '../workshop.ts';

export interface Serving extends Pick<Circumstances, 'report' | 'signal'> {
  /** Tried in their order. */
  places: readonly [ListeningPlace, ...ListeningPlace[]];
  address: Address;
  /** Its address for a browser, where that is not where it listens. */
  published?: string | undefined;
}

export interface OtherOrigin {
  /** Its address for a browser. */
  url: string;
  close: () => Promise<void>;
}

/** The page that calls service A from the browser. */
export async function serveOtherOrigin(stage: CorsStage, { report, signal, places, address, published }: Serving): Promise<OtherOrigin> {
  const app = corsServer({ stage, address, onError: (error) => { if (!signal.aborted) console.error(error); } });
  const server = await firstFree(places, (place) => listenOn(app, place), report);
  return { url: published ?? `http://127.0.0.1:${portOf(server)}/`, close: async () => { await stopListening(server); await stage.close(); } };
}

/** Ends by throwing, as every interrupted command does. */
export async function servePage(stage: Stage, { report, signal, places, address, published }: Serving, otherOrigin: string | null = null): Promise<never> {
  const { app, close } = pageServer({ stage, address, otherOrigin, course: () => courseDocument(), onError: (error) => { if (!signal.aborted) console.error(error); } });
  const server = await firstFree(places, (place) => listenOn(app, place), report);
  report({ kind: 'step', message: `The page: ${published ?? `http://127.0.0.1:${portOf(server)}/`}` });
  if (otherOrigin !== null) report({ kind: 'step', message: `A web page of another origin, which calls service A: ${otherOrigin}` });
  report({ kind: 'step', message: 'Stop it with Ctrl+C.' });
  await new Promise((resolve) => { signal.addEventListener('abort', resolve); if (signal.aborted) resolve(undefined); });
  close();
  await stopListening(server);
  throw signal.reason;
}

async function firstFree([place, ...others]: Serving['places'], listen: (place: ListeningPlace) => Promise<Server>, report: Serving['report']): Promise<Server> {
  try {
    return await listen(place);
  } catch (error) {
    const [next, ...rest] = others;
    if (!(error instanceof Problem) || !next) throw error;
    report({ kind: 'step', message: `${error.message} Another port is taken.` });
    return firstFree([next, ...rest], listen, report);
  }
}
