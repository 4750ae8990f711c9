// The command `check`: what is asked, what the files say of it, and the exit code.

import { exitCodeOf } from '../../check/outcome.ts';
import { judgementOf } from '../check.ts';
import type { CheckOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { demandsOf } from './demands.ts';

const INTERRUPTED = 130;

/** Returns the exit code. */
export async function check(files: readonly string[], options: CheckOptions, circumstances: Circumstances): Promise<number> {
  const demands = await demandsOf(options, circumstances.report);
  const document = await judgementOf(files, demands, circumstances);
  circumstances.report({ kind: 'check', document });
  return document.complete ? exitCodeOf(document) : INTERRUPTED;
}
