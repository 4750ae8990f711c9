// A table: one line a row where there is room. In a narrow window each row is a block, and every value stands behind
// the name of its column.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ComponentChildren;
  isNumber?: true;
  /** Of the cell. */
  tone?: (row: Row) => string;
}

export interface TableProps<Row> {
  className: string;
  /** What a row is about; then the others. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  isBad: (row: Row) => boolean;
  /** What a row is filtered by: see fold.js. */
  words?: (row: Row) => string;
}

export function Table<Row>({ className, columns: [first, ...others], rows, isBad, words }: TableProps<Row>): VNode {
  return html`<table class=${`stacking ${className}`}>
    <thead><tr>${[first, ...others].map(({ head, isNumber }) => html`<th scope="col" class=${isNumber && 'number'}>${head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr class=${isBad(row) ? 'broken' : undefined} data-row=${words?.(row)}>
      <th scope="row">${first.cell(row)}</th>
      ${others.map(({ head, cell, isNumber, tone }) => html`<td data-head=${head} class=${[isNumber && 'number', tone?.(row)].filter(Boolean).join(' ') || undefined}><div class="value">${cell(row)}</div></td>`)}
    </tr>`)}</tbody>
  </table>`;
}
