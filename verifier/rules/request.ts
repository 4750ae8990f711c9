// Rules about what comes before the hop: the request itself, and the decision not to record it. And about
// spans that are still to come.

import type { Evidence } from '../evidence.ts';
import { fileRead, type Side, tapRead } from '../gathered.ts';
import { flushed, isInFile } from '../presence.ts';
import type { Span } from '../span.ts';
import { and, not, or, seen, type Truth } from '../truth.ts';
import type { Rule } from './rule.ts';

/** An answer that nobody saw is known to have been one by B's answer in it, or by the status on A's SERVER span. */
function requestFailed({ answers: { a, b }, received, server, caller }: Evidence): Truth {
  if (a === 'nothing') return true;
  if (seen(a)) return a.error !== null || a.httpStatus === 431;
  if (seen(b)) return false;
  const calls = received.filter((span) => span.service === caller && span.kind === 'CLIENT');
  if (calls.some(({ responseStatus }) => responseStatus !== undefined)) return (server?.responseStatus ?? 500) < 500 ? false : 'unknown';
  return calls.length > 0 && calls.every(({ status }) => status === 'ERROR') ? true : 'unknown';
}

function noSpanSeen({ received, caller }: Evidence): boolean {
  return !received.some(({ service }) => service === caller);
}

function probeSampled({ probe }: Evidence): Truth {
  return seen(probe) ? probe.sampled : 'unknown';
}

/** Its SERVER span has not come, and still can. Or it has, and is not in the file yet, where the rest of the hop depends on it. */
function stillComing(evidence: Evidence, side: Side): Truth {
  const { settled, pair, descent } = evidence;
  const answer = side === 'caller' ? evidence.answers.a : evidence.answers.b;
  const saysUnsampled = answer === 'unknown' ? 'unknown' : or(evidence.ownUnsampled[side] === true, seen(answer) && answer.sampled === false);
  return and(not(settled[side]), not(saysUnsampled), or(not(hasCome(evidence, side)), and(pair, descent, not(isWritten(evidence, side)))));
}

/** What came and is not in the file yet, the tap shows, or the counters. */
function hasCome(evidence: Evidence, side: Side): Truth {
  if (serverOf(evidence, side)) return or(evidence.serverReceived[side], 'unknown');
  const looked = or(tapRead(evidence), and(fileRead(evidence, evidence[side]), evidence.allWritten === true || 'unknown'));
  return looked === true ? false : 'unknown';
}

function isWritten(evidence: Evidence, side: Side): Truth {
  const span = serverOf(evidence, side);
  return span ? and(or(isInFile(evidence, span), flushed(evidence)), or(evidence.serverReceived[side], 'unknown')) : 'unknown';
}

function serverOf({ server, calleeServer }: Evidence, side: Side): Span | undefined {
  return side === 'caller' ? server : calleeServer;
}

function lateOne(evidence: Evidence): string {
  return stillComing(evidence, 'caller') === true ? evidence.caller : evidence.callee;
}

function delayOf(evidence: Evidence): string {
  const account = lateOne(evidence) === evidence.caller ? evidence.answers.a : evidence.answers.b;
  return seen(account) && account.exportDelayMs !== null ? `, for up to ${account.exportDelayMs / 1000} s by its OTEL_BSP_SCHEDULE_DELAY` : '';
}

/** By what A answered, or did not: which of the two to look at first. */
function failureFix({ caller, callee, answers: { a } }: Evidence): string {
  if (!seen(a)) return `See whether ${caller} is up, and what it logs: \`docker compose ps\`; \`docker compose logs ${caller}\`.`;
  if (a.httpStatus === 431) return `The request's headers are larger than ${caller} takes: Node's limit is 16 KiB (\`--max-http-header-size\`). Send less baggage.`;
  if (a.httpStatus === 504) return `${callee} took longer than ${caller} waits: raise B_TIMEOUT_MS of ${caller}, or see what keeps ${callee} busy: \`docker compose logs ${callee}\`.`;
  return `See whether ${callee} is up where B_URL of ${caller} leads, and what it logs: \`docker compose ps\`; \`docker compose start ${callee}\`; \`docker compose logs ${callee}\`.`;
}

export const REQUEST_RULES = [
  {
    code: 'REQUEST_FAILED', where: 'request',
    holds: requestFailed,
    sentence: ({ caller, requestError, answers: { a } }) =>
      `The request itself failed, so there is no hop to judge: ${requestError ?? (seen(a) ? a.error ?? statusText(caller, a.httpStatus) : `${caller} gave no usable answer`)}`,
    why: ({ caller, callee, pair }) => pair === true
      ? `${caller} gave up before the answer came; ${callee} worked on, and its span joined the trace late.`
      : `Without an answer of ${caller} there is no hop, whatever its spans say.`,
    fix: failureFix,
    tell: 'the answer of the caller',
  },
  {
    code: 'UPSTREAM_UNSAMPLED', where: 'upstream',
    holds: (evidence) => and(not(evidence.complete), not(probeSampled(evidence)), evidence.ownUnsampled.caller, noSpanSeen(evidence)),
    sentence: ({ caller }) => `Whoever called ${caller} said "do not record" (flags 00), and ${caller} obeyed: there are no spans to link.`,
    why: ({ caller }) => `The probe was sent with flags 00, and ${caller} answers that its span is not sampled. The default sampler follows its parent.`,
    fix: () => 'Nothing is broken in the hop. Send the request with flags 01, or make the caller before it sample: OTEL_TRACES_SAMPLER there.',
    tell: 'the flags that the caller was sent, and whether it says that it was sampled',
    between: ['probe', 'recorded'],
  },
  {
    code: 'CALLER_UNSAMPLED', where: 'caller',
    holds: (evidence) => and(probeSampled(evidence), evidence.ownUnsampled.caller, evidence.server ? false : true),
    sentence: ({ caller }) => `${caller} did not record this request, although the probe asked for it (flags 01).`,
    why: ({ caller }) => `The probe said "record", and ${caller} answers that its own span is not sampled; no span of it was received.`,
    fix: ({ caller }) => `OTEL_TRACES_SAMPLER of ${caller}: set \`parentbased_always_on\`, which is the default and follows the caller; \`always_off\` and small ratios record little or nothing.`,
    tell: 'the answer of the caller: whether its span was sampled',
  },
  {
    code: 'STILL_ARRIVING', where: 'nowhere',
    // A hop whose SERVER span has not come is not complete, so `complete` only cuts this short.
    holds: (evidence) => evidence.complete === true ? false : or(stillComing(evidence, 'caller'), stillComing(evidence, 'callee')),
    sentence: (evidence) => `Not all spans are in, and more can come: the SERVER span of ${lateOne(evidence)} has not arrived yet.`,
    why: (evidence) => `${lateOne(evidence)} holds its spans back before it exports them${delayOf(evidence)}, and that time has not passed.`,
    fix: (evidence) => `Shorten OTEL_BSP_SCHEDULE_DELAY of ${lateOne(evidence)}, or wait longer: \`npm run verify -- --timeout 60\`. See whether it reaches the Collector: \`docker compose logs ${lateOne(evidence)} collector\`.`,
    tell: 'spans that arrive later, or the services\' export delay',
  },
] as const satisfies readonly Rule[];

function statusText(caller: string, status: number): string {
  return status === 431 ? `${caller} answered 431: the request's headers are too large` : `${caller} answered ${status}`;
}
