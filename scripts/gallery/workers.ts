// Does something to many things, several at a time, in their order.

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
