// How the verifier reaches one Collector: its two files, its counters and its health, straight by path and URL.

import type { Truth } from '../verifier/truth.ts';
import { Problem } from './problem.ts';
import { Timeout, until } from './wait.ts';

export interface CollectorAccess {
  /** The output file, and the raw tap, as files that can be read here. */
  traces: string;
  raw: string | undefined;
  /** Brings them up to date, where they are copies. */
  refresh: () => Promise<void>;
  /** Its counters in Prometheus' text format; undefined: it cannot be asked. */
  metrics: () => Promise<string | undefined>;
  /** Whether a service that sends it spans has ended. */
  gone: (service: string) => Promise<Truth>;
  /** Why it cannot take spans, and what to do; undefined: it can, or nobody can tell. */
  unready: () => Promise<string | undefined>;
  /** Milliseconds for which it may still be starting. */
  patience: number;
  /** Whatever this access made, removed. */
  close: () => Promise<void>;
  inDocker: boolean;
}

export interface CollectorPlaces {
  traces: string;
  raw?: string | undefined;
  health?: string | undefined;
  counters?: string | undefined;
  /** By service, a URL that it answers for as long as it lives. */
  alive?: Readonly<Record<string, string>> | undefined;
}

const ASK_MS = 2_000;

/** A port that refuses, or in Docker a container's name that is gone. */
const GONE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);

/** `patience`: milliseconds for which the Collector may still be starting. */
export function directAccess({ traces, raw, health, counters, alive = {} }: CollectorPlaces, inDocker: boolean, patience: number): CollectorAccess {
  return {
    traces, raw, inDocker, patience,
    refresh: async () => undefined,
    metrics: async () => counters === undefined ? undefined : get(counters).then((answer) => answer.text()).catch(() => undefined),
    gone: async (service) => alive[service] === undefined ? 'unknown' : isGone(alive[service]),
    unready: async () => health === undefined ? undefined : unready(health, inDocker),
    close: async () => undefined,
  };
}

/** Waits while it may still be starting. Throws Problem(5), which says what to do. */
export async function untilReady({ unready, patience }: CollectorAccess, signal: AbortSignal): Promise<void> {
  try {
    await until('the Collector', async () => {
      const reason = await unready();
      return reason === undefined ? { done: true, value: undefined } : { done: false, saw: reason };
    }, { timeout: patience, signal });
  } catch (error) {
    throw error instanceof Timeout ? new Problem(5, error.saw) : error;
  }
}

async function unready(health: string, inDocker: boolean): Promise<string | undefined> {
  const why = await get(health).then(({ ok, status }) => ok ? undefined : `HTTP status ${status}`, reason);
  const advice = inDocker ? 'Start it with `docker compose start collector`; `docker compose logs collector` says more.' : 'Start it, then run this command again.';
  return why && `The Collector does not answer at ${health}: ${why}. ${advice}`;
}

/** Nothing listens there any more. Anything else, such as no answer in time, proves nothing. */
async function isGone(url: string): Promise<Truth> {
  return get(url).then(() => false, ({ cause }: Error) => GONE.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '') ? true : 'unknown');
}

async function get(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(ASK_MS) });
}

function reason(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}
