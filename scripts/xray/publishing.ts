// Writes an X-ray where others read it: a JUnit report, and what GitHub Actions shows.

import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { xrayAnnotations, xraySummary } from '../../verifier/report/xray-github.ts';
import { xrayJunit } from '../../verifier/report/xray-junit.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import type { XrayOptions } from '../options.ts';

/** Throws Problem(2) before anything runs, rather than when it is over. */
export function assertPublishable({ junit }: XrayOptions): void {
  if (junit !== undefined && !existsSync(dirname(junit))) throw new Problem(2, `--junit names \`${junit}\`, whose folder does not exist.`);
}

export function publish(untouched: XrayDocument, { junit, github = false }: XrayOptions, { GITHUB_STEP_SUMMARY, GITHUB_WORKSPACE }: NodeJS.ProcessEnv): void {
  const document = GITHUB_WORKSPACE ? within(GITHUB_WORKSPACE, untouched) : untouched;
  if (junit !== undefined) written(junit, () => writeFileSync(junit, xrayJunit(document)));
  if (!github) return;
  // GitHub reads commands from either stream, and standard output is the document's.
  process.stderr.write(xrayAnnotations(document));
  if (GITHUB_STEP_SUMMARY) written(GITHUB_STEP_SUMMARY, () => appendFileSync(GITHUB_STEP_SUMMARY, xraySummary(document)));
}

/** GitHub knows files by their paths in the repository. */
function within(workspace: string, document: XrayDocument): XrayDocument {
  const inside = (file: string): string => relative(workspace, resolve(file));
  const stages = document.stages.map((stage) => ({ ...stage, at: stage.at && { ...stage.at, file: inside(stage.at.file) } }));
  return { ...document, configs: document.configs.map(inside), stages };
}

function written(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Problem(5, `\`${file}\` cannot be written: ${(error as Error).message}.`);
  }
}
