// A hop from service-a to service-b as lines of a span file, and the command `check` run on files. For tests.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CheckDocument } from '../../verifier/check.ts';
import { type Ended, tracehop } from '../fixtures/tracehop.ts';

export const TRACE = '0af7651916cd43dd8448eb211c80319c';
const OUTSIDE = '54e238f0d2f4d0f8';
const CLIENT = '05dcf79c4bf5fa66';

type Fields = Readonly<Record<string, unknown>>;

/** A span alone, as the Collector writes it. */
export function spanOf(fields: Fields = {}): Fields {
  return { traceId: TRACE, spanId: 'b7ad6b7169203331', flags: 257, name: 'odd', kind: 1, startTimeUnixNano: '1764000000000000000', endTimeUnixNano: '1764000001000000000', status: {}, ...fields };
}

export function lineOf(service: string, ...spans: readonly Fields[]): string {
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] }, scopeSpans: [{ scope: { name: 'http' }, spans }] }] });
}

export const CALLER = lineOf('service-a',
  spanOf({ spanId: '9f0a445b96d9352f', parentSpanId: OUTSIDE, flags: 769, name: 'GET /call-b', kind: 2 }),
  spanOf({ spanId: CLIENT, parentSpanId: '9f0a445b96d9352f', name: 'GET', kind: 3 }));
export const CALLEE = lineOf('service-b', spanOf({ spanId: '86d22c04cd3ce99f', parentSpanId: CLIENT, flags: 769, name: 'GET /work', kind: 2 }));
/** The hop in whole. */
export const HOP = `${CALLER}\n${CALLEE}\n`;

/** What a test looks at: the counts that are not 0, and what is told of places in files. */
export interface Seen {
  exitCode: number | null;
  spans: number;
  traces: number;
  linked: number;
  counts: Partial<Record<typeof COUNTS[number], number>>;
  /** `FILE:LINE REASON`. */
  unreadable: string[];
  /** `FILE:LINE CODE COUNT`. */
  findings: string[];
}

const COUNTS = ['roots', 'orphans', 'duplicates', 'conflicts', 'cycles', 'unplaced'] as const;

/** The document of a run that printed one. `folder`: its name is left out of the places. */
export function seenIn({ exitCode, stdout }: Ended, folder: string): Seen {
  const document = JSON.parse(stdout) as CheckDocument;
  const place = ({ file, line }: { file: string; line: number }): string => `${file.replace(`${folder}/`, '')}:${line}`;
  return {
    exitCode, spans: document.spans, traces: document.traces, linked: document.edges.find(({ from, to }) => `${from} -> ${to}` === 'service-a -> service-b')?.linked ?? 0,
    counts: Object.fromEntries(COUNTS.map((name) => [name, document[name]] as const).filter(([, count]) => count > 0)),
    unreadable: document.unreadable.map((each) => `${place(each)} ${each.reason}`), findings: document.findings.map((each) => `${place(each)} ${each.code} ${each.count}`),
  };
}

/** Writes it, and checks it. */
export async function checkBytes(folder: string, bytes: string | Uint8Array, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const file = join(folder, 'odd');
  writeFileSync(file, bytes);
  return tracehop(['check', '--json', file], env);
}
