// What linked means, check by check: two witnesses that must say the same. A check whose witnesses are not
// both there is left out: it neither passes nor fails.

import type { Account } from './answers.ts';
import type { Evidence } from './evidence.ts';
import type { Span } from './span.ts';
import { seen } from './truth.ts';
import { parseTraceparent } from './wire.ts';

export interface Check {
  check: string;
  pass: boolean;
  /** Both in words for a person; ids in full. */
  expected: string;
  found: string;
}

type Claim = { expected: string | undefined; found: string | undefined };

const NO_PARENT = 'no parent';

/** In the order in which the context travels. */
const CHECKS: Record<string, (evidence: Evidence) => Claim> = {
  'caller-continues-probe': ({ probe, server }) => ({
    expected: seen(probe) ? place(probe.traceId, probe.parentId) : undefined,
    found: server && place(server.traceId, server.parentSpanId),
  }),
  'client-below-server': ({ server, client, descent }) => ({
    expected: server && client && descent !== 'unknown' ? `below ${server.spanId}` : undefined,
    found: descent === true ? `below ${server?.spanId}` : client && `in ${place(client.traceId, client.parentSpanId)}`,
  }),
  'sent-names-client': ({ client, sentHeader }) => ({
    expected: client && place(client.traceId, client.spanId),
    found: placeOf(sentHeader),
  }),
  'received-is-sent': ({ sentHeader, receivedHeader }) => ({
    expected: seen(sentHeader) ? sentHeader.join(', ') : undefined,
    found: receivedHeader === 'nothing' ? 'nothing' : seen(receivedHeader) ? receivedHeader.join(', ') : undefined,
  }),
  'parent-matches': ({ client, calleeServer }) => ({
    expected: client && calleeServer && place(client.traceId, client.spanId),
    found: calleeServer && place(calleeServer.traceId, calleeServer.parentSpanId),
  }),
  'parent-is-remote': ({ remoteParent }) => ({
    expected: remoteParent === 'unknown' ? undefined : 'remote',
    found: remoteParent === true ? 'remote' : 'local',
  }),
  'caller-answer-is-its-span': ({ answers: { a }, server }) => accountAgrees(seen(a) ? a : undefined, server),
  'callee-answer-is-its-span': ({ answers: { b }, calleeServer }) => accountAgrees(seen(b) ? b : undefined, calleeServer),
};

export function checksOf(evidence: Evidence): Check[] {
  return Object.entries(CHECKS).flatMap(([check, claim]) => {
    const { expected, found } = claim(evidence);
    return expected === undefined || found === undefined ? [] : [{ check, pass: expected === found, expected, found }];
  });
}

function place(traceId: string, spanId: string | undefined): string {
  return `${traceId} ${spanId ?? NO_PARENT}`;
}

function placeOf(header: Evidence['sentHeader']): string | undefined {
  if (!seen(header)) return undefined;
  const context = parseTraceparent(header.join(', '));
  return context ? place(context.traceId, context.parentId) : header.join(', ');
}

/** A service that is not asked for its span, or has none, contradicts nothing. */
function accountAgrees(account: Account | undefined, span: Span | undefined): Claim {
  const says = account?.spanId && account.traceId ? `${account.traceId} ${account.spanId} in ${account.parentSpanId ?? NO_PARENT}` : undefined;
  return { expected: says, found: span && `${span.traceId} ${span.spanId} in ${span.parentSpanId ?? NO_PARENT}` };
}
