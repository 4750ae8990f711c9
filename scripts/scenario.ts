// The gallery: lists the scenarios, or runs them and compares the verdict of each with the expected one.

import { chooseCollector, nameOf } from '../lab/collector-choice.ts';
import { ComposeLab } from '../lab/compose-lab.ts';
import { readGallery, readScenarios } from '../lab/gallery.ts';
import { Problem } from '../lab/problem.ts';
import { COMPOSE_FILE, VERSION } from '../lab/root.ts';
import type { Scenario } from '../lab/scenario.ts';
import { type GalleryDocument, galleryDocument, galleryExitCode } from '../verifier/gallery.ts';
import type { Report } from '../verifier/report/events.ts';
import { type Exhibit, exhibit } from './gallery/exhibit.ts';
import { openFolder } from './gallery/saving.ts';
import { inDocker, onProcesses, type Venue } from './gallery/venue.ts';
import type { ScenarioRunOptions } from './options.ts';
import type { Circumstances } from './verify.ts';

/** On 2 busy cores 2 to 6 at a time took as long: starting the services is most of it, and that takes processors. */
export const JOBS = 3;

/** Returns the exit code, as the other command does. */
export function scenarioList({ report }: Pick<Circumstances, 'report'>, folder?: string): number {
  const scenarios = readGallery(folder).map(({ id, title, broken, verdict, where, findings }) => ({ id, title, broken, verdict, where, findings }));
  report({ kind: 'scenarios', document: { schema: 'tracehop.scenarios/1', tool: VERSION, scenarios } });
  return 0;
}

export async function scenarioRun(ids: readonly string[], options: ScenarioRunOptions, { report, signal }: Circumstances, folder?: string): Promise<number> {
  const began = performance.now();
  const scenarios = askedFor(ids, options, folder);
  const { jobs = JOBS, save } = options;
  if (save !== undefined) await openFolder(save);
  const venue = await venueOf(options, report);
  report({ kind: 'step', message: `Running ${scenarios.length} of the scenarios, up to ${jobs} at a time.` });
  return galleryExitCode(reportRows(await exhibit(scenarios, { venue, jobs, report, signal }), began, report));
}

/** `began`: by this process's monotonic clock. */
export function reportRows(exhibits: readonly Exhibit[], began: number, report: Report): GalleryDocument {
  const document = galleryDocument(exhibits.map(({ row }) => row), { tool: VERSION, milliseconds: Math.round(performance.now() - began) });
  report({ kind: 'gallery', document });
  return document;
}

export async function venueOf({ docker = false, collector: asked, save }: Pick<ScenarioRunOptions, 'docker' | 'collector' | 'save'>, report: Report): Promise<Venue> {
  if (docker) {
    report({ kind: 'step', message: 'Building the images of docker-compose.yml.' });
    await ComposeLab.build([COMPOSE_FILE]);
    return inDocker(save);
  }
  const collector = await chooseCollector(asked, process.env);
  report({ kind: 'step', message: `The services will run as processes, with ${nameOf(collector)}.` });
  return onProcesses(collector, save);
}

function askedFor(ids: readonly string[], { all = false }: ScenarioRunOptions, folder?: string): Scenario[] {
  if (all && ids.length > 0) throw new Problem(2, 'Name the scenarios that are to be run, or say --all, and not both.');
  if (!all && ids.length === 0) throw new Problem(2, 'Name the scenarios that are to be run, or say --all. `tracehop scenario list` names them.');
  return all ? readGallery(folder) : readScenarios(ids, folder);
}
