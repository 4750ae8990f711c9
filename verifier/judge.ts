// From what is known of one request, and of the run that it is part of, to verdicts: hop by hop, each edge with the
// same rules. Live and from saved files it is this same function.

import type { Account, AnswerOfA, Answers } from './answers.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { Gathered } from './gathered.ts';
import { isSettled } from './settled.ts';
import type { Span } from './span.ts';
import { seen, type Truth, type Witness } from './truth.ts';
import { decide, type Verdict } from './verdict.ts';
import type { TraceContext } from './wire.ts';

/** Names are `service.name`s. */
export interface Edge {
  caller: string;
  callee: string;
}

/** Answers that do not name their services tell of the first. */
export type Edges = readonly [Edge, ...Edge[]];

export interface Requested extends Pick<Gathered, 'answers' | 'requestError'> {
  probe: Witness<TraceContext>;
  tap: readonly Span[];
  file: readonly Span[];
  /** Milliseconds since the answer, and since anything new was seen at the Collector. */
  quiet: number;
}

export interface RunState extends Pick<Gathered, 'alone' | 'strays' | 'emptied' | 'allWritten' | 'holding' | 'otherTraces'> {
  hasTap: boolean;
  /** The Collector was not there for a while: exporters try again, at longer and longer intervals. */
  outage: boolean;
  /** Whether a service has ended, so that nothing more comes from it. */
  gone: (service: string) => Truth;
}

export interface JudgedHop {
  edge: Edge;
  evidence: Evidence;
  verdict: Verdict;
}

/** `evidence` and `verdict` are those of the first hop that is not linked; where all are, of the first. */
export interface Judged extends JudgedHop {
  hops: readonly JudgedHop[];
}

export function judge(edges: Edges, requested: Requested, run: RunState): Judged {
  const answered = answeredHop(edges[0], requested.answers);
  const hops = edges.map((edge): JudgedHop => {
    const evidence = evidenceOf(gather(edge, answered, requested, run));
    return { edge, evidence, verdict: decide(evidence) };
  });
  const deciding = hops.find(({ verdict }) => !verdict.linked) ?? hops[0]!;
  return { ...deciding, hops };
}

function gather(edge: Edge, entry: Edge, { answers, probe, tap, file, quiet, requestError }: Requested, run: RunState): Gathered {
  const { alone, strays, emptied, allWritten, holding, otherTraces, gone, hasTap, outage } = run;
  const said = answersOn(edge, entry, answers);
  const settled = (service: string, account: Witness<Account>): Truth => isSettled(account, { quiet, outage, gone: gone(service) });
  return {
    ...edge, requestError, answers: said, probe: edge.caller === entry.caller ? probe : 'unknown',
    file, tap: hasTap ? tap : 'unknown', fileRead: { caller: true, callee: true },
    alone, strays, otherTraces, emptied, allWritten, holding,
    ended: { caller: gone(edge.caller), callee: gone(edge.callee) }, settled: { caller: settled(edge.caller, said.a), callee: settled(edge.callee, said.b) },
  };
}

/** The hop of which the answers tell, by the names that the services give themselves. */
function answeredHop({ caller, callee }: Edge, { a, b }: Answers): Edge {
  return { caller: (seen(a) ? a.service : null) ?? caller, callee: (seen(b) ? b.service : null) ?? callee };
}

/** The answer of A tells of A and of B; behind B, B is the caller, and of who comes next nobody tells. */
function answersOn(edge: Edge, entry: Edge, answers: Answers): Answers {
  if (edge.caller === entry.caller) return { a: answers.a, b: edge.callee === entry.callee ? answers.b : 'unknown' };
  return { a: edge.caller === entry.callee ? asCaller(answers) : 'unknown', b: 'unknown' };
}

function asCaller({ a, b }: Answers): Witness<AnswerOfA> {
  if (!seen(b)) return 'unknown';
  const { received: _, ...account } = b;
  return { ...account, httpStatus: (seen(a) ? a.statusOfB : null) ?? 200, error: null, statusOfB: null };
}
