// The options of the commands, as data.

import { Argument, Command, CommanderError, Option } from 'commander';

import type { AskedEdge } from '../check/asked.ts';
import type { Since } from '../check/since.ts';
import { Problem } from '../lab/problem.ts';
import { PROPAGATORS, type Propagator } from '../verifier/formats/writing.ts';
import type { Edges } from '../verifier/judge.ts';
import { type Alive, alive, askedEdges, edges, httpUrl, seconds, several, since, traceId, wholeNumber } from './option-values.ts';
import type { PublishingOptions } from './publishing.ts';

export interface CommonOptions {
  json?: boolean;
  quiet?: boolean;
}

export interface VerifyOptions extends CommonOptions, PublishingOptions {
  url?: string;
  saved?: string;
  traces?: string;
  raw?: string;
  health?: string;
  counters?: string;
  requests: number;
  concurrency: number;
  timeout: number;
  edge: Edges;
  alive: readonly Alive[];
  /** What is sent: the format of its trace context, whether it asks for recording, and bytes of baggage. */
  probe: Propagator;
  unsampled?: boolean;
  traceId?: string;
  baggage?: number;
}

export interface LabOptions extends CommonOptions, PublishingOptions {
  scenario?: string;
  keep?: boolean;
  page?: boolean;
  collector?: string;
}

export interface ScenarioRunOptions extends CommonOptions, PublishingOptions {
  all?: boolean;
  docker?: boolean;
  collector?: string;
  save?: string;
  jobs?: number;
}

export interface XrayOptions extends CommonOptions, PublishingOptions {
  config: readonly string[];
  pipeline?: string;
  traces?: string;
  requests?: number;
  collector?: string;
  image?: string;
  timeout: number;
  keep?: string;
  expect?: string;
}

export interface CheckOptions extends CommonOptions, PublishingOptions {
  edge: readonly AskedEdge[];
  expect?: string;
  since?: Since;
  baseline: readonly string[];
  follow?: boolean;
  trace?: string;
  top: number;
  workers?: number;
}

/** Options of a run that sends something. */
const SENDING = ['url', 'traces', 'raw', 'health', 'counters', 'alive', 'edge', 'requests', 'concurrency', 'probe', 'unsampled', 'traceId', 'baggage'];

const EDGES: Edges = [{ caller: 'service-a', callee: 'service-b' }];
const ALIVE: readonly Alive[] = [];
const CONFIGS: readonly string[] = [];
const BASELINE: readonly string[] = [];
const ASKED: readonly AskedEdge[] = [];

export function verifyCommand(): Command {
  return withReports(withPlaces(new Command('verify')))
    .description('Sends requests to service A, and decides whether their traces survived the hop.')
    .addOption(new Option('--saved <folder>', 'a saved run to judge again, sending nothing').conflicts(SENDING))
    .addOption(new Option('--edge <a -> b>', 'a hop to judge, or several').env('VERIFY_EDGE').argParser(several(edges, EDGES)).default(EDGES))
    .addOption(new Option('--requests <count>', 'how many (default: 1)').env('VERIFY_REQUESTS').argParser(wholeNumber).default(1))
    .addOption(new Option('--concurrency <count>', 'how many at a time (default: 1)').env('VERIFY_CONCURRENCY').argParser(wholeNumber).default(1))
    .addOption(new Option('--timeout <seconds>', 'for answer, then spans (default: 15)').env('VERIFY_TIMEOUT').argParser(seconds).default(15))
    .addOption(new Option('--probe <format>', PROPAGATORS.join(', ')).env('VERIFY_PROBE').choices(PROPAGATORS).default('tracecontext'))
    .addOption(new Option('--unsampled', 'ask that it is not recorded').env('VERIFY_UNSAMPLED'))
    .addOption(new Option('--trace-id <hex>', 'send this one, not a new one').env('VERIFY_TRACE_ID').argParser(traceId))
    .addOption(new Option('--baggage <bytes>', 'send so much along').env('VERIFY_BAGGAGE').argParser(wholeNumber));
}

/** Where the parts of a running lab are. */
export function withPlaces(command: Command): Command {
  return command
    .addOption(new Option('--url <url>', 'where service A answers').argParser(httpUrl))
    .addOption(new Option('--traces <file>', 'the span file that the Collector writes'))
    .addOption(new Option('--raw <file>', 'the raw tap: what it received (goes with --traces)'))
    .addOption(new Option('--health <url>', 'where it says that it is ready (goes with --traces)').argParser(httpUrl))
    .addOption(new Option('--counters <url>', 'where it publishes its counters (goes with --traces)').argParser(httpUrl))
    .addOption(new Option('--alive <service=url>', 'where a service answers that it lives').argParser(several(alive, ALIVE)).default(ALIVE));
}

export function labCommand(): Command {
  return withReports(new Command('lab'))
    .description('Runs the lab as plain processes, without Docker: starts it, verifies one request, stops it.')
    .addOption(new Option('--scenario <id>', 'break it as this scenario of the gallery does, and explain the verdict'))
    .addOption(new Option('--keep', 'stay up after the verdict, until Ctrl+C'))
    .addOption(new Option('--page', 'serve a page on 127.0.0.1 that sends requests and shows them; stay up').conflicts(['html', 'junit']))
    .addOption(collectorOption());
}

