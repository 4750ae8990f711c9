// Numbers that were measured, and how they are shown: the median, and between which values it lies.

import Table from 'cli-table3';

export interface Figure {
  what: string;
  unit: string;
  values: readonly number[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle - 0.5)]! + sorted[Math.ceil(middle - 0.5)]!) / 2;
}

export function tableOf(figures: readonly Figure[]): string {
  const table = new Table({ head: ['measured', 'median', 'from', 'to', 'runs'], colAligns: ['left', 'right', 'right', 'right', 'right'], style: { head: [], border: [] } });
  for (const { what, unit, values } of figures) {
    const shown = [median(values), Math.min(...values), Math.max(...values)].map((value) => `${round(value)} ${unit}`.trim());
    table.push([what, ...shown, values.length]);
  }
  return table.toString();
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
