// Publishes what a command found where others read it: as an HTML report, as JUnit for CI, and as what GitHub Actions
// shows. For every command; which document has which of these forms is said in publishing/forms.ts.

import { appendFileSync } from 'node:fs';

import type { Report } from '../verifier/report/events.ts';
import type { Shown } from '../view/shown.ts';
import { assertPlaces } from './publishing/places.ts';
import { writeWhole, written } from './publishing/whole-file.ts';

export interface PublishingOptions {
  html?: string;
  junit?: string;
  github?: boolean;
}

type Publish = (document: Shown) => void;

/** `report`, with each document that it is told of published too. Throws Problem(2) before anything runs, rather than when it is over. */
export async function publishing(report: Report, options: PublishingOptions, environment: NodeJS.ProcessEnv): Promise<Report> {
  assertPlaces(options);
  const publishers = await publishersFor(options, environment);
  return (event) => {
    report(event);
    // The changes of files that are followed are no report: that comes at the end.
    if ('document' in event && event.kind !== 'check-change') for (const publish of publishers) publish(event.document);
  };
}

/** What nobody asks for is not loaded. */
async function publishersFor({ html, junit, github = false }: PublishingOptions, { GITHUB_WORKSPACE, GITHUB_STEP_SUMMARY }: NodeJS.ProcessEnv): Promise<Publish[]> {
  const publishers: Publish[] = [];
  if (html !== undefined) {
    const { reportHtml } = await import('../view/report.ts');
    publishers.push((document) => writeWhole(html, reportHtml(document)));
  }
  if (junit === undefined && !github) return publishers;
  const { githubOf, junitOf } = await import('./publishing/forms.ts');
  if (junit !== undefined) publishers.push((document) => writeWhole(junit, junitOf(document, GITHUB_WORKSPACE)));
  if (github) publishers.push((document) => showOnGithub(githubOf(document, GITHUB_WORKSPACE), GITHUB_STEP_SUMMARY));
  return publishers;
}

/** GitHub reads commands from either stream, and standard output is the document's. */
function showOnGithub({ annotations, summary }: { annotations: string; summary: string }, file: string | undefined): void {
  process.stderr.write(annotations);
  if (file) written(file, () => appendFileSync(file, summary));
}
