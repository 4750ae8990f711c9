// What `check` says of the span file that a scenario's run left, beside what `verify` said, who saw more: the same, or
// it is open. Once as the file is, and once without the headers that the services recorded.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import type { CheckDocument } from '../../verifier/check.ts';
import type { Edge, Judged } from '../../verifier/judge.ts';
import type { Code } from '../../verifier/verdict.ts';
import { judgementOf } from '../check.ts';

export interface CheckedHop {
  hop: string;
  /** What `verify` said of it, request by request. */
  verified: ReadonlySet<Code>;
  /** What `check` says of it. */
  found: ReadonlySet<Code>;
  /** What it may be, where that is undecided. */
  open: ReadonlySet<Code>;
}

export interface CheckedRun {
  id: string;
  headers: 'recorded' | 'taken away';
  /** Empty: there was nothing to check. */
  hops: readonly CheckedHop[];
}

/** `lines`: of its span file; `judged`: its requests, as `verify` judged them; `folder`: for a file of our own. */
export async function checkedRuns(id: string, lines: readonly string[], judged: readonly Judged[], folder: string): Promise<CheckedRun[]> {
  const written = lines.join('\n');
  const stripped = lines.map(withoutHeaders).join('\n');
  return [
    { id, headers: 'recorded', hops: await checkedHops(written, judged, folder) },
    { id, headers: 'taken away', hops: await checkedHops(stripped, judged, folder) },
  ];
}

/** Spans are linked by their ids: where one id stands for several, some are that were never one hop. */
const LINKS_BY_IDS = new Set<Code>(['MALFORMED_TREE']);

/** Sentences: where `check` names another verdict, or has none of those that it was. */
export function contradictions({ id, headers, hops }: CheckedRun): string[] {
  const isAnother = (code: Code, verified: ReadonlySet<Code>): boolean => code !== 'UNDECIDED' && !verified.has(code) && !(code === 'LINKED' && !verified.isDisjointFrom(LINKS_BY_IDS));
  const where = `\`${id}\`${headers === 'recorded' ? '' : ' without headers'}`;
  return hops.flatMap(({ hop, verified, found, open }) => [
    ...[...found].filter((code) => isAnother(code, verified)).map((code) => `${where}: ${hop} is ${[...verified].join(', ')}, and check says ${code}.`),
    ...[...verified].filter((code) => !found.has(code) && !open.has(code)).map((code) => `${where}: ${hop} is ${code}, and check has it not among ${[...found, ...open].join(', ') || 'nothing'}.`),
  ]);
}

/** How many are the same, open, or nothing to check. */
export function sharesText(runs: readonly CheckedRun[]): string {
  return (['recorded', 'taken away'] as const).map((headers) => {
    const own = runs.filter((run) => run.headers === headers);
    const without = own.filter(({ hops }) => hops.length === 0).length;
    const same = own.filter(({ hops }) => hops.length > 0 && hops.every(({ verified, found }) => verified.isSubsetOf(found))).length;
    return `From span files alone, headers ${headers}, check names the verdicts of ${same} runs, leaves those of ${own.length - same - without} open, and has nothing to check in ${without}.`;
  }).join('\n');
}

async function checkedHops(text: string, judged: readonly Judged[], folder: string): Promise<CheckedHop[]> {
  const file = join(folder, 'checked.jsonl');
  writeFileSync(file, text);
  const edges = judged[0]!.hops.map(({ edge }) => edge);
  const document = await judgedFile(file, edges);
  if (!document) return [];
  return edges.map(({ caller, callee }, at): CheckedHop => {
    const isIts = ({ from, to }: { from: string; to: string }): boolean => from === caller && to === callee;
    return {
      hop: `${caller} -> ${callee}`, verified: new Set(judged.map(({ hops }) => hops[at]!.verdict.code)),
      found: new Set(document.edges.filter(isIts).flatMap(({ verdicts }) => Object.keys(verdicts) as Code[])),
      open: new Set(document.examples.filter(isIts).flatMap(({ alternatives }) => alternatives.map(({ verdict }) => verdict))),
    };
  });
}

/** A line that is torn stays as it is. */
function withoutHeaders(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line, (key, value: unknown) => (key === 'attributes' && Array.isArray(value) ? value.filter(isNoHeader) : value)));
  } catch {
    return line;
  }
}

function isNoHeader(attribute: { key?: unknown } | null): boolean {
  return !String(attribute?.key).startsWith('http.request.header.');
}

/** Undefined: it holds no span. */
async function judgedFile(file: string, edges: readonly Edge[]): Promise<CheckDocument | undefined> {
  const demands = { edges: edges.map((edge) => ({ ...edge, must: 'be linked' as const })), limits: {}, since: undefined, trace: undefined, top: Infinity, workers: 1 };
  try {
    return await judgementOf([file], demands, { began: 0, signal: new AbortController().signal, report: () => undefined });
  } catch (error) {
    if (error instanceof Problem && error.exitCode === 3) return undefined;
    throw error;
  }
}
