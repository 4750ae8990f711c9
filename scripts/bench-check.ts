// Measures how fast a file of spans is judged: generates one, lets this tool and others count what is in it, in turns,
// holds every answer against the truth, and prints seconds, memory and ratios. The file is in the page cache.
// Exit code 1: this tool has given a wrong answer.

import { closeSync, openSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

import { Command, Option } from 'commander';
import { echo, fs, path } from 'zx';

import { Problem } from '../lab/problem.ts';
import { CONTENDERS } from './bench/check/contenders.ts';
import { generate } from './bench/check/generator.ts';
import { CACHE, install } from './bench/check/installation.ts';
import { bytes, names, seed, share } from './bench/check/option-values.ts';
import { isRight, race, type Runs } from './bench/check/race.ts';
import { contendersTable, targetsTable } from './bench/check/tables.ts';
import { rightOnes, TARGETS } from './bench/check/targets.ts';
import { interruption } from './interruption.ts';
import { wholeNumber } from './option-values.ts';

const GIGABYTE = 1e9;
const SMALL = 10e6;
const INTERRUPTED = 130;

type Known = (typeof CONTENDERS)[number];

interface Options {
  size: number;
  runs: number;
  only?: string[];
  seed: number;
  broken: number;
  install?: boolean;
}

const options = new Command('bench:check')
  .addOption(new Option('--size <bytes>', 'of the generated file').argParser(bytes).default(GIGABYTE, '1GB'))
  .addOption(new Option('--runs <count>', 'of each contender').argParser(wholeNumber).default(5))
  .addOption(new Option('--only <names>', `some of ${CONTENDERS.map(({ name }) => name).join(', ')}`).argParser(names))
  .addOption(new Option('--seed <number>', 'the same gives the same file').argParser(seed).default(1))
  .addOption(new Option('--broken <share>', 'of the traces').argParser(share).default(0.001))
  .addOption(new Option('--install', 'install the contenders that are pinned, below .cache/bench, first'))
  .parse().opts<Options>();
const signal = interruption();

async function present(): Promise<Known[]> {
  const unknown = options.only?.filter((name) => !CONTENDERS.some((contender) => contender.name === name)) ?? [];
  if (unknown.length > 0) throw new Problem(2, `There is no contender \`${unknown.join('`, `')}\`.`);
  const there: Known[] = [];
  for (const contender of CONTENDERS.filter(({ name }) => options.only?.includes(name) ?? true)) {
    const missing = await contender.missing();
    if (missing === undefined) there.push(contender);
    else echo(`Skipped: ${contender.name}: ${missing}.`);
  }
  return there;
}

async function raceOn(size: number, contenders: readonly Known[], runs: number): Promise<Runs<Known>[]> {
  const folder = await fs.mkdtemp(path.join(CACHE, 'spans-'));
  try {
    const file = path.join(folder, 'spans.jsonl');
    const descriptor = openSync(file, 'w');
    const truth = generate(descriptor, { size, seed: options.seed, broken: options.broken });
    closeSync(descriptor);
    echo(`${(truth.bytes / 1e6).toFixed(0)} MB, ${truth.spans} spans, ${truth.traces} traces, ${truth.orphans} orphans, ${truth.entries} entries, seed ${options.seed}, ${runs} runs:`);
    const course = { file, truth, folder, signal };
    await race(CONTENDERS.filter(({ name }) => name === 'cat'), course, 1, () => undefined);
    return await race(contenders, course, runs, ({ name }, { seconds, wrongs }) => echo(`  ${name} ${seconds.toFixed(3)} s${wrongs.map((wrong) => `; ${wrong}`).join('')}`));
  } finally {
    await fs.remove(folder);
  }
}

async function bench(): Promise<void> {
  await fs.ensureDir(CACHE);
  if (options.install) await install();
  echo(`${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`);
  const contenders = await present();
  const own = contenders.filter(({ answers }) => answers === 'document');
  const asStarted = own.filter(({ name }) => name === 'tracehop');

  const large = await raceOn(options.size, contenders, options.runs);
  const small = own.length > 0 ? await raceOn(SMALL, own, options.runs) : [];
  const gigabyte = options.size > GIGABYTE && asStarted.length > 0 ? await raceOn(GIGABYTE, asStarted, options.runs) : [];

  echo(contendersTable(large));
  if (small.length > 0) echo(`10 MB:\n${contendersTable(small)}`);
  echo(targetsTable(TARGETS, { large: rightOnes(large), small: rightOnes(small), gigabyte: rightOnes(gigabyte) }));
  const wrong = [...large, ...small, ...gigabyte].some(({ contender, runs }) => contender.answers === 'document' && !isRight(runs));
  if (wrong) process.exitCode = 1;
}

try {
  await bench();
} catch (error) {
  if (!signal.aborted && !(error instanceof Problem)) throw error;
  if (error instanceof Problem) console.error(error.message);
  process.exitCode = error instanceof Problem ? error.exitCode : INTERRUPTED;
}
