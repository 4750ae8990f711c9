// The gallery: lists the scenarios, or runs them and compares the verdict of each with the expected one.

import { chooseCollector, nameOf } from '../lab/collector-choice.ts';
import { readGallery, readScenarios } from '../lab/gallery.ts';
import { Problem } from '../lab/problem.ts';
import { VERSION } from '../lab/root.ts';
import type { Scenario } from '../lab/scenario.ts';
import { galleryDocument, galleryExitCode } from '../verifier/gallery.ts';
import { exhibit, onProcesses } from './gallery/exhibit.ts';
import type { ScenarioRunOptions } from './options.ts';
import type { Circumstances } from './verify.ts';

/** So many at a time were quickest on 2 cores. */
const JOBS = 3;

/** Returns the exit code, as the other command does. */
export function scenarioList({ report }: Pick<Circumstances, 'report'>, folder?: string): number {
  const scenarios = readGallery(folder).map(({ id, title, broken, verdict, where, findings }) => ({ id, title, broken, verdict, where, findings }));
  report({ kind: 'scenarios', document: { schema: 'tracehop.scenarios/1', tool: VERSION, scenarios } });
  return 0;
}

export async function scenarioRun(ids: readonly string[], options: ScenarioRunOptions, { report, signal }: Circumstances, folder?: string): Promise<number> {
  const began = performance.now();
  const scenarios = askedFor(ids, options, folder);
  const { jobs = JOBS } = options;
  const collector = await chooseCollector(options.collector, process.env);
  report({ kind: 'step', message: `Running ${scenarios.length} of the scenarios on processes, up to ${jobs} at a time, with ${nameOf(collector)}.` });
  const exhibits = await exhibit(scenarios, { venue: onProcesses(collector), jobs, report, signal });
  const document = galleryDocument(exhibits.map(({ row }) => row), { tool: VERSION, milliseconds: Math.round(performance.now() - began) });
  report({ kind: 'gallery', document });
  return galleryExitCode(document);
}

function askedFor(ids: readonly string[], { all = false }: ScenarioRunOptions, folder?: string): Scenario[] {
  if (all === ids.length > 0) throw new Problem(2, 'Name the scenarios that are to be run, or say --all. `tracehop scenario list` names them.');
  return all ? readGallery(folder) : readScenarios(ids, folder);
}
