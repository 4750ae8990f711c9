// The command `check`: what is asked, what the files say of it, and the exit code.

import { exitCodeOf } from '../../check/outcome.ts';
import { Problem } from '../../lab/problem.ts';
import { judgementOf } from '../check.ts';
import type { CheckDocument } from '../../verifier/check.ts';
import type { CheckOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { type Demands, demandsOf } from './demands.ts';

const INTERRUPTED = 130;

/** Returns the exit code. */
export async function check(files: readonly string[], options: CheckOptions, circumstances: Circumstances): Promise<number> {
  const demands = await demandsOf(options, circumstances.report);
  const before = options.baseline.length > 0 ? await judgementBefore(options.baseline, demands, circumstances) : undefined;
  if (options.follow === true) {
    await (await import('./following.ts')).follow(files, demands, circumstances, before);
    return INTERRUPTED;
  }
  const document = await judgementOf(files, demands, circumstances, before);
  circumstances.report({ kind: 'check', document });
  return document.complete ? exitCodeOf(document) : INTERRUPTED;
}

/** Of all that it holds, whenever it began. */
async function judgementBefore(files: readonly string[], demands: Demands, circumstances: Circumstances): Promise<CheckDocument> {
  try {
    return await judgementOf(files, { ...demands, since: undefined, trace: undefined }, circumstances);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.exitCode, `Of the baseline: ${error.message}`) : error;
  }
}
