// Evidence to verdict. The rules are tried in order; the verdict is the first that holds, if every rule before
// it is known not to. Where one before it is unknown, the answer is UNDECIDED, with what it may be: so more
// evidence can settle a verdict, and never turn one into another.

import { type Check, checksOf, CONTRADICTION_ADVICE, contradictions } from './checks.ts';
import type { Evidence } from './evidence.ts';
import { type Finding, findingsOf } from './findings.ts';
import { CALLEE_RULES } from './rules/callee.ts';
import { CALLER_RULES } from './rules/caller.ts';
import { EXPORT_RULES, TREE_RULES, TRUNCATED_RULE } from './rules/export.ts';
import { LINKED_RULES } from './rules/linked.ts';
import { REQUEST_RULES } from './rules/request.ts';
import type { Rule, Where, WitnessName } from './rules/rule.ts';
import { WIRE_RULES } from './rules/wire.ts';

/** In the order in which they are tried. */
export const RULES = [
  ...REQUEST_RULES, TRUNCATED_RULE, ...TREE_RULES, ...CALLER_RULES, ...WIRE_RULES, ...CALLEE_RULES, ...EXPORT_RULES, ...LINKED_RULES,
] as const;

export type Code = (typeof RULES)[number]['code'] | 'UNDECIDED';

export const CODES: readonly Code[] = [...new Set(RULES.map(({ code }) => code)), 'UNDECIDED'];

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
  /** Why that is the reading, and how it is usually mended. Null: there is nothing to say. */
  why: string | null;
  fix: string | null;
  /** The two witnesses between which the context changed. */
  between: readonly [WitnessName, WitnessName] | null;
  alternatives: Alternative[];
  findings: Finding[];
  checks: Check[];
}

/** Their evidence is a contradiction in itself, or there is nothing to compare. */
const EXPLAIN_CONTRADICTIONS: readonly Code[] = ['REQUEST_FAILED', 'ID_CORRUPTED', 'MALFORMED_TREE'];

export function decide(evidence: Evidence): Verdict {
  const checks = checksOf(evidence);
  const { rule, open } = tried(evidence);
  const contradicting = rule && EXPLAIN_CONTRADICTIONS.includes(rule.code) ? [] : contradictions(evidence, checks);
  if (!rule || open.length > 0 || contradicting.length > 0) return undecided(evidence, rule ? [...open, rule] : open, checks, contradicting);
  return {
    code: rule.code, where: placeOf(rule, evidence), linked: rule.linked ?? false,
    summary: rule.sentence(evidence), why: rule.why(evidence), fix: rule.fix?.(evidence) ?? null, between: rule.between ?? null,
    alternatives: [], findings: findingsOf(evidence), checks,
  };
}

type AnyRule = Rule<(typeof RULES)[number]['code']>;

/** The first rule that holds, and the ones before it of which nobody knows whether they do. */
function tried(evidence: Evidence): { rule: AnyRule | undefined; open: AnyRule[] } {
  const open: AnyRule[] = [];
  for (const rule of RULES as readonly AnyRule[]) {
    const holds = rule.holds(evidence);
    if (holds === true) return { rule, open };
    if (holds === 'unknown') open.push(rule);
  }
  return { rule: undefined, open };
}

function undecided(evidence: Evidence, rules: readonly AnyRule[], checks: Check[], contradicting: readonly Check[]): Verdict {
  const disagreements = contradicting.map(disagreement);
  const reason = disagreements.length > 0 ? `the witnesses contradict each other in ${contradicting.map(({ check }) => `\`${check}\``).join(' and ')}` : `the evidence fits ${rules.map(({ code }) => code).join(' or ') || 'no rule'}`;
  const unexplained = rules.length + disagreements.length > 0 ? [] : [{ code: 'UNEXPLAINED', message: 'No rule fits this evidence.' }];
  return {
    code: 'UNDECIDED', where: 'nowhere', linked: false, summary: `Not decided: ${reason}.`, why: null, between: null,
    fix: contradicting.flatMap(({ check }) => CONTRADICTION_ADVICE[check] ?? [])[0] ?? null,
    alternatives: rules.map((rule) => ({ verdict: rule.code, where: placeOf(rule, evidence), tell: rule.tell })),
    findings: [...disagreements, ...unexplained, ...findingsOf(evidence)], checks,
  };
}

function placeOf({ where }: AnyRule, evidence: Evidence): Where {
  return typeof where === 'function' ? where(evidence) : where;
}

function disagreement({ check, expected, found }: Check): Finding {
  return { code: 'WITNESSES_DISAGREE', message: `Two witnesses contradict each other in \`${check}\`: expected ${expected}, found ${found}.` };
}
