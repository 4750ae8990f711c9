// `tracehop workshop …`: which words run which command.

import { createInterface } from 'node:readline';

import { Command } from 'commander';
import { closest } from 'fastest-levenshtein';

import { Problem } from '../../lab/problem.ts';
import type { CommonOptions } from '../options.ts';
import type { PublishingOptions } from '../publishing.ts';
import type { Circumstances } from '../verify.ts';
import type { Confirm } from '../workshop.ts';
import {
  checkCommand, type CheckOptions, hintCommand, listCommand, resetCommand, type ResetOptions, selfcheckCommand, type SelfcheckOptions, solutionCommand, type SolutionOptions, startCommand, watchCommand,
} from './options.ts';
import { LIST } from './next-command.ts';

type Word = string | undefined;
type Finish = (exitCode: number | Promise<number>) => Promise<void>;

/** What a command needs is loaded when it is run. */
const course = () => import('../workshop.ts');

const finish: Finish = async (exitCode) => { process.exitCode = await exitCode; };

/** `told`: what a command is to know of its run, from its options. */
export function workshopCommand(told: (options: CommonOptions & PublishingOptions) => Promise<Circumstances>): Command {
  const workshop = new Command('workshop')
    .description('The course: broken traces to mend, and answers that are graded by running them.')
    .addCommand(startCommand().action(async (word: string, options: CommonOptions) => finish((await course()).workshopStart(word, await told(options)))))
    .addCommand(checkCommand().action(async (word: Word, options: CheckOptions) => finish((await course()).workshopCheck(word, options, await told(options)))))
    .addCommand(watchCommand().action(async (word: Word, options: CheckOptions) => finish((await course()).workshopWatch(word, options, await told(options)))))
    .addCommand(hintCommand().action(async (word: Word, options: CommonOptions) => finish((await course()).workshopHint(word, await told(options)))))
    .addCommand(solutionCommand().action(async (word: string, options: SolutionOptions) => finish((await course()).workshopSolution(word, options, await told(options)))))
    .addCommand(resetCommand().action(async (word: string, options: ResetOptions) => finish((await course()).workshopReset(word, options, asking(await told(options))))))
    .addCommand(selfcheckCommand().action(async (words: string[], options: SelfcheckOptions) => finish((await import('./selfcheck.ts')).workshopSelfcheck(words, options, await told(options)))));
  return workshop.addCommand(listCommand().action(async ([word, ...words]: string[], options: CommonOptions) => {
    const nearest = word && closest(word, workshop.commands.map((each) => each.name()));
    if (nearest !== undefined) throw new Problem(2, `There is no command \`workshop ${word}\`. Did you mean \`${nearest}\`?`, [[LIST, '--', nearest, ...words].join(' ')]);
    return finish((await course()).workshopList(await told(options)));
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
