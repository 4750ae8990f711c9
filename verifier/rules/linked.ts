// Rules about a hop that is whole.

import type { Evidence } from '../evidence.ts';
import { fileRead, tapRead } from '../gathered.ts';
import { inFile } from '../presence.ts';
import { and, or, type Truth } from '../truth.ts';
import type { Rule } from './rule.ts';

/** Another copy may be where nobody looked, or the first one may not have been seen. */
function delivered(evidence: Evidence): Truth {
  const { copies } = evidence;
  if (copies.length > 1) return inFile(evidence, 'callee', copies);
  if (!evidence.calleeServer) return 'unknown';
  return or(tapRead(evidence), fileRead(evidence, evidence.callee)) === true ? false : 'unknown';
}

export const LINKED_RULES = [
  {
    code: 'DUPLICATE_DELIVERY', where: 'wire', linked: true,
    holds: (evidence) => and(evidence.complete, delivered(evidence)),
    sentence: ({ caller, callee, client, copies }) =>
      `${caller} called once (CLIENT span ${client?.spanId}), ${callee} was called ${copies.length} times, and every copy is linked: something between the two sent the request again.`,
    why: ({ copies }) => `${copies.length} SERVER spans name the same CLIENT span as their parent: ${copies.map(({ spanId }) => spanId).join(', ')}.`,
    fix: () => 'If the call must not run twice: switch the retry of the proxy, gateway or mesh off for it, or make it idempotent. The trace is whole.',
    tell: 'whether the callee has two SERVER spans below one CLIENT span',
  },
  {
    code: 'LINKED', where: 'nowhere', linked: true,
    holds: ({ complete }) => complete,
    sentence: ({ caller, callee, client, server }) =>
      `${callee} joined the trace of ${caller}: its SERVER span is the child of CLIENT span ${client?.spanId}, which lies below SERVER span ${server?.spanId}, in trace ${server?.traceId}.`,
    why: () => 'Every witness that was there says the same.',
    tell: 'the three spans of the hop in the file',
  },
] as const satisfies readonly Rule[];
