// How long answers took, as counts: so many took up to so long.

/** Of the answers, in microseconds: a histogram of Node's `perf_hooks` is one. */
export interface Latency {
  percentile: (percent: number) => number;
  max: number;
  count: number;
}

export interface LatencyCount {
  upToMilliseconds: number;
  requests: number;
}

/** Of each power of ten: about as far from each other on a scale that doubles. */
const STEPS = [1, 1.5, 2, 3, 5, 7] as const;

/** From the first that took any to the last, none between them left out. */
export function latencyHistogram(latency: Latency): LatencyCount[] {
  const counts: LatencyCount[] = [];
  let counted = 0;
  for (const upToMilliseconds of bounds()) {
    if (counted === latency.count) return counts;
    const upTo = countUpTo(upToMilliseconds * 1000, latency);
    if (upTo > 0) counts.push({ upToMilliseconds, requests: upTo - counted });
    counted = upTo;
  }
  return counts;
}

/** 0.001 ms to about 19 hours. */
function* bounds(): Generator<number> {
  for (let power = -3; power < 8; power += 1) for (const step of STEPS) yield Number(`${step}e${power}`);
}

/** A histogram tells no counts, but what the n-th of all took; so n is searched for, by halves. */
function countUpTo(microseconds: number, latency: Latency): number {
  let [most, more] = [0, latency.count + 1];
  while (more - most > 1) {
    const middle = Math.floor((most + more) / 2);
    if (latency.percentile((middle / latency.count) * 100) <= microseconds) most = middle;
    else more = middle;
  }
  return most;
}
