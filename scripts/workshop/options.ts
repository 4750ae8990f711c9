// The words of the workshop's commands, as data.

import { Argument, Command, Option } from 'commander';

import { collectorOption, type CommonOptions, withCommonOptions, withHtml, withJunit } from '../options.ts';
import type { PublishingOptions } from '../publishing.ts';

export interface CheckOptions extends CommonOptions, PublishingOptions {
  dir?: string;
  docker?: boolean;
  collector?: string;
}

export interface SolutionOptions extends CommonOptions {
  giveUp?: boolean;
}

export interface ResetOptions extends CommonOptions {
  yes?: boolean;
}

export interface SelfcheckOptions extends CommonOptions, PublishingOptions {
  docker?: boolean;
  collector?: string;
}

const NAMED = '3, 03 or 03-name';
const CURRENT = `${NAMED} (default: the first that is started and not solved)`;

/** `[command...]` is a command that does not exist, and its words. */
export const listCommand = (): Command => withHtml(withCommonOptions(new Command('list')))
  .description('Shows the labs, and what is solved.')
  .argument('[command...]');

export const startCommand = (): Command => withCommonOptions(new Command('start'))
  .summary('Copies a lab to my-work/.')
  .description('Copies a lab to my-work/, where you edit it.')
  .addArgument(new Argument('<lab>', NAMED));

export const checkCommand = (): Command => runsIn(withJunit(withCommonOptions(new Command('check'))))
  .summary('Runs your files, and grades them.')
  .description('Runs a lab with your files, and says whether it is solved.')
  .addArgument(new Argument('[lab]', CURRENT))
  .addOption(new Option('--dir <folder>', 'grade the files of this folder instead of yours; those that it lacks are as shipped'));

export const watchCommand = (): Command => runsIn(withCommonOptions(new Command('watch')))
  .summary('Checks again on each save.')
  .description('Checks again whenever you save a file, until the lab is solved.')
  .addArgument(new Argument('[lab]', CURRENT));

export const hintCommand = (): Command => withCommonOptions(new Command('hint'))
  .description('Gives one hint more.')
  .addArgument(new Argument('[lab]', CURRENT));

export const solutionCommand = (): Command => withCommonOptions(new Command('solution'))
  .summary('Shows the solution as a diff.')
  .description('Shows what the solution changes in your files.')
  .addArgument(new Argument('<lab>', NAMED))
  .addOption(new Option('--give-up', 'also when it is not solved'));

export const resetCommand = (): Command => withCommonOptions(new Command('reset'))
  .summary('Begins a lab anew.')
  .description('Begins a lab anew. What you did in it is gone.')
  .addArgument(new Argument('<lab>', NAMED))
  .addOption(new Option('--yes', 'do not ask'));

export const selfcheckCommand = (): Command => runsIn(withJunit(withCommonOptions(new Command('selfcheck'))))
  .summary('Checks the course itself.')
  .description('Checks the course itself: every lab fails as it claims, every solution passes, every page is right.')
  .addArgument(new Argument('[labs...]', 'only these'));

function runsIn(command: Command): Command {
  return command
    .addOption(new Option('--docker', 'in containers'))
    .addOption(collectorOption().conflicts('docker'));
}
