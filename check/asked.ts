// What is asked of the hops between services: `a -> b` must be linked and never broken, `!a -> b` must not be there,
// `~a -> b` must be there as a link between spans.

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

/** `links`: how many spans of the callee link to one of the caller; `inPart`: in a part of its traces, as there are too many. */
export function expectationOf(asked: AskedEdge, edges: readonly EdgeEntry[], links: (asked: AskedEdge) => number, inPart = false): EdgeExpectation {
  const { linked = 0, broken = 0, undecided = 0 } = edges.find(({ from, to }) => from === asked.caller && to === asked.callee) ?? {};
  const edge = edgeText(asked);
  if (asked.must === 'be a link') return linkExpectation(edge, links(asked), inPart);
  if (asked.must === 'not be') return { edge, pass: linked === 0, found: `${linked} linked` };
  return { edge, pass: linked > 0 && broken === 0, found: `${linked} linked, ${broken} broken${undecided > 0 ? `, ${undecided} undecided` : ''}` };
}

function linkExpectation(edge: string, links: number, inPart: boolean): EdgeExpectation {
  const expectation = { edge, pass: links > 0, found: `${links} link${links === 1 ? '' : 's'}${inPart ? ' in the traces that were read' : ''}` };
  return inPart && links === 0 ? { ...expectation, undecided: true } : expectation;
}
