// The pipelines as chains: which components stand behind one another, what flows between them, and which are marked.

import { counted } from '../../verifier/report/counted.ts';
import { breaksTraces, losesTraces, tracesOut } from '../../verifier/stage.ts';
import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import type { Tone } from '../tone.ts';

export interface Mark {
  words: string;
  tone: Tone;
}

/** What became of the traces that came in, the good ones first. */
export interface Outcome {
  outcome: 'whole' | 'broken' | 'gone' | 'diverted';
  count: number;
  says: string;
}

export interface Flow {
  name: string;
  spans: number;
  traces: number;
}

export interface Link {
  stage: StageEntry;
  mark: Mark | null;
  outcomes: Outcome[];
  /** What it did to spans that cannot be seen from the outcomes. */
  notes: string[];
  name: string;
  into: Flow;
}

export interface Lane {
  pipeline: string;
  links: Link[];
  out: Flow;
}

/** One a pipeline. Connectors, and load balancers, end that which feeds them. */
export function lanesOf(document: XrayDocument): Lane[] {
  return [...Map.groupBy(document.stages, ({ pipeline }) => pipeline)].map(([pipeline, stages]) => {
    const last = stages.at(-1)!;
    return { pipeline, links: stages.map((stage, at) => linkOf(stage, stages[at - 1], document)), out: flow(`out of ${last.component}`, last.spansOut, tracesOut(last)) };
  });
}

function linkOf(stage: StageEntry, before: StageEntry | undefined, document: XrayDocument): Link {
  const [mark, outcomes, notes] = [markOf(stage, document), outcomesOf(stage), notesOf(stage)];
  const { component, pipeline, spansIn, spansOut, tracesIn } = stage;
  const became = outcomes.map(({ count, says }) => `${count} ${says}`).join(', ');
  const name = `${component} in ${pipeline}: ${counted(spansIn, 'span')} in, ${spansOut} out; of ${counted(tracesIn, 'trace')} ${became || 'nothing is known'}${notes.length > 0 ? `; ${notes.join(', ')}` : ''}${mark ? `: ${mark.words}` : ''}`;
  return { stage, mark, outcomes, notes, name, into: flow(before ? `from ${before.component} to ${component}` : `into ${component}`, spansIn, tracesIn) };
}

function flow(way: string, spans: number, traces: number): Flow {
  return { name: `${way}: ${counted(spans, 'span')}, ${counted(traces, 'trace')}`, spans, traces };
}

/** A fault is certain only where the verdict is, and none where the expectations allow it. */
export function markOf(stage: StageEntry, { verdict }: Pick<XrayDocument, 'verdict'>): Mark | null {
  if (stage.fault === null) return null;
  if (verdict === 'UNDECIDED') return { words: 'what is missing may only be late', tone: 'open' };
  if (verdict === 'BREAKS_TRACES' && breaksTraces(stage)) return { words: 'breaks traces here', tone: 'bad' };
  if (losesTraces(stage)) return { words: 'loses spans here', tone: 'bad' };
  return { words: 'breaks traces, as `tracehop.yaml` allows', tone: 'open' };
}

function outcomesOf({ tracesWhole, tracesBroken, tracesSplit, tracesGone, tracesMeant, tracesDiverted }: StageEntry): Outcome[] {
  const all: Outcome[] = [
    { outcome: 'whole', count: tracesWhole, says: 'whole' }, { outcome: 'broken', count: tracesBroken + tracesSplit, says: 'broken' },
    { outcome: 'gone', count: tracesGone, says: tracesMeant > 0 ? `gone (${tracesMeant} as meant)` : 'gone' }, { outcome: 'diverted', count: tracesDiverted, says: 'for another way' },
  ];
  return all.filter(({ count }) => count > 0);
}

function notesOf({ dropped, orphansMade, idsChanged, parentsChanged }: StageEntry): string[] {
  const notes = [[dropped, `${counted(dropped, 'span')} dropped`], [orphansMade, `${counted(orphansMade, 'orphan')} made`], [idsChanged, `${counted(idsChanged, 'id')} changed`], [parentsChanged, `${counted(parentsChanged, 'parent')} changed`]] as const;
  return notes.flatMap(([count, says]) => count > 0 ? [says] : []);
}
