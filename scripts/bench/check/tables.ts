// The benchmark as two tables: what was measured of whom, and which targets are met.

import Table from 'cli-table3';

import { median } from '../figures.ts';
import type { Contender, ContenderName } from './contenders.ts';
import { isRight, type Run, type Runs } from './race.ts';
import { type Figures, isMet, ratio, rightOnes, type Target } from './targets.ts';

const YARDSTICK = 'simdjson';
const PLAIN = { head: [], border: [] };

export function contendersTable(results: readonly Runs<Contender & { name: ContenderName }>[]): string {
  const head = ['contender', 'what', 'seconds', 'from', 'to', 'CPU s', 'peak MiB', `/ ${YARDSTICK}`, 'answer'];
  const table = new Table({ head, colAligns: ['left', 'left', ...Array.from({ length: 6 }, () => 'right' as const), 'left'], style: PLAIN });
  const right = rightOnes(results);
  for (const { contender, runs } of results) table.push([contender.name, contender.what, ...figuresOf(runs), shown(ratio(right, contender.name, YARDSTICK)), answerOf(contender, runs)]);
  return table.toString();
}

function figuresOf(runs: readonly Run[]): string[] {
  const seconds = runs.map((run) => run.seconds);
  return [
    ...[median(seconds), Math.min(...seconds), Math.max(...seconds), median(runs.map(({ cpuSeconds }) => cpuSeconds))].map((value) => value.toFixed(2)),
    Math.max(...runs.map(({ peak }) => peak)).toFixed(0),
  ];
}

function answerOf({ answers }: Contender, runs: readonly Run[]): string {
  if (answers === 'nothing') return '–';
  return isRight(runs) ? 'right' : `WRONG: ${runs.flatMap(({ wrongs }) => wrongs).slice(0, 3).join('; ')}`;
}

export function targetsTable(targets: readonly Target[], figures: Figures): string {
  const table = new Table({ head: ['target', 'limit', 'measured', ''], colAligns: ['left', 'right', 'right', 'left'], style: PLAIN });
  for (const target of targets) {
    const measured = target.measured(figures);
    const limit = 'most' in target.limit ? `at most ${target.limit.most}` : `at least ${target.limit.least}`;
    table.push([target.what, `${limit} ${target.unit}`.trim(), `${shown(measured)} ${target.unit}`.trim(), markOf(target, measured)]);
  }
  return table.toString();
}

function markOf(target: Target, measured: number | undefined): string {
  if (measured === undefined) return 'not measured';
  return isMet(target, measured) ? '✓ met' : '✗ missed';
}

function shown(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
