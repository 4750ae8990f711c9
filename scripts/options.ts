// The options of the commands, as data, and how their values are read.

import { Command, InvalidArgumentError, Option } from 'commander';

export interface CommonOptions {
  json?: boolean;
  quiet?: boolean;
}

export interface VerifyOptions extends CommonOptions {
  url?: string;
  traces?: string;
  raw?: string;
  health?: string;
  counters?: string;
  requests: number;
  concurrency: number;
  timeout: number;
}

export interface LabOptions extends CommonOptions {
  keep?: boolean;
  collector?: string;
}

export function verifyCommand(): Command {
  return withCommonOptions(new Command('verify'))
    .description('Sends requests to service A, waits for their spans, and decides for each whether its trace survived the hop. Without --traces: to the running Compose lab.')
    .addOption(new Option('--url <url>', 'where service A answers (default: http://127.0.0.1:8081/call-b)').argParser(httpUrl))
    .addOption(new Option('--traces <file>', 'the span file that the Collector writes'))
    .addOption(new Option('--raw <file>', 'the raw tap: what the Collector received (goes with --traces)'))
    .addOption(new Option('--health <url>', 'where the Collector says that it is ready (goes with --traces)').argParser(httpUrl))
    .addOption(new Option('--counters <url>', 'where the Collector publishes its counters (goes with --traces)').argParser(httpUrl))
    .addOption(new Option('--requests <count>', 'how many requests; more than one are counted in a ledger').argParser(wholeNumber).default(1))
    .addOption(new Option('--concurrency <count>', 'how many requests at a time').argParser(wholeNumber).default(1))
    .addOption(new Option('--timeout <seconds>', 'how long to wait for an answer, and then for the spans').argParser(seconds).default(15));
}

export function labCommand(): Command {
  return withCommonOptions(new Command('lab'))
    .description('Runs the lab as plain processes, without Docker: starts it, verifies one request, stops it.')
    .addOption(new Option('--keep', 'stay up after the verdict, until Ctrl+C'))
    .addOption(new Option('--collector <path>', 'the Collector to run, or `embedded` (default: OTELCOL_BIN, one on PATH, one built here, else the embedded one)'));
}

function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'one JSON document on standard output'))
    .addOption(new Option('--quiet', 'the verdict only'));
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 10000000.');
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= 3_600) return number;
  throw new InvalidArgumentError('It must be a number of seconds, more than 0 and at most 3600.');
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be a URL that begins with http:// or https://.');
}
