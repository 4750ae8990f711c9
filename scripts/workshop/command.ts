// `tracehop workshop …`: which words run which command.

import { createInterface } from 'node:readline';

import { Command } from 'commander';
import { closest } from 'fastest-levenshtein';

import { Problem } from '../../lab/problem.ts';
import type { CommonOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { type Confirm, workshopCheck, workshopHint, workshopList, workshopReset, workshopSolution, workshopStart, workshopWatch } from '../workshop.ts';
import {
  checkCommand, type CheckOptions, hintCommand, listCommand, resetCommand, type ResetOptions, selfcheckCommand, type SelfcheckOptions, solutionCommand, type SolutionOptions, startCommand, watchCommand,
} from './options.ts';
import { LIST } from './next-command.ts';
import { workshopSelfcheck } from './selfcheck.ts';

type Word = string | undefined;
type Finish = (exitCode: number | Promise<number>) => Promise<void>;

const finish: Finish = async (exitCode) => { process.exitCode = await exitCode; };

/** `told`: what a command is to know of its run, from its options. */
export function workshopCommand(told: (options: CommonOptions) => Circumstances): Command {
  const workshop = new Command('workshop')
    .description('The course: broken traces to mend, and answers that are graded by running them.')
    .addCommand(startCommand().action((word: string, options: CommonOptions) => finish(workshopStart(word, told(options)))))
    .addCommand(checkCommand().action((word: Word, options: CheckOptions) => finish(workshopCheck(word, options, told(options)))))
    .addCommand(watchCommand().action((word: Word, options: CheckOptions) => finish(workshopWatch(word, options, told(options)))))
    .addCommand(hintCommand().action((word: Word, options: CommonOptions) => finish(workshopHint(word, told(options)))))
    .addCommand(solutionCommand().action((word: string, options: SolutionOptions) => finish(workshopSolution(word, options, told(options)))))
    .addCommand(resetCommand().action((word: string, options: ResetOptions) => finish(workshopReset(word, options, asking(told(options))))))
    .addCommand(selfcheckCommand().action((words: string[], options: SelfcheckOptions) => finish(workshopSelfcheck(words, options, told(options)))));
  return workshop.addCommand(listCommand().action(([word, ...words]: string[], options: CommonOptions) => {
    const nearest = word && closest(word, workshop.commands.map((each) => each.name()));
    if (nearest !== undefined) throw new Problem(2, `There is no command \`workshop ${word}\`. Did you mean \`${nearest}\`?`, [[LIST, '--', nearest, ...words].join(' ')]);
    return finish(workshopList(told(options)));
  }), { isDefault: true });
}

function asking(run: Circumstances): Circumstances & { confirm: Confirm | undefined } {
  return { ...run, confirm: confirm(run.signal) };
}

/** Nothing typed, as the end of the input is, means no. */
function confirm(signal: AbortSignal): Confirm | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return async (question) => {
    process.stderr.write(`${question} [y/N] `);
    // Not as a terminal: Ctrl+C ends the command, as it does everywhere else.
    for await (const line of createInterface({ input: process.stdin, terminal: false, signal })) return /^y(es)?$/i.test(line.trim());
    signal.throwIfAborted();
    return false;
  };
}