export function scenarioListCommand(): Command {
  return withHtml(withCommonOptions(new Command('list'))).description('Lists the scenarios, and the verdict that each is to get.');
}

export function scenarioRunCommand(): Command {
  return withReports(new Command('run'))
    .description('Runs scenarios, and compares the verdict of each with the expected one.')
    .addArgument(new Argument('[ids...]', 'which of them'))
    .addOption(new Option('--all', 'all of them'))
    .addOption(new Option('--docker', 'in containers, each in a Compose project of its own'))
    .addOption(collectorOption().conflicts('docker'))
    .addOption(new Option('--save <folder>', 'keep what the verdicts were found from, and the verdicts, in a new folder'))
    .addOption(new Option('--jobs <count>', 'how many at a time').argParser(wholeNumber));
}

export function xrayCommand(): Command {
  return withReports(new Command('xray'))
    .description('Says what each component of a Collector\'s pipelines does to traces.')
    .addArgument(new Argument('<config...>', 'the configuration, or several that are merged'))
    .addOption(new Option('--config <file>', 'one more, as the Collector takes it').argParser(several((text) => [text], CONFIGS)).default(CONFIGS))
    .addOption(new Option('--pipeline <id>', 'this traces pipeline alone'))
    .addOption(new Option('--traces <file>', 'send the spans of this file (default: built-in shapes)'))
    .addOption(new Option('--requests <count>', 'send the spans of so many requests to the lab').argParser(wholeNumber).conflicts('traces'))
    .addOption(new Option('--collector <path>', 'the Collector to run (default: the first that is found)'))
    .addOption(new Option('--image <image>', 'the same, as a Docker image').conflicts('collector'))
    .addOption(new Option('--expect <file>', 'what must hold (default: tracehop.yaml beside it)'))
    .addOption(new Option('--timeout <seconds>', 'for what components hold back (default: 120)').argParser(seconds).default(120))
    .addOption(new Option('--keep <folder>', 'keep the generated configuration and the taps there'));
}

export function checkCommand(): Command {
  return withReports(new Command('check'))
    .description('Says from trace files alone which hops between services are linked, and which are broken.')
    .addArgument(new Argument('<file...>', 'what a Collector wrote; a folder, or - for standard input'))
    .addOption(new Option('--edge <a -> b>', 'must be linked; !a -> b: must not be; ~a -> b: a link').argParser(several(askedEdges, ASKED)).default(ASKED))
    .addOption(new Option('--expect <file>', 'rules to hold to (default: ./tracehop.yaml)'))
    .addOption(new Option('--since <time>', 'only traces that began then: an ISO time, or 15m, 2h, 3d ago').argParser(since))
    .addOption(new Option('--baseline <file>', 'compare with it: exit 1 if a hop broke since, or is gone').argParser(several((text) => [text], BASELINE)).default(BASELINE))
    .addOption(new Option('--follow', 'keep judging as they grow, and say what changes').conflicts('trace'))
    .addOption(new Option('--trace <id>', 'show this trace, its hops and what is odd about it').argParser(traceId))
    .addOption(new Option('--top <count>', 'so many causes by example (default: 3)').argParser(wholeNumber).default(3))
    .addOption(new Option('--workers <count>', 'threads that read (default: 2)').argParser(wholeNumber));
}

/** The options as `words` and `environment` give them: the words of a Compose service, which our own environment does not touch. */
export function verifyOptions(words: readonly string[], environment: Readonly<Record<string, string>>): VerifyOptions {
  const command = verifyCommand().exitOverride().configureOutput({ writeErr: () => undefined });
  const fromEnvironment = command.options.flatMap((option) => {
    const { envVar = '' } = option;
    const value = environment[envVar];
    delete option.envVar;
    return value === undefined ? [] : [option.isBoolean() ? option.long! : `${option.long}=${value}`];
  });
  try {
    return command.parse([...fromEnvironment, ...words], { from: 'user' }).opts();
  } catch (error) {
    throw error instanceof CommanderError ? new Problem(3, `The service \`verify\` of the Compose file cannot be run: ${error.message}`) : error;
  }
}

export function collectorOption(): Option {
  return new Option('--collector <path>', 'the Collector to run, or `embedded` (default: the first that is found)');
}

export function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'one JSON document on standard output'))
    .addOption(new Option('--quiet', 'the verdict only'));
}

/** Of a command that gives a document. */
export function withHtml(command: Command): Command {
  return command.addOption(new Option('--html <file>', 'write a report to read'));
}

/** Of one whose document passes or fails. */
export function withJunit(command: Command): Command {
  return withHtml(command).addOption(new Option('--junit <file>', 'write one for CI'));
}

function withReports(command: Command): Command {
  return withJunit(withCommonOptions(command)).addOption(new Option('--github', 'annotations and a step summary').env('GITHUB_ACTIONS'));
}
