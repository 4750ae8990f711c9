// What the checks that people usually write would have said. Each of them passes on some broken traces.

import type { Evidence } from './evidence.ts';
import { seen } from './truth.ts';

export interface NaiveCheck {
  check: string;
  says: 'linked' | 'broken';
}

const NAIVE_CHECKS: Record<string, (evidence: Evidence) => boolean> = {
  // Passes when an intermediary put another parent id in.
  'same-trace-id': ({ received, caller, callee }) => {
    const traces = traceIds(received, caller);
    return [...traceIds(received, callee)].some((traceId) => traces.has(traceId));
  },
  // Passes when A lost its context before it called B.
  'client-server-pair': ({ pair }) => pair === true,
  // Passes when a retry, or another request, supplied one of the two.
  'trace-has-both-services': ({ received, probe, caller, callee }) => seen(probe)
    && [caller, callee].every((service) => traceIds(received, service).has(probe.traceId)),
};

export function naiveChecks(evidence: Evidence): NaiveCheck[] {
  return Object.entries(NAIVE_CHECKS).map(([check, passes]) => ({ check, says: passes(evidence) ? 'linked' : 'broken' }));
}

function traceIds(spans: Evidence['received'], service: string): Set<string> {
  return new Set(spans.filter((span) => span.service === service).map((span) => span.traceId));
}
