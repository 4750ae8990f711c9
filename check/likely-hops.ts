// Hops that may be broken: a call without an answer and a span that begins a trace, of another service, on the same host,
// or for the same request where no host was recorded. Looked for in a sample, so that all of them need be read only then.

import type { Span } from '../verifier/span.ts';
import { looseIn } from './loose-ends.ts';

export interface LikelyHop {
  caller: string;
  callee: string;
}

/** `traces`: the spans of each. */
export function likelyHops(traces: Iterable<readonly Span[]>): LikelyHop[] {
  const calls = new Map<string, Set<string>>();
  const answers = new Map<string, Set<string>>();
  for (const spans of traces) {
    const loose = looseIn(spans);
    for (const { service, client } of loose.calls) if (client) note(calls, client, service);
    for (const { service, server } of loose.answers) if (server.parentSpanId === undefined) note(answers, server, service);
  }
  const hops = new Map<string, LikelyHop>();
  for (const [request, callers] of calls) {
    for (const caller of callers) {
      for (const callee of answers.get(request) ?? []) if (caller !== callee) hops.set(JSON.stringify([caller, callee]), { caller, callee });
    }
  }
  return [...hops.values()];
}

function note(requests: Map<string, Set<string>>, { request, host }: Span, service: string): void {
  const key = host ?? request;
  if (key !== undefined) requests.set(key, (requests.get(key) ?? new Set()).add(service));
}
