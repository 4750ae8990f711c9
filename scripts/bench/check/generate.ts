// Writes a generated file, and prints its truth: for trying things out on a file that is known.
//     node scripts/bench/check/generate.ts --size 100MB spans.jsonl

import { closeSync, openSync } from 'node:fs';

import { Command, Option } from 'commander';

import { generate } from './generator.ts';
import { bytes, seed, share } from './option-values.ts';

const command = new Command('generate')
  .argument('<file>', 'what to write')
  .addOption(new Option('--size <bytes>', 'how much').argParser(bytes).default(100e6, '100MB'))
  .addOption(new Option('--seed <number>', 'the same gives the same bytes').argParser(seed).default(1))
  .addOption(new Option('--broken <share>', 'of the traces').argParser(share).default(0.001))
  .parse();

const descriptor = openSync(command.args[0]!, 'w');
console.log(JSON.stringify(generate(descriptor, command.opts()), undefined, 2));
closeSync(descriptor);
