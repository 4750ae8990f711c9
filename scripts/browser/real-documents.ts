// Documents of every kind, each printed by a real run of its command.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chooseCollector } from '../../lab/collector-choice.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import type { GalleryDocument } from '../../verifier/gallery.ts';
import type { LedgerDocument } from '../../verifier/ledger.ts';
import type { Shown } from '../../view/shown.ts';
import { tracehop } from '../fixtures/tracehop.ts';

const { kind } = await chooseCollector(undefined, process.env);

/** Why there is no X-ray, or false. */
export const noXray = kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`';

/** What each is called, and the command that prints it. */
const COMMANDS = {
  xray: ['xray', 'xray/examples/tail-sampling/before.yaml'],
  'whole check': ['check', 'check/examples/whole.jsonl'],
  'broken check': ['check', 'check/examples/stripped.jsonl'],
  scenarios: ['scenario', 'list'],
  course: ['workshop', 'list'],
  'solved exercise': ['workshop', 'check', '1', '--dir', 'workshop/01-healthy-hop/solution'],
  'unsolved exercise': ['workshop', 'check', '2', '--dir', 'workshop/02-lost-header/exercise'],
} as const;

const SCENARIOS = { 'linked verdict': 'healthy', 'broken verdict': 'proxy-strips-header', ledger: 'caller-context-leaked' } as const;

export type Name = keyof typeof COMMANDS | keyof typeof SCENARIOS | 'gallery';

export const NAMES = [...Object.keys(SCENARIOS), 'gallery', ...Object.keys(COMMANDS)] as Name[];

/** Without the X-ray where it cannot be run. */
export async function realDocuments(): Promise<Partial<Record<Name, Shown>>> {
  const commands = Object.entries(COMMANDS).filter(([name]) => name !== 'xray' || !noXray);
  const [{ gallery, outcomes }, printed] = await Promise.all([
    runScenarios(Object.values(SCENARIOS)),
    Promise.all(commands.map(async ([name, words]) => [name, await printedBy(words)] as const)),
  ]);
  return { ...Object.fromEntries(Object.entries(SCENARIOS).map(([name, id]) => [name, outcomes[id]])), gallery, ...Object.fromEntries(printed) };
}

export interface Outcomes {
  gallery: GalleryDocument;
  outcomes: Record<string, VerdictDocument | LedgerDocument>;
}

export async function runScenarios(ids: readonly string[]): Promise<Outcomes> {
  const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
  try {
    const gallery = await printedBy(['scenario', 'run', ...ids, '--save', folder]) as GalleryDocument;
    const outcomes = ids.map(async (id) => [id, JSON.parse(await readFile(join(folder, id, 'verdict.json'), 'utf8'))] as const);
    return { gallery, outcomes: Object.fromEntries(await Promise.all(outcomes)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Throws with what the command said where it printed no document. */
async function printedBy(words: readonly string[]): Promise<Shown> {
  const { stdout, stderr } = await tracehop([...words, '--json'], { NO_COLOR: '1' });
  if (stdout === '') throw new Error(`\`tracehop ${words.join(' ')}\` printed nothing: ${stderr}`);
  return JSON.parse(stdout) as Shown;
}
