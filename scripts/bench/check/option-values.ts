// How the values of the benchmark's options are read.

import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { '': 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 };

/** 1GB, 2.5MB, 1000. */
export function bytes(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([kKMG]B)?$/.exec(text) ?? [];
  const size = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (size >= 1) return size;
  throw new InvalidArgumentError('It must be a size, such as 10MB or 1GB.');
}

export function seed(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number < 2 ** 32) return number;
  throw new InvalidArgumentError('It must be a whole number from 0 to 4294967295.');
}

/** 0 to 1, or in per cent. */
export function share(text: string): number {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%)?$/.exec(text) ?? [];
  const part = Number(number) / (percent === undefined ? 1 : 100);
  if (number !== '' && part <= 1) return part;
  throw new InvalidArgumentError('It must be a share, such as 0.001 or 0.1%.');
}

export function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
