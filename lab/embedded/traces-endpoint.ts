// POST /v1/traces: one request, one line in both files, one answer, which comes once the line is written.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { type Counters, type Exporter, EXPORTERS } from './counters.ts';
import { checkRoute, readBody } from './otlp-request.ts';
import { Refusal } from './refusal.ts';
import type { SpanFile } from './span-file.ts';
import { traceLine } from './trace-line.ts';

/** Every span that is taken goes to each of them. */
export type SpanFiles = Record<Exporter, SpanFile>;

export function tracesEndpoint(files: SpanFiles, counters: Counters): RequestListener {
  return (request, response) => {
    take(request, files, counters).then(
      () => answer(response, 200, '{"partialSuccess":{}}'),
      (error: unknown) => refuse(response, error),
    );
  };
}

/** A request without spans leaves no line. */
async function take(request: IncomingMessage, files: SpanFiles, counters: Counters): Promise<void> {
  checkRoute(request.method, request.url);
  const { text, spans } = traceLine(await readBody(request));
  if (spans === 0) return;
  const line = Buffer.from(`${text}\n`);
  const failures = (await Promise.all(EXPORTERS.map((exporter) => failureOf(exporter, files[exporter].append(line))))).flat();
  counters.count(spans, failures.map(({ exporter }) => exporter));
  if (failures.length > 0) throw new Refusal(503, failures.map(({ reason }) => reason).join(' '));
}

async function failureOf(exporter: Exporter, written: Promise<void>): Promise<{ exporter: Exporter; reason: string }[]> {
  return written.then(() => [], (error: Error) => [{ exporter, reason: `\`${exporter}\` could not write its file: ${error.message}.` }]);
}

function refuse(response: ServerResponse, error: unknown): void {
  const clientIsGone = response.destroyed;
  if (clientIsGone) return;
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'The embedded collector failed; it wrote the reason to its standard error.');
  if (refusal !== error) console.error(error);
  if (refusal.status === 503) console.error(refusal.message);
  if (refusal.status === 405) response.setHeader('allow', 'POST');
  answer(response, refusal.status, refusal.body());
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}
