// What a `verify` is aimed at: by its options, a span file and some URLs, or else the running Compose lab.

import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { type CollectorAccess, directAccess } from '../lab/collector-access.ts';
import { composeAccess, publishedUrl } from '../lab/compose-access.ts';
import type { ComposeProject } from '../lab/compose-project.ts';
import { Problem } from '../lab/problem.ts';
import type { Watch } from '../lab/watch.ts';
import type { Finding } from '../verifier/findings.ts';
import type { Verdict } from '../verifier/verdict.ts';
import type { VerifyOptions } from './options.ts';

/** What docker-compose.yml publishes. */
const DEFAULT_URL = 'http://127.0.0.1:8081/call-b';

export async function collectorOf({ traces, raw, health, counters, alive, timeout }: VerifyOptions, project: ComposeProject): Promise<CollectorAccess> {
  if (traces !== undefined) {
    for (const file of [traces, ...raw === undefined ? [] : [raw]]) refuseNoFile(file);
    return directAccess({ traces, raw, health, counters, alive: Object.fromEntries(alive.map(({ service, url }) => [service, url])) }, process.env['COLLECTOR_KIND'] === 'docker', timeout * 1000);
  }
  if (raw !== undefined || health !== undefined || counters !== undefined || alive.length > 0) {
    throw new Problem(2, '--raw, --health, --counters and --alive describe the Collector that writes --traces: give that too.');
  }
  return composeAccess(project);
}

export async function urlOf({ url, traces }: VerifyOptions, project: ComposeProject): Promise<string> {
  return url ?? (traces === undefined ? publishedUrl(project) : DEFAULT_URL);
}

/** Node's limit for the headers of one request: https://nodejs.org/api/cli.html#--max-http-header-sizesize */
const NODE_HEADERS = 16 * 1024;

/** What went wrong around the request, for a verdict that it may explain. */
export async function misfortunes({ access, watch, options }: { access: CollectorAccess; watch: Watch; options: Pick<VerifyOptions, 'baggage'> }, { linked }: Verdict): Promise<Finding[]> {
  const unreadable = watch.unreadable.map((reason) => ({ code: 'UNREADABLE_LINE', message: `A line of the span file was skipped. ${reason}.` }));
  if (linked) return unreadable;
  const unready = await access.unready();
  return [
    ...unreadable,
    ...(options.baggage ?? 0) > NODE_HEADERS ? [{ code: 'LARGE_HEADERS', message: `The request had ${options.baggage} bytes of baggage, and Node takes ${NODE_HEADERS} bytes of headers: it answers 431, or ends the connection while more comes. Send less, or raise --max-http-header-size.` }] : [],
    ...unready === undefined ? [] : [{ code: 'COLLECTOR_DOWN', message: unready }],
    ...existsSync(access.traces) ? [] : [{ code: 'NO_SPAN_FILE', message: `The span file \`${access.traces}\` does not exist: no span was written to it yet.` }],
  ];
}

/** A file that is not there yet may come. What is there and has no size of its own, such as a FIFO, would look empty for ever. */
function refuseNoFile(file: string): void {
  if (!existsSync(dirname(file))) throw new Problem(3, `The folder of the span file \`${file}\` does not exist.`);
  if (file === '' || statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw new Problem(3, `The span file \`${file}\` is not a file.`);
}
