// Where in the picture the document says that the hop broke, or may have. Decides nothing: it finds the spot for what
// the verdict, its place and its change say.

import type { VerdictDocument } from '../document.ts';
import type { Where } from '../rules/rule.ts';

/** `entry`: the request to the first service; `call`: the request to the callee; `exports`: of either service. */
export type Spot = 'upstream' | 'entry' | 'call' | 'caller' | 'wire' | 'callee' | 'caller export' | 'callee export' | 'exports' | 'collector';

/** `open`: it may have broken there, or witnesses contradict each other there. `awaited`: what is missing can still come there. */
export type Certainty = 'broken' | 'open' | 'awaited';

export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = { broken: 'broken here', open: 'perhaps here', awaited: 'still to come' };

export type Spots = ReadonlyMap<Spot, Certainty>;

/** Between which witnesses each check compares, as a spot. */
const CHECKED: Readonly<Record<string, Spot>> = {
  'caller-obeys-probe': 'caller', 'caller-continues-probe': 'caller', 'caller-received-probe': 'entry', 'client-below-server': 'caller', 'sent-names-client': 'caller',
  'received-is-sent': 'wire', 'received-is-recorded': 'callee', 'parent-matches': 'callee', 'parent-is-received': 'callee', 'parent-is-remote': 'callee', 'callee-reads-what-it-used': 'callee',
  'caller-answer-is-its-span': 'caller export', 'callee-answer-is-its-span': 'callee export', 'callee-answers-this-call': 'caller', 'file-is-tap': 'collector', 'counters-are-file': 'collector',
};

export function spotsOf(document: VerdictDocument): Spots {
  const { verdict, linked, where, alternatives } = document;
  if (linked) return new Map();
  if (verdict === 'UNDECIDED') return new Map([...alternatives.flatMap((each) => spotsAt(each.where, document)), ...contradicted(document)].map((spot) => [spot, 'open']));
  if (verdict === 'STILL_ARRIVING') return new Map([[stillToCome(document), 'awaited']]);
  const changed = spotOfChange(document);
  return new Map((changed ? [changed] : spotsAt(where, document)).map((spot) => [spot, 'broken']));
}

/** A change is the nearest that is known: the place says only in which part. A span that never came changed nothing. */
function spotOfChange({ change, where }: VerdictDocument): Spot | undefined {
  if (!change || where === 'export' || change.expected === change.found) return undefined;
  const between = `${change.from} ${change.to}`;
  return between === 'sent received' ? 'wire' : between === 'received recorded' ? 'callee' : undefined;
}

function spotsAt(where: Where, document: VerdictDocument): Spot[] {
  return where.split(' or ').flatMap((place): Spot[] => {
    switch (place) {
      case 'request': return [failedRequest(document)];
      case 'export': return [failedExport(document)];
      case 'upstream': case 'caller': case 'wire': case 'callee': case 'collector': return [place];
      default: return [];
    }
  });
}

/** A call that was made is what failed; without one, it was the request itself. */
function failedRequest({ spans, from }: VerdictDocument): Spot {
  return spans.some(({ service, kind }) => service === from && kind === 'CLIENT') ? 'call' : 'entry';
}

function failedExport({ verdict, checks }: VerdictDocument): Spot {
  if (verdict === 'CALLER_NOT_EXPORTED') return 'caller export';
  if (verdict === 'CALLEE_NOT_EXPORTED') return 'callee export';
  const failed = new Set(checks.filter(({ pass }) => !pass).map(({ check }) => CHECKED[check]));
  const [caller, callee] = [failed.has('caller export'), failed.has('callee export')];
  return caller === callee ? 'exports' : caller ? 'caller export' : 'callee export';
}

function stillToCome({ spans, from }: VerdictDocument): Spot {
  return spans.some(({ service, kind }) => service === from && kind === 'SERVER') ? 'callee export' : 'caller export';
}

function contradicted({ findings, checks }: VerdictDocument): Spot[] {
  if (!findings.some(({ code }) => code === 'WITNESSES_DISAGREE')) return [];
  return checks.filter(({ check, pass }) => !pass && findings.some(({ code, message }) => code === 'WITNESSES_DISAGREE' && message.includes(`\`${check}\``)))
    .flatMap(({ check }) => CHECKED[check] ?? []);
}
