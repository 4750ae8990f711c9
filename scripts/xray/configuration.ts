// What the user gives: files of a Collector's configuration, and what the Collector itself makes of them.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isMap, isScalar, LineCounter, parse, parseDocument } from 'yaml';

import { ask, type LoneCollector } from '../../lab/lone-collector.ts';
import { Problem } from '../../lab/problem.ts';
import { RULES_FILE } from '../../lab/rules-file-name.ts';
import { partOf, readRulesFile } from '../../lab/rules-file.ts';
import type { Report } from '../../verifier/report/events.ts';
import { type Expectations, NO_EXPECTATIONS } from '../../xray/expectations.ts';
import { readExpectations } from '../../xray/expectations-file.ts';
import type { Resolved } from '../../xray/pipelines.ts';
import { textOf, URI } from './given-text.ts';

export async function resolve(collector: LoneCollector, configs: readonly string[], signal: AbortSignal): Promise<Resolved> {
  const printed = parsed(await ask(collector, ['print-config', ...wordsFor(collector, configs)], signal));
  if (typeof printed === 'object' && printed !== null) return printed;
  throw new Problem(5, `${collector.name} prints something else than a configuration: is it an OpenTelemetry Collector?`);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

export function wordsFor(collector: LoneCollector, configs: readonly string[]): string[] {
  return configs.map((config) => `--config=${collector.sees(config)}`);
}

/** The line, counted from 1, on which the files first say something of each component. */
export function placesIn(configs: readonly string[]): Map<string, { file: string; line: number }> {
  return new Map(configs.filter((config) => !URI.test(config)).toReversed().flatMap((file) => {
    const lineCounter = new LineCounter();
    const document = parseDocument(textOf(file), { lineCounter });
    return ['processors', 'connectors', 'exporters'].flatMap((section) => {
      const map = document.get(section);
      if (!isMap(map)) return [];
      return map.items.flatMap(({ key }) => isScalar(key) && key.range ? [[String(key.value), { file, line: lineCounter.linePos(key.range[0]).line }] as const] : []);
    });
  }));
}

/** What must hold: of the file that is named, or of the one beside the configuration, where there is one that says so. */
export function expectationsBeside(config: string, named: string | undefined, report: Report): Expectations {
  const file = named ?? join(dirname(config.replace(/^file:/, '')), RULES_FILE);
  if (named === undefined && (URI.test(config) || !existsSync(file))) return NO_EXPECTATIONS;
  const content = readRulesFile(file);
  if (named === undefined && partOf(content, 'xray', file) === undefined && partOf(content, 'check', file) !== undefined) return NO_EXPECTATIONS;
  report({ kind: 'step', message: `Holding it to what \`${file}\` expects.` });
  return readExpectations(content, file);
}
