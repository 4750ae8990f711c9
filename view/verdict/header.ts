// A trace context as it stood in its headers, cut into the parts that are looked at: its trace id, its parent id, and
// the characters in which it differs from the one before. Put together again, the parts are the text.

import { contextIn } from '../../verifier/formats/text.ts';

export interface Part {
  text: string;
  id: 'trace' | 'parent' | null;
  differs: boolean;
}

export interface Context {
  traceId: string;
  parentId: string;
  sampled: boolean | undefined;
}

export function contextOf(text: string): Context | undefined {
  const context = contextIn(text);
  return context && { traceId: context.traceId, parentId: context.parentId, sampled: context.sampled };
}

/** With the name of the header, which `traceparent` alone lacks in documents. */
export function namedHeader(text: string): string {
  return /^[\w-]+: /.test(text) ? text : `traceparent ${text}`;
}

/** `other`: what the witness before said; left out: nothing is marked. */
export function partsOf(text: string, other?: string): Part[] {
  const ids = idsIn(text);
  const differs = other === undefined ? undefined : differencesIn(text, other);
  const parts: Part[] = [];
  for (let at = 0; at < text.length; at++) {
    const id = ids.find(({ start, end }) => start <= at && at < end)?.id ?? null;
    const isOther = differs?.(at) ?? false;
    const last = parts.at(-1);
    if (last && last.id === id && last.differs === isOther) last.text += text[at]!;
    else parts.push({ text: text[at]!, id, differs: isOther });
  }
  return parts;
}

/** The parent id comes behind the trace id in every format that has both. */
function idsIn(text: string): { id: 'trace' | 'parent'; start: number; end: number }[] {
  const context = contextOf(text);
  const trace = context && placeOf(context.traceId, text, 0);
  if (!trace) return [];
  const parent = placeOf(context.parentId, text, trace.end);
  return [{ id: 'trace', ...trace }, ...parent ? [{ id: 'parent' as const, ...parent }] : []];
}

/** Formats write an id with dashes in it (X-Ray), in capitals, or without the zeros in front (Jaeger). */
function placeOf(digits: string, text: string, from: number): { start: number; end: number } | undefined {
  const [, zeros = '', rest = ''] = /^(0*)(.*)$/.exec(digits)!;
  const found = new RegExp(`(?:0-?){0,${zeros.length}}${rest.split('').join('-?')}`, 'i').exec(text.slice(from));
  return found ? { start: from + found.index, end: from + found.index + found[0].length } : undefined;
}

/** Of one length: place by place. Else what is between the beginning and the end that both have, of which the longer one counts first. */
function differencesIn(text: string, other: string): (at: number) => boolean {
  if (text.length === other.length) return (at) => text[at] !== other[at];
  const most = Math.min(text.length, other.length);
  const [start, end] = [alike(text, other, 1), alike(text, other, -1)];
  const [kept, ending] = start > end ? [start, Math.min(end, most - start)] : [Math.min(start, most - end), end];
  return (at) => kept <= at && at < text.length - ending;
}

/** How many characters of the two are the same, from the beginning or (-1) from the end. */
function alike(text: string, other: string, direction: 1 | -1): number {
  const at = (index: number): number => direction === 1 ? index : -1 - index;
  let count = 0;
  while (count < Math.min(text.length, other.length) && text.at(at(count)) === other.at(at(count))) count++;
  return count;
}
