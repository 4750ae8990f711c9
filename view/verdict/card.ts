// What one witness of the hop saw, as a card: the header in full, or that there was none, or that nobody looked.

import type { VerdictDocument } from '../../verifier/document.ts';
import { seen } from '../../verifier/truth.ts';
import { contextOf, type Part, partsOf } from './header.ts';

export interface Card {
  witness: string;
  absent: 'nothing' | 'unknown' | null;
  /** Of a header, each of its values. */
  lines: Part[][];
  /** Its trace is not the probe's; or, where nobody saw the probe, not the one that was sent. */
  otherTrace: boolean;
  notes: string[];
}

/** `other`: what the neighbouring witness saw, where the two are to be told apart. */
export function card(witness: 'probe' | 'sent' | 'received', text: string, document: VerdictDocument, other?: string): Card {
  if (!seen(text)) return { witness, absent: text as 'nothing' | 'unknown', lines: [], otherTrace: false, notes: [] };
  const context = contextOf(text);
  const notes = !context ? ['not a valid trace context'] : context.sampled === false ? ['flags: do not record'] : [];
  return { witness, absent: null, lines: linesOf(partsOf(text, other)), otherTrace: isOtherTrace(context?.traceId, document), notes };
}

function isOtherTrace(traceId: string | undefined, { witnesses: { probe, sent } }: VerdictDocument): boolean {
  const own = contextOf(seen(probe) ? probe : sent)?.traceId;
  return traceId !== undefined && own !== undefined && traceId !== own;
}

/** Several headers, or values of one, are told apart by `, `; that of `traceparent` stands there without its name. */
function linesOf(parts: readonly Part[]): Part[][] {
  const lines: Part[][] = [[]];
  for (const part of parts) {
    for (const text of part.text.split(/(?<=, )/)) {
      if (lines.at(-1)!.at(-1)?.text.endsWith(', ')) lines.push([]);
      lines.at(-1)!.push({ ...part, text });
    }
  }
  return lines.map(withName);
}

function withName(line: Part[]): Part[] {
  const isNamed = /^[\w-]+: /.test(line.map(({ text }) => text).join(''));
  return isNamed ? line : [{ text: 'traceparent: ', id: null, differs: false }, ...line];
}

export function recordedCard(document: VerdictDocument): Card {
  const { recorded } = document.witnesses;
  if (!seen(recorded)) return { witness: 'recorded', absent: recorded, lines: [], otherTrace: false, notes: [] };
  const part = (text: string, id: Part['id']): Part => ({ text, id, differs: false });
  const { traceId, parentSpanId, parentIsRemote } = recorded;
  return {
    witness: 'recorded', absent: null, lines: [[part(traceId, 'trace'), ...parentSpanId === null ? [] : [part(' ', null), part(parentSpanId, 'parent')]]], otherTrace: isOtherTrace(traceId, document),
    notes: parentSpanId === null ? ['no parent: it begins a trace'] : parentIsRemote === true ? ['the parent is remote'] : [],
  };
}
