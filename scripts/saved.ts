// Judges a run that was saved, from its files alone: through the same code, it gets the verdicts that it had.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Problem } from '../lab/problem.ts';
import { VERSION } from '../lab/root.ts';
import { SpanFile } from '../lab/span-file.ts';
import { type Circumstances as Facts, verdictDocument } from '../verifier/document.ts';
import type { Finding } from '../verifier/findings.ts';
import type { Judged } from '../verifier/judge.ts';
import { Ledger, ledgerDocument } from '../verifier/ledger.ts';
import { ledgerExitCode, verdictExitCode } from '../verifier/outcome.ts';
import { isSavedRun, judgeAgain, type SavedRun } from '../verifier/replay.ts';
import type { Report } from '../verifier/report/events.ts';

const NO_TIMES = { start: 0, request: 0, spans: 0, total: 0 };

/** In the order of the requests. Throws Problem(3) where the folder is none that was saved. */
export async function readSaved(folder: string): Promise<{ saved: SavedRun; judged: Judged[]; findings: Finding[] }> {
  const saved = readRun(join(folder, 'run.json'));
  for (const name of ['traces.jsonl', 'raw.jsonl']) {
    if (!existsSync(join(folder, name))) throw new Problem(3, `\`${join(folder, name)}\` is not there, and is part of what was saved.`);
  }
  const [file, tap] = [new SpanFile(join(folder, 'traces.jsonl')), new SpanFile(join(folder, 'raw.jsonl'))];
  const [written, received] = [await file.whole(), await tap.whole()];
  const findings = [...written.unreadable, ...received.unreadable].map((reason) => ({ code: 'UNREADABLE_LINE', message: `A line was skipped. ${reason}.` }));
  return { saved, judged: [...judgeAgain(saved, { file: written.spans, tap: received.spans })], findings };
}

/** Returns the exit code. */
export async function judgeSaved(folder: string, report: Report): Promise<number> {
  const { saved, judged, findings } = await readSaved(folder);
  const facts: Facts = { tool: VERSION, collector: saved.collector, findings, milliseconds: NO_TIMES };
  const [first, ...others] = judged;
  if (first && others.length === 0) {
    report({ kind: 'verdict', document: verdictDocument(first, facts) });
    return verdictExitCode(first.verdict.code);
  }
  const ledger = new Ledger();
  for (const each of judged) ledger.add(each.verdict.code, () => verdictDocument(each, facts));
  const collector = { ...saved.collector, accepted: 'unknown', refused: 'unknown', sent: 'unknown', failed: 'unknown' } as const;
  const document = ledgerDocument(ledger, { tool: VERSION, requests: judged.length, collector, latency: { count: 0, max: 0, percentile: () => 0 }, sending: 1, waiting: 0 });
  report({ kind: 'ledger', document });
  return ledgerExitCode(document);
}

/** The folders in which a run was saved, where its parent was named. */
function savedBelow(file: string): string[] {
  const folder = dirname(file);
  try {
    return readdirSync(folder).map((name) => join(folder, name)).filter((each) => existsSync(join(each, 'run.json')));
  } catch {
    return [];
  }
}

function readRun(file: string): SavedRun {
  try {
    const run: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isSavedRun(run)) return run;
  } catch (error) {
    const [one] = savedBelow(file);
    if (one) throw new Problem(3, `\`${dirname(file)}\` holds several runs. Name one of them: \`--saved ${one}\`.`);
    throw new Problem(3, `The saved run \`${file}\` cannot be read: ${(error as Error).message}`);
  }
  throw new Problem(3, `\`${file}\` is no saved run: it has not the shape of \`tracehop.run/1\`. \`tracehop scenario run ID --save DIR\` makes one.`);
}
