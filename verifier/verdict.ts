// Evidence to verdict. The rules are tried in order; the verdict is the first that holds, if every rule before
// it is known not to. Where one before it is unknown, the answer is UNDECIDED, with what it may be: so more
// evidence can settle a verdict, and never turn one into another.

import { checksOf, type Check } from './checks.ts';
import { requestFailed, type Evidence } from './evidence.ts';
import { and, not, or, seen, type Truth } from './truth.ts';

export type Code = 'LINKED' | 'NOT_LINKED' | 'REQUEST_FAILED' | 'STILL_ARRIVING' | 'UNDECIDED';
export type Where = 'nowhere' | 'request' | 'hop';

export interface Finding {
  code: string;
  message: string;
  spanId?: string;
}

export interface Alternative {
  verdict: Code;
  where: Where;
  /** The observation that would decide. */
  tell: string;
}

export interface Verdict {
  code: Code;
  where: Where;
  linked: boolean;
  /** One sentence, for a person. */
  summary: string;
  alternatives: Alternative[];
  findings: Finding[];
  checks: Check[];
}

interface Rule {
  code: Code;
  where: Where;
  holds: (evidence: Evidence) => Truth;
  summary: (evidence: Evidence, checks: readonly Check[]) => string;
  tell: string;
}

const RULES: readonly Rule[] = [
  {
    code: 'REQUEST_FAILED',
    where: 'request',
    holds: requestFailed,
    summary: ({ caller, requestError, answers: { a } }) =>
      `The request itself failed, so there is no hop to judge: ${requestError ?? (seen(a) ? a.error : null) ?? `${caller} gave no usable answer`}`,
    tell: 'the answer of the caller',
  },
  {
    code: 'STILL_ARRIVING',
    where: 'nowhere',
    // A hop whose SERVER span has not come is not complete, so there `complete` adds nothing.
    holds: (evidence) => evidence.complete === true ? false : or(stillComing(evidence, 'caller'), stillComing(evidence, 'callee')),
    summary: (evidence) =>
      `Not all spans are in, and more can come: the SERVER span of ${stillComing(evidence, 'caller') === true ? evidence.caller : evidence.callee} has not arrived yet. Wait longer with --timeout.`,
    tell: 'spans that arrive later, or the services\' export delay',
  },
  {
    code: 'NOT_LINKED',
    where: 'hop',
    holds: ({ complete }) => not(complete),
    summary: notLinked,
    tell: 'the spans that are missing from the file, or the proof that nothing more comes',
  },
  {
    code: 'LINKED',
    where: 'nowhere',
    holds: ({ complete }) => complete,
    summary: ({ caller, callee, client, server }) =>
      `${callee} joined the trace of ${caller}: its SERVER span is the child of CLIENT span ${client?.spanId}, which lies below SERVER span ${server?.spanId}, in trace ${server?.traceId}.`,
    tell: 'the three spans of the hop in the file',
  },
];

export function decide(evidence: Evidence): Verdict {
  const checks = checksOf(evidence);
  const open = openRules(evidence);
  const failed = checks.filter((check) => !check.pass);
  if (open.length !== 1 || !open[0]!.true) return undecided(open.map(({ rule }) => rule), checks, []);
  const { rule } = open[0]!;
  if (rule.code === 'LINKED' && failed.length > 0) return undecided([rule], checks, failed.map(disagreement));
  return {
    code: rule.code, where: rule.where, linked: rule.code === 'LINKED',
    summary: rule.summary(evidence, checks), alternatives: [], findings: observations(evidence), checks,
  };
}

/** The rules that may hold: the unknown ones before the first true one, and that one. */
function openRules(evidence: Evidence): { rule: Rule; true: boolean }[] {
  const open: { rule: Rule; true: boolean }[] = [];
  for (const rule of RULES) {
    const holds = rule.holds(evidence);
    if (holds !== false) open.push({ rule, true: holds === true });
    if (holds === true) break;
  }
  return open;
}

function undecided(rules: readonly Rule[], checks: Check[], findings: Finding[]): Verdict {
  const reason = findings.length > 0 ? 'the witnesses contradict each other' : `the evidence fits ${rules.map(({ code }) => code).join(' or ') || 'no rule'}`;
  return {
    code: 'UNDECIDED', where: 'nowhere', linked: false, summary: `Not decided: ${reason}.`,
    alternatives: rules.map(({ code, where, tell }) => ({ verdict: code, where, tell })),
    findings: rules.length > 0 ? findings : [{ code: 'UNEXPLAINED', message: 'No rule fits this evidence.' }], checks,
  };
}

function disagreement({ check, expected, found }: Check): Finding {
  return { code: 'WITNESSES_DISAGREE', message: `The three spans are linked, yet \`${check}\` fails: expected ${expected}, found ${found}.` };
}

function stillComing({ settled, missing, answers: { a, b } }: Evidence, side: 'caller' | 'callee'): Truth {
  const answer = side === 'caller' ? a : b;
  const unsampled = answer === 'unknown' ? answer : seen(answer) && answer.sampled === false;
  return and(not(settled[side]), missing[side], not(unsampled));
}

function notLinked({ caller, callee, server, client, calleeServer }: Evidence, checks: readonly Check[]): string {
  const missing = [
    server ? [] : [`${caller}'s SERVER span is not there`],
    client ? [] : [`${caller}'s CLIENT span is not there`],
    calleeServer ? [] : [`${callee}'s SERVER span is not there`],
    checks.filter(({ pass }) => !pass).map(({ check, expected, found }) => `\`${check}\` expected ${expected} and found ${found}`),
  ].flat();
  return `${callee} did not join the trace of ${caller}: ${missing.join('; ') || 'a span was received by the Collector and not written to its file'}.`;
}

/** What is worth saying about a hop whatever the verdict is. */
function observations({ received, answers: { a } }: Evidence): Finding[] {
  const errors = received.filter(({ status }) => status === 'ERROR')
    .map(({ service, kind, spanId }) => ({ code: 'ERROR_STATUS', message: `The ${kind} span of ${service} has status ERROR.`, spanId }));
  const status = seen(a) && a.statusOfB !== null && a.statusOfB >= 400
    ? [{ code: 'CALLEE_ERROR', message: `The callee answered with HTTP status ${a.statusOfB}.` }] : [];
  return [...errors, ...status];
}
