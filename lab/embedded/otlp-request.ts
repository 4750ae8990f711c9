// The body of an OTLP/HTTP request, unpacked, or the reason for which it is not taken. Neither a long body nor
// a short one that unpacks to a long one takes more memory than the limit.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp-request

import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { Refusal } from './refusal.ts';

/** Bytes, as sent and as unpacked. The Collector's own limit. */
export const LIMIT = 20 * 1024 * 1024;

const unpack = promisify(gunzip);

/** Throws Refusal; any other error says that the client went away. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const gzipped = isGzipped(request.headers);
  const sent = await bytesOf(request);
  const body = gzipped ? await unpacked(sent) : sent;
  if (!isUtf8(body)) throw new Refusal(400, 'The body is not UTF-8.');
  return body.toString();
}

export function checkRoute(method: string | undefined, url: string | undefined): void {
  const [path = ''] = (url ?? '').split('?');
  if (path !== '/v1/traces') throw new Refusal(404, `There is nothing at \`${path}\`: the embedded collector takes traces only, at \`/v1/traces\`.`);
  if (method !== 'POST') throw new Refusal(405, `\`${path}\` takes \`POST\`, not \`${method}\`.`);
}

function isGzipped(headers: IncomingHttpHeaders): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(415, `The content type is \`${type.trim()}\`: the embedded collector takes OTLP as \`application/json\` only.`);
  }
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new Refusal(415, `The content encoding is \`${encoding}\`: the embedded collector takes \`gzip\` or none.`);
  }
  return encoding === 'gzip';
}

/** Too long a body is read to its end all the same: the client sees no answer before it has sent it. */
async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LIMIT) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (length > LIMIT) throw tooLong();
  return Buffer.concat(chunks);
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLong();
    throw new Refusal(400, `The body is not gzip: ${(error as Error).message}.`);
  }
}

function tooLong(): Refusal {
  return new Refusal(413, `The body is longer than ${LIMIT} bytes.`);
}
