// What the picture of the hop consists of, from left to right and below: boxes, arrows, what crossed them, and the
// signs between the witnesses. Values only; hop-picture.ts draws them.

import type { VerdictDocument } from '../../verifier/document.ts';
import { counted } from '../../verifier/report/counted.ts';
import { type Certainty, type Spot, type Spots, spotsOf } from '../../verifier/report/spots.ts';
import { seen } from '../../verifier/truth.ts';
import { card, type Card, recordedCard } from './card.ts';
import { contextOf, namedHeader } from './header.ts';
import { marked, probeToSent, receivedToRecorded, sentToReceived, type Sign } from './signs.ts';

export interface Mark {
  name: string;
  words: string;
  certainty: Certainty;
}

export interface Box {
  shape: 'box';
  /** `between`: nobody's service, known only by what it did. */
  kind: 'outside' | 'service' | 'between';
  title: string;
  sign: Sign | null;
  mark: Mark | null;
  notes: string[];
  exports: Export | null;
}

export interface Leg {
  shape: 'leg';
  name: string;
  /** One where the next witness saw the same. */
  cards: Card[];
  sign: Sign | null;
  mark: Mark | null;
  /** Nothing crossed it, or nobody knows. */
  ghost: boolean;
  note: string | null;
}

export interface Export {
  name: string;
  words: string;
  ghost: boolean;
  certainty: Certainty | null;
}

export interface HopLayout {
  wire: (Box | Leg)[];
  arrivals: Mark | null;
  toFile: { name: string; words: string; certainty: Certainty | null };
  recorded: Card;
}

/** `sender`: who sent the request. */
export function hopLayout(document: VerdictDocument, sender = 'curl'): HopLayout {
  const spots = spotsOf(document);
  return {
    wire: [outside(document, spots, sender), entryLeg(document, spots, sender), ...before(document), caller(document, spots), ...between(document, spots), callee(document, spots)],
    arrivals: markAt('exports', spots, 'exports to the Collector', 'on the way to the Collector'),
    toFile: toFile(document, spots), recorded: recordedCard(document),
  };
}

function markAt(spot: Spot, spots: Spots, name: string, words: string): Mark | null {
  const certainty = spots.get(spot);
  return certainty ? { name: marked(name, certainty), words, certainty } : null;
}

function outside({ witnesses: { probe } }: VerdictDocument, spots: Spots, title: string): Box {
  const mark = markAt('upstream', spots, 'the caller outside', 'it said: do not record');
  return { shape: 'box', kind: 'outside', title, sign: null, mark, notes: [probe === 'unknown' ? 'a caller outside' : 'the probe'], exports: null };
}

function entryLeg(document: VerdictDocument, spots: Spots, sender: string): Leg {
  const { hops, from, witnesses: { probe } } = document;
  const mark = markAt('entry', spots, 'the request', 'it got no usable answer');
  return { shape: 'leg', name: crossing(sender, hops[0]?.from ?? from, probe), cards: [card('probe', probe, document)], sign: null, mark, ghost: !seen(probe), note: null };
}

/** The services in front of the hop that is drawn, each with a leg to the next: of those, only the verdict is told. */
function before({ hops, from }: VerdictDocument): (Box | Leg)[] {
  const pieces: (Box | Leg)[] = [];
  for (let at = hops[0]; at && at.from !== from && pieces.length < 2 * hops.length; at = hops.find((hop) => hop.from === at?.to)) {
    pieces.push(
      { shape: 'box', kind: 'service', title: at.from, sign: null, mark: null, notes: [], exports: null },
      { shape: 'leg', name: `from ${at.from} to ${at.to}: ${at.verdict}`, cards: [], sign: null, mark: null, ghost: !at.linked, note: at.verdict },
    );
  }
  return pieces;
}

function caller(document: VerdictDocument, spots: Spots): Box {
  const isAfterwards = document.where === 'caller' && spots.get('wire') === 'broken';
  const notes = isAfterwards ? ['what it sent was not what its span recorded'] : [];
  return { shape: 'box', kind: 'service', title: document.from, sign: probeToSent(document, spots), mark: null, notes, exports: exportOf(document, document.from, spots.get('caller export') ?? null) };
}

function callee(document: VerdictDocument, spots: Spots): Box {
  return { shape: 'box', kind: 'service', title: document.to, sign: receivedToRecorded(document, spots), mark: null, notes: [], exports: exportOf(document, document.to, spots.get('callee export') ?? null) };
}

/** An intermediary is drawn where the document looks for the change on the wire. */
function between(document: VerdictDocument, spots: Spots): (Box | Leg)[] {
  const { from, to, where, witnesses: { sent, received } } = document;
  const sign = sentToReceived(document, spots);
  const mark = markAt('call', spots, `the call to ${to}`, 'it got no usable answer');
  const changed = sign.sign === '≠' && seen(sent) && seen(received);
  const [left, came] = [card('sent', sent, document, changed ? received : undefined), card('received', received, document, changed ? sent : undefined)];
  if (!where.split(' or ').includes('wire')) {
    const name = sent === received ? crossing(from, to, sent) : `${crossing(from, to, sent)}; arrived: ${said(received)}`;
    return [{ shape: 'leg', name, cards: sent === received && seen(sent) ? [left] : [left, came], sign, mark, ghost: !seen(sent) && !seen(received), note: null }];
  }
  const title = 'something in between';
  return [
    { shape: 'leg', name: crossing(from, title, sent), cards: [left], sign: null, mark, ghost: !seen(sent), note: null },
    { shape: 'box', kind: 'between', title, sign, mark: null, notes: repeated(document), exports: null },
    { shape: 'leg', name: crossing(title, to, received), cards: [came], sign: null, mark: null, ghost: !seen(received), note: null },
  ];
}

function repeated({ verdict, spans, to, witnesses: { recorded } }: VerdictDocument): string[] {
  if (verdict !== 'DUPLICATE_DELIVERY' || !seen(recorded)) return [];
  const copies = spans.filter(({ service, kind, parentSpanId }) => service === to && kind === 'SERVER' && parentSpanId === recorded.parentSpanId);
  return [`passed one call on ${copies.length} times`];
}

function crossing(from: string, to: string, witness: string): string {
  return `from ${from} to ${to}: ${said(witness)}`;
}

function said(witness: string): string {
  if (!seen(witness)) return witness === 'nothing' ? 'no trace context' : 'unknown, nobody saw it';
  const context = contextOf(witness);
  return `${namedHeader(witness)}, ${context ? `trace id ${context.traceId}, parent id ${context.parentId}` : 'not a valid trace context'}`;
}

function exportOf({ spans }: VerdictDocument, service: string, certainty: Certainty | null): Export {
  const count = spans.filter((span) => span.service === service).length;
  const words = count === 0 ? 'no span came' : `${counted(count, 'span')} came`;
  return { name: marked(`from ${service} to the Collector: ${words}`, certainty), words, ghost: count === 0, certainty };
}

function toFile({ linked }: VerdictDocument, spots: Spots): HopLayout['toFile'] {
  const certainty = spots.get('collector') ?? null;
  const words = certainty === 'broken' ? 'not everything was written' : certainty === 'open' ? 'what was written may differ from what came' : linked ? 'every span of the hop' : 'what came';
  return { name: marked(`from the Collector to its file: ${words}`, certainty), words, certainty };
}
