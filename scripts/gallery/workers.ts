// Does something to many things, several at a time, in their order.

import type { Report } from '../../verifier/report/events.ts';

export interface Shift {
  jobs: number;
  report: Report;
  signal: AbortSignal;
}

/** Several at a time, as `severalAtATime`, and reports which ones are running, and how many are done. */
export async function withProgress<Item extends { id: string }, Result>(
  items: readonly Item[],
  { jobs, report, signal }: Shift,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  // Two of them may have one id.
  const running: string[] = [];
  let done = 0;
  const tell = (): void => report({ kind: 'gallery-progress', done, total: items.length, running: [...running] });
  return severalAtATime(items, jobs, signal, async (item, either) => {
    running.push(item.id);
    tell();
    const result = await work(item, either);
    running.splice(running.indexOf(item.id), 1);
    done += 1;
    tell();
    return result;
  });
}

/** When one fails, no other is begun, those that run are told to end and waited for, and its error is thrown. */
export async function severalAtATime<Item, Result>(
  items: readonly Item[],
  jobs: number,
  signal: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      either.throwIfAborted();
      results[index] = await work(item, either);
    }
  };
  const workers = Array.from({ length: Math.min(jobs, items.length) }, () => worker().catch((error: unknown) => { failure.abort(error); }));
  await Promise.all(workers);
  either.throwIfAborted();
  return results;
}
