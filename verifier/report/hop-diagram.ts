// The hop as a sequence diagram: what crossed it from one participant to the next, and a note where it broke. It is
// marked at the spots at which the picture of the report is.

import type { VerdictDocument } from '../document.ts';
import { seen } from '../truth.ts';
import { counted, named } from './counted.ts';
import { sequenceDiagram, type Step } from './mermaid.ts';
import { CERTAINTY_WORDS, type Spot, spotsOf } from './spots.ts';

/** Who stands where, from left to right. */
interface Cast {
  names: string[];
  /** Services in front of the hop, each with the verdict on its hop. */
  before: { at: number; verdict: string }[];
  outside: number;
  caller: number;
  between: number | undefined;
  callee: number;
  collector: number;
}

/** Lines of Markdown. The document must be printable. */
export function hopDiagram(document: VerdictDocument): string[] {
  const cast = castOf(document);
  const spots = spotsOf(document);
  const note = (spot: Spot, ...over: [number] | [number, number]): Step[] => {
    const certainty = spots.get(spot);
    return certainty ? [{ kind: 'note', over, text: `${CERTAINTY_WORDS[certainty]}: ${document.verdict}` }] : [];
  };
  const { outside, caller, between, callee, collector, before } = cast;
  const first = before[0]?.at ?? caller;
  return sequenceDiagram(cast.names, [
    crossing(outside, first, document.witnesses.probe), ...note('upstream', outside), ...note('entry', outside, first),
    ...before.map(({ at, verdict }): Step => ({ kind: 'arrow', from: at, to: at + 1, line: 'solid', head: '>>', text: verdict })),
    ...note('caller', caller), ...between === undefined ? [...direct(document, cast), ...note('wire', caller, callee)] : through(document, cast, note('wire', between)),
    ...note('call', caller, callee), ...note('callee', callee),
    ...exported(document, cast), ...note('caller export', caller, collector), ...note('callee export', callee, collector), ...note('exports', caller, collector), ...note('collector', collector),
  ]);
}

/** An intermediary is there where the document looks for the change on the wire. */
function castOf({ from, to, hops, where, witnesses: { probe } }: VerdictDocument): Cast {
  const before: Cast['before'] = [];
  const names = [probe === 'unknown' ? 'a caller outside' : 'curl'];
  for (let hop = hops[0]; hop && hop.from !== from && before.length < hops.length; hop = hops.find((each) => each.from === hop?.to)) {
    before.push({ at: names.length, verdict: hop.verdict });
    names.push(named(hop.from));
  }
  const isBetween = where.split(' or ').includes('wire');
  const caller = names.length;
  const callee = caller + (isBetween ? 2 : 1);
  names.push(named(from), ...isBetween ? ['something in between'] : [], named(to), 'Collector');
  return { names, before, outside: 0, caller, between: isBetween ? caller + 1 : undefined, callee, collector: callee + 1 };
}

function direct({ witnesses: { sent, received } }: VerdictDocument, { caller, callee }: Cast): Step[] {
  if (sent === received) return [crossing(caller, callee, sent)];
  return [{ ...crossing(caller, callee, seen(sent) ? sent : received), text: `sent ${said(sent)}, received ${said(received)}` }];
}

function through({ witnesses: { sent, received } }: VerdictDocument, { caller, between, callee }: Cast, note: Step[]): Step[] {
  return [crossing(caller, between!, sent), ...note, crossing(between!, callee, received)];
}

function crossing(from: number, to: number, witness: string): Extract<Step, { kind: 'arrow' }> {
  return { kind: 'arrow', from, to, line: witness === 'unknown' ? 'dashed' : 'solid', head: witness === 'nothing' ? 'x' : '>>', text: said(witness) };
}

function said(witness: string): string {
  return seen(witness) ? witness : witness === 'nothing' ? 'no trace context' : 'unknown, nobody saw it';
}

function exported({ from, to, spans }: VerdictDocument, { caller, callee, collector }: Cast): Step[] {
  return [[from, caller], [to, callee]].map(([service, at]): Step => {
    const count = spans.filter((span) => span.service === service).length;
    return { kind: 'arrow', from: at as number, to: collector, line: 'dashed', head: count === 0 ? 'x' : '>>', text: count === 0 ? 'no span came' : counted(count, 'span') };
  });
}
