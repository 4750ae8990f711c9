// What is asked of the hops between services: `a -> b` must be linked and never broken, `!a -> b` must not be there,
// `~a -> b` must be there as a link between spans.

import { closest, distance } from 'fastest-levenshtein';

import type { EdgeEntry, EdgeExpectation } from '../verifier/check.ts';
import type { Edge } from '../verifier/judge.ts';

export interface AskedEdge extends Edge {
  must: 'be linked' | 'not be' | 'be a link';
}

const MARKS = { '': 'be linked', '!': 'not be', '~': 'be a link' } as const;

/** Undefined: it names no two services. */
export function askedEdge(text: string): AskedEdge | undefined {
  const { mark = '', caller, callee } = /^\s*(?<mark>[!~]?)\s*(?<caller>[^\s!~](?:.*?\S)?)\s*->\s*(?<callee>\S(?:.*\S)?)\s*$/s.exec(text)?.groups ?? {};
  return caller === undefined || callee === undefined ? undefined : { caller, callee, must: MARKS[mark as keyof typeof MARKS] };
}

export function edgeText({ caller, callee, must }: AskedEdge): string {
  return `${must === 'not be' ? '!' : must === 'be a link' ? '~' : ''}${caller} -> ${callee}`;
}

/** What is known of the hops by which it is to hold. */
export interface Looked {
  edges: readonly EdgeEntry[];
  /** How many spans of the callee link to one of the caller. */
  links: (asked: AskedEdge) => number;
  /** Links were looked for in a part of the traces, as there are too many. */
  inPart?: boolean;
  /** Those that have spans; undefined: any may. */
  services?: readonly string[];
  /** Too many traces lack the hop for anybody to look why. */
  isUnread?: (asked: AskedEdge) => boolean;
}

export function expectationOf(asked: AskedEdge, looked: Looked): EdgeExpectation {
  const { services = [asked.caller, asked.callee] } = looked;
  const others = services.filter((service) => service !== asked.caller && service !== asked.callee);
  const absent = [...new Set([asked.caller, asked.callee])].filter((service) => !services.includes(service)).map((service) => `no span is of \`${service}\`${nearestText(service, others)}`);
  const edge = edgeText(asked);
  // Nobody is told that all is well because of a slip of the pen.
  if (asked.must === 'not be' && absent.length > 0) return { edge, pass: false, found: absent.join(', '), undecided: true };
  const { found, ...expectation } = asked.must === 'be a link' ? linkExpectation(edge, looked.links(asked), looked.inPart === true) : hopExpectation(edge, asked, looked);
  return { ...expectation, found: [found, ...absent].join('; ') };
}

function hopExpectation(edge: string, asked: AskedEdge, { edges, isUnread = () => false }: Looked): EdgeExpectation {
  const { linked = 0, broken = 0, undecided = 0 } = edges.find(({ from, to }) => from === asked.caller && to === asked.callee) ?? {};
  if (asked.must === 'not be') return { edge, pass: linked === 0, found: `${linked} linked` };
  const unread = linked === 0 && isUnread(asked);
  const found = `${linked} linked, ${broken} broken${undecided > 0 ? `, ${undecided} undecided` : ''}${unread ? `, and too many traces of \`${asked.caller}\` without it to look why` : ''}`;
  return { edge, pass: linked > 0 && broken === 0, found, ...unread && broken === 0 && { undecided: true } };
}

function linkExpectation(edge: string, links: number, inPart: boolean): EdgeExpectation {
  const expectation = { edge, pass: links > 0, found: `${links} link${links === 1 ? '' : 's'}${inPart ? ' in the traces that were read' : ''}` };
  return inPart && links === 0 ? { ...expectation, undecided: true } : expectation;
}

function nearestText(service: string, services: readonly string[]): string {
  const near = services.length > 0 ? closest(service, services) : '';
  return near !== '' && distance(service, near) <= near.length / 2 ? ` (did you mean \`${near}\`?)` : '';
}
