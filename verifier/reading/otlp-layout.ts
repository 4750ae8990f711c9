// The table of OTLP's fields as numbers, for a walk that has no time for objects: a row of cells for each message.

import { FIELDS, type Field, isScalar, type MessageName, wireTypeOf } from './otlp-fields.ts';

const NAMES = Object.keys(FIELDS) as MessageName[];
const MESSAGE_SHIFT = 4;
const KNOWN = 0b1000;

/** Cells of a row: the known fields have smaller numbers. */
export const ROW = 32;
/** Bits of a cell. */
export const WIRE_TYPE = 0b111;
/** By row and field number; 0: unknown. */
export const LAYOUT = layout();

export function rowOf(name: MessageName): number {
  return NAMES.indexOf(name) * ROW;
}

/** The row of the message that is in a cell's field; negative: it is none. */
export function rowIn(cell: number): number {
  return ((cell >> MESSAGE_SHIFT) - 1) * ROW;
}

function layout(): Uint16Array {
  const cells = new Uint16Array(NAMES.length * ROW);
  NAMES.forEach((name, message) => {
    for (const [number, field] of Object.entries(FIELDS[name])) cells[message * ROW + Number(number)] = cellOf(field);
  });
  return cells;
}

function cellOf(field: Field): number {
  return wireTypeOf(field) | KNOWN | (isScalar(field.of) ? 0 : (NAMES.indexOf(field.of) + 1) << MESSAGE_SHIFT);
}
