// Conditions about the spans that a run left: which there must be none of, which there must be, and which must come one after the other.

import { spansIn } from '../../verifier/gathered.ts';
import type { Judged } from '../../verifier/judge.ts';
import type { Span } from '../../verifier/span.ts';
import type { Check } from './graded.ts';

/** Start times of Node's spans are whole milliseconds, so that a span seems to begin up to one before it did. */
const ROUNDED = 1;

export const SPAN_CONDITIONS = {
  /** A's calls to B: no two at the same time. Both ends are taken from one clock, that of A. */
  'one-at-a-time': ({ judged }) => {
    const calls = spansOf(judged).filter(({ service, kind }) => service === 'service-a' && kind === 'CLIENT').sort((one, other) => one.startTime - other.startTime);
    const together = calls.filter(({ startTime }, index) => startTime < Math.max(...calls.slice(0, index).map(({ endTime }) => endTime)) - ROUNDED);
    return together.length === 0 ? undefined
      : `The calls must still go through the queue, one at a time: ${together.length} of the ${calls.length} calls began before the one before it had its answer.`;
  },
  /** A trace id that a request carries which says `-00`, do not record. */
  'unrecorded': ({ judged }, traceId) => {
    const services = servicesIn(traceId, judged);
    return services.length === 0 ? undefined : `The monitor's request says "do not record" (flags 00), and ${services.join(' and ')} recorded it all the same, in trace ${traceId}.`;
  },
  /** The trace id that a request from outside brings along. */
  'not-joined': ({ judged }, traceId) => {
    const services = servicesIn(traceId, judged);
    return services.length === 0 ? undefined : `The request from outside must get a new trace: ${services.join(' and ')} joined the stranger's own, ${traceId}.`;
  },
  /** `service-b`: besides the requests that are judged it answers another one, from outside, and records that. */
  'answers-outside': ({ judged }, name) => {
    const own = judged.map(({ evidence: { calleeServer } }) => calleeServer?.spanId);
    const others = spansOf(judged).filter(({ service, kind, spanId }) => service === name && kind === 'SERVER' && !own.includes(spanId));
    return others.length > 0 ? undefined : `The request from outside must reach \`${name}\` all the same, in a trace that is recorded: no span of it came.`;
  },
  /** `service-b`: no trace that begins there is recorded. */
  'begins-none': ({ judged }, name) => {
    const [root] = spansOf(judged).filter(({ service, parentSpanId }) => service === name && parentSpanId === undefined);
    return root && `A trace that begins in \`${name}\`, without a caller, must not be recorded, and one was: \`${root.name}\`, in trace ${root.traceId}.`;
  },
} as const satisfies Readonly<Record<string, Check>>;

function servicesIn(traceId: string, judged: readonly Judged[]): string[] {
  return [...new Set(spansOf(judged).filter((span) => span.traceId === traceId).map(({ service }) => service))].sort();
}

/** Everything that the Collector received or wrote, each span once: those of other requests too, where they are known. */
export function spansOf(judged: readonly Judged[]): Span[] {
  const all = judged.flatMap(({ evidence: { tap, file, strays } }) => [...spansIn(tap), ...spansIn(file), ...strays]);
  return [...new Map(all.map((span) => [`${span.traceId} ${span.spanId}`, span])).values()];
}
