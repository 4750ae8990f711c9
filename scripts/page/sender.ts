// Sends requests through a lab that stays up, and tells what happens as it happens. One watch on the Collector
// serves many runs, so that each begins at once.

import type { Action } from '../../lab/action.ts';
import { type CollectorAccess, untilReady } from '../../lab/collector-access.ts';
import type { Decided } from '../../lab/open-requests.ts';
import { type Answer, curlLine, type Send, sendWithCurl, sendWithFetch } from '../../lab/request.ts';
import { run } from '../../lab/run.ts';
import { type NewSpans, Watch } from '../../lab/watch.ts';
import type { Tell } from '../../page/stage.ts';
import { spanEntry } from '../../verifier/document.ts';
import { formatTraceparent } from '../../verifier/wire.ts';
import type { VerifyOptions } from '../options.ts';
import { documentOf, planOf, type Trial } from '../verify.ts';
import { misfortunes } from '../verify-target.ts';

export interface Target {
  options: VerifyOptions;
  url: string;
  access: CollectorAccess;
  signal: AbortSignal;
  /** Nobody but this sender sends anything through the lab. */
  ownLab: boolean;
  actions?: readonly Action[];
  perform?: (action: Action) => Promise<void>;
}

export class Sender {
  readonly #target: Target;
  #watch: Watch;

  private constructor(target: Target, watch: Watch) {
    this.#target = target;
    this.#watch = watch;
  }

  static async begin(target: Target): Promise<Sender> {
    return new Sender(target, await newWatch(target, target.ownLab));
  }

  /** As many requests as the options say, each to its verdict. */
  async send(tell: Tell, signal: AbortSignal): Promise<Decided[]> {
    await this.#lookAside();
    const trial: Trial = { ...this.#target, ...this.#performing(tell), signal, watch: this.#watch, report: () => undefined, began: performance.now(), start: 0 };
    const since = (): number => Math.round(performance.now() - trial.began);
    const probes: string[] = [];
    const decided: Decided[] = [];
    await run({
      ...planOf(trial), send: this.#sending(probes, tell, since),
      onSeen: (seen) => tellSpans(seen, tell, since()), onDecided: (each) => decided.push(each),
    });
    for (const each of decided) {
      const document = documentOf(each, trial, await misfortunes(trial, each.verdict));
      tell({ kind: 'verdict', request: probes.indexOf(each.saved.probe.traceId), document, milliseconds: since() });
    }
    return decided;
  }

  /** What came since the last run belongs to none; and a watch that saw something go wrong would speak of it for ever. */
  async #lookAside(): Promise<void> {
    await this.#watch.look();
    const { outage, emptied, unreadable } = this.#watch;
    if (outage || unreadable.length > 0 || Object.values(emptied).includes(true)) this.#watch = await newWatch(this.#target, false);
  }

  #sending(probes: string[], tell: Tell, since: () => number): Send {
    const sendOne = this.#target.options.requests === 1 ? sendWithCurl : sendWithFetch;
    return async (probe, sending) => {
      const request = probes.push(probe.traceId) - 1;
      tell({ kind: 'sent', request, probe: formatTraceparent(probe), line: curlLine(probe, sending.url, sending.probe), milliseconds: since() });
      const answer = await sendOne(probe, sending);
      tell({ kind: 'answered', request, ...outcomeOf(answer), milliseconds: since() });
      return answer;
    };
  }

  #performing(tell: Tell): Pick<Trial, 'actions' | 'perform'> {
    const { actions = [], perform } = this.#target;
    const began = performance.now();
    return {
      actions,
      perform: async (action) => {
        await perform?.(action);
        tell({ kind: 'action', done: `${action.verb} ${action.service}`, milliseconds: Math.round(performance.now() - began) });
      },
    };
  }
}

async function newWatch({ access, options, signal }: Target, fromStart: boolean): Promise<Watch> {
  await untilReady(access, signal);
  const services = [...new Set(options.edge.flatMap(({ caller, callee }) => [caller, callee]))];
  return Watch.begin(access, services, { eager: true, fromStart });
}

function outcomeOf(answer: Answer): { status: number | null; error: string | null } {
  return 'httpStatus' in answer ? { status: answer.httpStatus, error: null } : { status: null, error: answer.error };
}

function tellSpans({ tap = [], file }: NewSpans, tell: Tell, milliseconds: number): void {
  for (const [seenIn, spans] of [['tap', tap], ['file', file]] as const) {
    if (spans.length > 0) tell({ kind: 'spans', seenIn, spans: spans.map(spanEntry), milliseconds });
  }
}
