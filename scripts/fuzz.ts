// Scans lines that chance wrote and damaged, and compares with JSON.parse, until so many lines are read or so much time is over.
// A difference ends it, with the shortest line that shows it.

import { Command, Option } from 'commander';
import { echo } from 'zx';

import { Chance } from '../verifier/reading/scan/fixtures/chance.ts';
import { difference, linesOf, shortest } from '../verifier/reading/scan/fixtures/differences.ts';
import { Scanning } from '../verifier/reading/scan/fixtures/scanning.ts';
import { seconds, wholeNumber } from './option-values.ts';

const AT_ONCE = 500;

const options = new Command('fuzz')
  .addOption(new Option('--lines <n>', 'how many lines').argParser(wholeNumber).default(1_000_000))
  .addOption(new Option('--minutes <n>', 'how long at most').argParser(seconds).default(20))
  .addOption(new Option('--seed <n>', 'where chance begins').argParser(wholeNumber).default(Date.now() % 1_000_000 + 1))
  .parse().opts<{ lines: number; minutes: number; seed: number }>();
const scannings = (['wasm', 'typescript'] as const).map((kind) => new Scanning(kind));
const ends = performance.now() + options.minutes * 60_000;
const chance = new Chance(options.seed);
let lines = 0;
let handed = 0;

/** Whether both kinds read them as JSON.parse does. */
function agree(batch: readonly Buffer[]): boolean {
  const wrong = scannings.find((scanning) => difference(scanning, batch, () => 1 + chance.below(20_000)) !== undefined);
  handed += scannings[0]!.handed.length;
  if (wrong === undefined) return true;
  const alone = batch.find((line) => difference(wrong, [line], () => Infinity) !== undefined);
  const shown = alone === undefined ? batch : [shortest(wrong, alone)];
  echo(`${wrong.scanner.kind}: ${difference(wrong, shown, () => Infinity) ?? 'only in these blocks'}\n${Buffer.concat(shown).toString('latin1')}`);
  return false;
}

let same = true;
while (same && lines < options.lines && performance.now() < ends) {
  const batch = linesOf(chance, Math.min(AT_ONCE, options.lines - lines));
  lines += batch.length;
  same = agree(batch);
}
echo(`seed ${options.seed}: ${lines} lines, ${handed} of them handed over, ${same ? 'no difference' : 'one difference'}`);
process.exitCode = same ? 0 : 1;
