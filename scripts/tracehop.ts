// The command `tracehop`: reads its words, runs the command that they name, and turns what comes of it into an
// exit code. Only what that command needs is loaded.

import { Command, CommanderError } from 'commander';

import { Problem } from '../lab/problem.ts';
import { VERSION } from '../lab/root.ts';
import { printableLines } from '../verifier/report/printable.ts';
import { HELP } from './help.ts';
import { interruption } from './interruption.ts';
import {
  checkCommand, type CheckOptions, type CommonOptions, labCommand, type LabOptions, scenarioListCommand, scenarioRunCommand, type ScenarioRunOptions, verifyCommand, type VerifyOptions,
  xrayCommand, type XrayOptions,
} from './options.ts';
import { reporter } from './output.ts';
import { pageCommand, type PageOptions } from './page/options.ts';
import { publishing, type PublishingOptions } from './publishing.ts';
import type { Circumstances } from './verify.ts';
import { workshopCommand } from './workshop/command.ts';
import { LIST } from './workshop/next-command.ts';

const USAGE = 2;
const INTERRUPTED = 130;

// A proxy between the verifier and the lab is none of the lab's parts. NODE_USE_ENV_PROXY would have Node ask it.
process.env['no_proxy'] = '*';

const interrupt = interruption();

// A reader that has seen enough, such as `head`, is no error; what was started must still be stopped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });
}

async function circumstances(options: CommonOptions & PublishingOptions): Promise<Circumstances> {
  return { report: await publishing(reporter(options), options, process.env), signal: interrupt, began: 0 };
}

async function finish(exitCode: number | Promise<number>): Promise<void> {
  process.exitCode = await exitCode;
}

const scenario = new Command('scenario')
  .description('The gallery: ways in which a hop breaks.')
  .addCommand(scenarioListCommand().action(async (options: CommonOptions) => finish((await import('./scenario.ts')).scenarioList(await circumstances(options)))))
  .addCommand(scenarioRunCommand().action(async (ids: string[], options: ScenarioRunOptions) => finish((await import('./scenario.ts')).scenarioRun(ids, options, await circumstances(options)))));

const workshop = workshopCommand(circumstances);

const program = new Command('tracehop')
  .description('Proves that a distributed trace survives one HTTP hop, and names the cause where it does not.')
  .version(VERSION)
  .exitOverride()
  .configureHelp(HELP)
  .addCommand(labCommand().action(async (options: LabOptions) => finish((await import('./lab.ts')).lab(options, await circumstances(options)))))
  .addCommand(verifyCommand().action(async (options: VerifyOptions) => finish((await import('./verify.ts')).verify(options, await circumstances(options)))))
  .addCommand(pageCommand().action(async (options: PageOptions) => finish((await import('./page.ts')).page(options, await circumstances({})))))
  .addCommand(checkCommand().action(async (files: string[], options: CheckOptions) => finish((await import('./check/command.ts')).check(files, options, await circumstances(options)))))
  .addCommand(scenario)
  .addCommand(workshop)
  .addCommand(xrayCommand().action(async (configs: string[], options: XrayOptions) => finish((await import('./xray.ts')).xray([...configs, ...options.config], options, await circumstances(options)))));
for (const command of [...program.commands, ...scenario.commands, ...workshop.commands]) command.copyInheritedSettings(program);
for (const command of workshop.commands) command.showHelpAfterError(`    > ${LIST}`);

/** Says what is to be said of an error, and returns the exit code for it. */
function explain(error: unknown): number {
  if (interrupt.aborted) return INTERRUPTED;
  // The library has already said what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (!(error instanceof Problem)) {
    console.error(error);
    return 1;
  }
  console.error([printableLines(error.message), ...error.next.map((command) => `    > ${command}`)].join('\n'));
  return error.exitCode;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
