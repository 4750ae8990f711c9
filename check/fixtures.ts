// Checks lines of span files in memory: the way of the command `check`, without files.

import { packLine } from '../verifier/reading/packing.ts';
import { PARTITIONS, partitionOf, WORDS } from '../verifier/reading/records.ts';
import type { CheckDocument } from '../verifier/check.ts';
import { Examination, type Questions, tallyOf } from './examination.ts';
import type { Records } from './records.ts';
import { wholeSpansIn } from './whole-span.ts';

export type Checked = Pick<CheckDocument, 'spans' | 'traces' | 'roots' | 'entries' | 'orphans' | 'cycles' | 'duplicates' | 'conflicts' | 'services' | 'edges'>;

export function checkedLines(lines: readonly string[], questions: Partial<Questions> = {}): Checked {
  const asking = { asked: [], wanted: new Set<string>(), ...questions };
  const records = recordsOf(lines);
  const tally = tallyOf(records, asking);
  const examination = new Examination(tally, records.services, asking);
  const whole = lines.flatMap((line) => wholeSpansIn(JSON.parse(line), (trace) => tally.suspects.traces.has(trace)));
  for (const [trace, spans] of [...Map.groupBy(whole, ({ trace }) => trace)].sort(([one], [other]) => (one < other ? -1 : 1))) examination.add(trace, spans);
  for (const _ of examination.judging());
  examination.close();
  for (const _ of examination.judging());
  const { repetitions: _, ...counts } = tally.counts;
  return { ...counts, duplicates: examination.duplicates, conflicts: examination.conflicts, services: records.services.filter((_name, number) => tally.services.has(number)), edges: examination.edges.entries() };
}

/** The links that are counted of spans alone: `from -> to`, and how often. */
export function linksIn(lines: readonly string[]): Record<string, number> {
  const records = recordsOf(lines);
  const { links } = tallyOf(records, { asked: [], wanted: new Set() });
  return Object.fromEntries([...links].flatMap(([from, callees]) => [...callees].map(([to, count]) => [`${records.services[from]} -> ${records.services[to]}`, count])));
}

export function recordsOf(lines: readonly string[]): Records {
  const services = [...new Set(lines.flatMap((line) => {
    const names: string[] = [];
    packLine(line, 0, (name) => names.push(name) - 1);
    return names;
  }))].sort();
  const partitions = Array.from({ length: PARTITIONS }, () => [] as number[]);
  lines.forEach((line, page) => {
    const { records } = packLine(line, page, (name) => services.indexOf(name));
    for (let at = 0; at < records.length; at += WORDS) partitions[partitionOf(records, at)]!.push(...records.subarray(at, at + WORDS));
  });
  return { services, read: (partition) => Uint32Array.from(partitions[partition]!) };
}
