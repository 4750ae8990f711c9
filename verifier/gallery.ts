// Scenarios against what is expected of them: one row each, and all of them as a JSON document,
// `tracehop.gallery/1`. Fields may be added, never renamed.

import type { VerdictDocument } from './document.ts';
import type { Evidence } from './evidence.ts';
import type { LedgerDocument } from './ledger.ts';
import { naiveChecks, type NaiveCheck } from './naive.ts';
import type { Code, Verdict } from './verdict.ts';

/** What a scenario says of itself. */
export interface Expectation {
  id: string;
  title: string;
  /** What is broken, in a sentence or two. */
  broken: string;
  verdict: Code;
  /** A place, or several joined by `or`. */
  where: string;
  /** Codes that must be among the findings; there may be others. */
  findings: readonly string[];
}

/** What the verifier said of one request. */
export interface Judged {
  evidence: Evidence;
  verdict: Verdict;
}

export interface GalleryRow {
  id: string;
  title: string;
  expected: Code;
  expectedWhere: string;
  expectedFindings: readonly string[];
  /** What the requests come to; several codes where they come to no single one; null: no verdict was reached. */
  verdict: string | null;
  where: string | null;
  findings: string[];
  /** How many requests got which code. */
  verdicts: Partial<Record<Code, number>>;
  asExpected: boolean;
  summary: string | null;
  naive: NaiveCheck[];
  /** The verdict on one of the requests that decide; null: there is none. */
  example: VerdictDocument | null;
  /** Why it was not run; why it could not be. */
  skipped: string | null;
  failed: string | null;
  /** The command that shows more of it. */
  next: string;
  /** Until its verdict, its lab's start included. */
  milliseconds: number;
}

export interface GalleryDocument {
  schema: 'tracehop.gallery/1';
  tool: string;
  scenarios: GalleryRow[];
  /** Counts of scenarios. */
  asExpected: number;
  skipped: number;
  total: number;
  /** For all of them, several at a time. */
  milliseconds: number;
}

export interface JudgedFacts extends Pick<GalleryRow, 'next' | 'milliseconds'> {
  /** What was said of all the requests. Null: whoever gets the row was told already. */
  document: VerdictDocument | LedgerDocument | null;
}

export function judgedRow(expectation: Expectation, judged: readonly Judged[], { next, milliseconds, document }: JudgedFacts): GalleryRow {
  const codes = new Set(judged.map(({ verdict }) => verdict.code));
  // Requests that are linked do not speak against the one that is not.
  if (codes.size > 1) codes.delete('LINKED');
  const deciding = judged.filter(({ verdict }) => codes.has(verdict.code));
  const found = {
    verdict: [...codes].join(' and '),
    where: [...new Set(deciding.map(({ verdict }) => verdict.where))].join(' and '),
    findings: [...new Set(deciding.flatMap(({ verdict }) => verdict.findings.map(({ code }) => code)))],
  };
  return {
    ...emptyRow(expectation, next), ...found, milliseconds,
    verdicts: Object.fromEntries([...Map.groupBy(judged, ({ verdict }) => verdict.code)].map(([code, requests]) => [code, requests.length])),
    asExpected: found.verdict === expectation.verdict && found.where === expectation.where && expectation.findings.every((code) => found.findings.includes(code)),
    summary: deciding[0]?.verdict.summary ?? null,
    naive: deciding[0] ? naiveChecks(deciding[0].evidence) : [],
    example: exampleOf(document, deciding[0]?.verdict.code),
  };
}

/** Of many requests, one with that code. */
function exampleOf(document: JudgedFacts['document'], code: Code | undefined): VerdictDocument | null {
  if (document?.schema === 'tracehop.verdict/1') return document;
  return (code && document?.examples[code]?.[0]) ?? null;
}

export function skippedRow(expectation: Expectation, skipped: string, next: string): GalleryRow {
  return { ...emptyRow(expectation, next), skipped };
}

export function failedRow(expectation: Expectation, failed: string, { next, milliseconds }: Pick<GalleryRow, 'next' | 'milliseconds'>): GalleryRow {
  return { ...emptyRow(expectation, next), failed, milliseconds };
}

export function galleryDocument(scenarios: GalleryRow[], { tool, milliseconds }: Pick<GalleryDocument, 'tool' | 'milliseconds'>): GalleryDocument {
  const count = (counts: (row: GalleryRow) => boolean): number => scenarios.filter(counts).length;
  return {
    schema: 'tracehop.gallery/1', tool, scenarios, milliseconds,
    asExpected: count(({ asExpected }) => asExpected), skipped: count(({ skipped }) => skipped !== null), total: scenarios.length,
  };
}

/** 0: all that were run are as expected, and at least one was run. 5: only the environment speaks against that. */
export function galleryExitCode({ scenarios, asExpected }: Pick<GalleryDocument, 'scenarios' | 'asExpected'>): 0 | 1 | 5 {
  if (scenarios.some((row) => row.verdict !== null && !row.asExpected)) return 1;
  return asExpected === 0 || scenarios.some(({ failed }) => failed !== null) ? 5 : 0;
}

function emptyRow({ id, title, verdict, where, findings }: Expectation, next: string): GalleryRow {
  return {
    id, title, expected: verdict, expectedWhere: where, expectedFindings: findings, next, milliseconds: 0,
    verdict: null, where: null, findings: [], verdicts: {}, asExpected: false, summary: null, naive: [], example: null, skipped: null, failed: null,
  };
}
