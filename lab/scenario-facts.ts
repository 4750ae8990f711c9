// The `x-scenario` block of an override, field by field: what is broken, and which verdict that is to get.

import { PLACES } from '../verifier/rules/rule.ts';
import { type Code, CODES } from '../verifier/verdict.ts';
import { mapping } from './compose-document.ts';
import { fields, list, matching, one } from './fields.ts';
import { Problem } from './problem.ts';
import type { Action } from './action.ts';

export interface Facts {
  /** Short, without a full stop. */
  title: string;
  /** What is broken, for a person. */
  broken: string;
  verdict: Code;
  /** A place, or several joined by `or`, as the rule gives it. */
  where: string;
  /** Codes of findings that must be there. */
  findings: readonly string[];
  /** `otelcol`: the processors and extensions of a real Collector. */
  needs: 'otelcol' | undefined;
  /** Paths into the file. Without what they name, the rest is a healthy lab. */
  fault: readonly string[];
  actions: readonly Action[];
  /** `once`: only the first run after a start shows it. */
  shows: 'once' | undefined;
}

type Readers = { [Field in keyof Facts]: (value: unknown, where: string) => Facts[Field] };

const READERS: Readers = {
  title: (value, where) => matching(value, /^.*[^.\s]$/, where, 'must be a short text without a full stop'),
  broken: (value, where) => matching(value, /\S/, where, 'must say what is broken'),
  verdict: (value, where) => one(value, CODES, where),
  where: (value, where) => matching(value, /\S/, where, 'must be a place').split(' or ').map((place) => one(place, PLACES, where)).join(' or '),
  findings: (value, where) => list(value, where).map((code, index) => matching(code, /^[A-Z][A-Z_]+$/, `${where}[${index}]`, 'must be the code of a finding')),
  needs: (value, where) => value === undefined ? undefined : one(value, ['otelcol'] as const, where),
  fault: (value, where) => list(value, where).map((path, index) => matching(path, /^[^.]+(\.[^.]+)+$/, `${where}[${index}]`, 'must be a path such as `services.hop.environment.FAULT`')),
  actions: (value, where) => list(value, where).map((entry, index) => action(entry, `${where}[${index}]`)),
  shows: (value, where) => value === undefined ? undefined : one(value, ['once'] as const, where),
};

const MOMENTS = ['started', 'answered', 'written'] as const;
const VERBS = ['start', 'stop', 'restart', 'kill'] as const;

/** Throws Problem(3), whose message begins with `label`, for the first thing that is not as it must be. */
export function readFacts(override: unknown, label: string): Facts {
  const block = mapping(override, label)['x-scenario'];
  if (block === undefined) throw new Problem(3, `${label} has no \`x-scenario\` block, which says what is broken and which verdict that gets.`);
  const given = fields(block, Object.keys(READERS), `${label}: \`x-scenario`);
  const entries = Object.entries(READERS).map(([field, read]) => [field, read(given[field], `${label}: \`x-scenario.${field}`)]);
  return Object.fromEntries(entries) as Facts;
}

function action(value: unknown, where: string): Action {
  const given = fields(value, ['after', 'seconds', 'do'], where);
  const { verb, service = '' } = /^(?<verb>\S+) (?<service>\S+)$/.exec(String(given['do']))?.groups ?? {};
  const seconds = Number(given['seconds'] ?? 0);
  if (!(seconds >= 0 && seconds <= 60)) throw new Problem(3, `${where}.seconds\` must be a number from 0 to 60.`);
  return { after: one(given['after'], MOMENTS, `${where}.after`), seconds, verb: one(verb, VERBS, `${where}.do`), service };
}
