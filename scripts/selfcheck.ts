// Checks the gallery: every scenario gets its expected verdict, and is linked without its fault; and nothing is
// missing from it, and nothing lies around in it. With --docker, the scenarios run in containers too.

import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { Command, Option } from 'commander';
import { echo, fs, glob, path } from 'zx';

import { readGallery, SCENARIOS } from '../lab/gallery.ts';
import { Problem } from '../lab/problem.ts';
import { ROOT } from '../lab/root.ts';
import type { Scenario } from '../lab/scenario.ts';
import { type Exhibit, exhibit } from './gallery/exhibit.ts';
import { remaindersOf } from './gallery/remainders.ts';
import type { Venue } from './gallery/venue.ts';
import { interruption } from './interruption.ts';
import { reporter } from './output.ts';
import { readSaved } from './saved.ts';
import { JOBS, reportRows, venueOf } from './scenario.ts';
import { type CheckedRun, checkedRuns, sharesText } from './selfcheck/checked-runs.ts';
import { CHECKS, type GallerySeen } from './selfcheck/checks.ts';
import { decidedShare } from './selfcheck/removals.ts';

const INTERRUPTED = 130;

interface Options {
  docker?: boolean;
  collector?: string;
}

const options = new Command('selfcheck')
  .addOption(new Option('--docker', 'run the scenarios in containers too'))
  .addOption(new Option('--collector <path>', 'the Collector to run, or `embedded`'))
  .parse().opts<Options>();
const signal = interruption();
const report = reporter({});
const folder = await fs.mkdtemp(path.join(tmpdir(), 'tracehop-selfcheck-'));

async function show(scenarios: readonly Scenario[], venue: Venue): Promise<Exhibit[]> {
  const began = performance.now();
  const exhibits = await exhibit(scenarios, { venue, jobs: JOBS, report, signal });
  reportRows(exhibits, began, report);
  return exhibits;
}

async function look(): Promise<GallerySeen> {
  const scenarios = readGallery();
  const save = path.join(folder, 'saved');
  const processes = await venueOf({ save, ...options.collector === undefined ? {} : { collector: options.collector } }, report);
  const exhibits = await show(scenarios, processes);
  const again = new Map(await Promise.all(exhibits.filter(({ decided }) => decided.length > 0)
    .map(async ({ scenario: { id } }) => [id, (await readSaved(path.join(save, id))).judged] as const)));
  const checked = await checkedAgain(save, again);
  echo(sharesText(checked));
  echo([1, 2].map((sources) => `With ${sources} of the sources taken away, ${decidedShare(exhibits, sources)?.toFixed(1) ?? 0} % of the verdicts stay decided.`).join('\n'));
  const remainders = await show(remaindersOf(scenarios, folder), await venueOf(options.collector === undefined ? {} : { collector: options.collector }, report));
  const inContainers = options.docker ? await show(scenarios, await venueOf({ docker: true }, report)) : [];
  return { scenarios, exhibits: [...exhibits, ...inContainers], again, checked, remainders, ...files() };
}

/** Of each scenario that was run, from the span file that it left. */
async function checkedAgain(save: string, judged: GallerySeen['again']): Promise<CheckedRun[]> {
  const runs: CheckedRun[] = [];
  for (const [id, each] of judged) runs.push(...await checkedRuns(id, readFileSync(path.join(save, id, 'traces.jsonl'), 'utf8').split('\n'), each, folder));
  return runs;
}

function files(): Pick<GallerySeen, 'scenarioFiles' | 'variants' | 'texts'> {
  const textOf = (file: string): [string, string] => [file, readFileSync(path.join(ROOT, file), 'utf8')];
  const scenarioFiles = readdirSync(SCENARIOS);
  const variants = glob.globbySync('services/**/variants/*', { cwd: ROOT });
  return { scenarioFiles, variants: new Map(variants.map(textOf)), texts: new Map([...scenarioFiles.map((name) => `scenarios/${name}`), ...glob.globbySync(['workshop/*/exercise/compose.yaml', 'page/compose.yaml'], { cwd: ROOT })].map(textOf)) };
}

try {
  const seen = await look();
  const results = Object.entries(CHECKS).map(([check, misses]) => ({ check, missing: misses(seen) }));
  for (const { check, missing } of results) echo([`${missing.length === 0 ? '✓' : '✗'} ${check}`, ...missing.map((each) => `    ${each}`)].join('\n'));
  const failed = results.filter(({ missing }) => missing.length > 0);
  const skipped = [...seen.exhibits, ...seen.remainders].filter(({ row }) => row.skipped !== null).length;
  echo(`${failed.length === 0 ? 'THE GALLERY HOLDS' : `THE GALLERY DOES NOT HOLD: ${failed.length} of ${results.length} checks failed`}${skipped > 0 ? `; ${skipped} runs were skipped` : ''}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  if (!signal.aborted) console.error(error instanceof Problem ? error.message : error);
  process.exitCode = signal.aborted ? INTERRUPTED : error instanceof Problem ? error.exitCode : 1;
} finally {
  await fs.remove(folder);
}
