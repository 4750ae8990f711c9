// The four witnesses of the hop, side by side.

import Table from 'cli-table3';

import type { VerdictDocument } from '../document.ts';
import { contextIn } from '../formats/text.ts';
import { seen, type Witness } from '../truth.ts';

export function witnessTable({ from, to, hops, witnesses: { probe, sent, received, recorded } }: VerdictDocument): string[] {
  const table = new Table({ head: ['witness', 'trace id', 'parent id', 'flags'], style: { head: [], border: [] } });
  table.push(
    headerRow(`probe: sent to ${hops[0]?.from ?? from}`, probe),
    headerRow(`sent: left ${from}`, sent),
    headerRow(`received: reached ${to}`, received),
    seen(recorded)
      ? [`recorded: ${to}'s span`, recorded.traceId, recorded.parentSpanId ?? 'no parent', recorded.parentIsRemote === true ? 'remote' : '']
      : [`recorded: ${to}'s span`, absent(recorded), '', ''],
  );
  return table.toString().split('\n');
}

function headerRow(label: string, header: Witness<string>): string[] {
  if (!seen(header)) return [label, absent(header), '', ''];
  const context = contextIn(header);
  if (!context) return [label, `not valid: ${header}`, '', ''];
  return [label, context.traceId, context.parentId, context.sampled === undefined ? '' : context.sampled ? 'sampled' : 'not sampled'];
}

function absent(witness: 'nothing' | 'unknown'): string {
  return witness === 'nothing' ? 'nothing: not there' : 'unknown: nobody looked';
}
