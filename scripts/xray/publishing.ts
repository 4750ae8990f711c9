// Writes an X-ray where others read it: a JUnit report, and what GitHub Actions shows.

import { appendFileSync, writeFileSync } from 'node:fs';

import { Problem } from '../../lab/problem.ts';
import { xrayAnnotations, xraySummary } from '../../verifier/report/xray-github.ts';
import { xrayJunit } from '../../verifier/report/xray-junit.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import type { XrayOptions } from '../options.ts';

export function publish(document: XrayDocument, { junit, github = false }: XrayOptions, { GITHUB_STEP_SUMMARY }: NodeJS.ProcessEnv): void {
  if (junit !== undefined) written(junit, () => writeFileSync(junit, xrayJunit(document)));
  if (!github) return;
  // GitHub reads commands from either stream, and standard output is the document's.
  process.stderr.write(xrayAnnotations(document));
  if (GITHUB_STEP_SUMMARY) written(GITHUB_STEP_SUMMARY, () => appendFileSync(GITHUB_STEP_SUMMARY, xraySummary(document)));
}

function written(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Problem(5, `\`${file}\` cannot be written: ${(error as Error).message}.`);
  }
}
