// Sends one request with a trace context of its own, and returns the answer, or why there was none: with
// `curl`, for a reader to repeat, or with `fetch`, where there are thousands.

import { $ } from 'zx';

import { formatTraceparent, type TraceContext } from '../verifier/wire.ts';
import { Problem } from './problem.ts';

export type Answer =
  /** `body` is undefined where it is not JSON. */
  | { httpStatus: number; body: unknown }
  | { error: string };

export interface Sending {
  url: string;
  /** Milliseconds until the answer is given up. */
  timeout: number;
  signal: AbortSignal;
}

export type Send = (probe: TraceContext, sending: Sending) => Promise<Answer>;

export async function sendWithCurl(probe: TraceContext, { url, timeout, signal }: Sending): Promise<Answer> {
  const shell = $({ quiet: true, nothrow: true, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const { exitCode, stdout, stderr } = await shell`curl ${curlWords(probe, url)} --max-time ${timeout / 1000} --write-out ${'\n%{http_code}'}`;
  signal.throwIfAborted();
  if (exitCode === 127) throw new Problem(5, '`curl` is not installed: the request is sent with it. Debian: `apt install curl`; macOS and Windows have it.');
  if (exitCode !== 0) return { error: stderr.trim() || `curl ended with exit code ${exitCode}` };
  const lastLine = stdout.lastIndexOf('\n');
  return { httpStatus: Number(stdout.slice(lastLine + 1)), body: json(stdout.slice(0, lastLine)) };
}

/** What to type to send the same request again. */
export function curlLine(probe: TraceContext, url: string): string {
  return ['curl', ...curlWords(probe, url)].map((word) => /^[\w.:/=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}

/** `--disable` leaves out the reader's ~/.curlrc, and comes first; a proxy is none of the lab's parts. */
function curlWords(probe: TraceContext, url: string): string[] {
  return ['--disable', '--noproxy', '*', '--silent', '--show-error', '--globoff', '--header', `traceparent: ${formatTraceparent(probe)}`, url];
}

export async function sendWithFetch(probe: TraceContext, { url, timeout, signal }: Sending): Promise<Answer> {
  try {
    const response = await fetch(url, { headers: { traceparent: formatTraceparent(probe) }, signal: AbortSignal.any([AbortSignal.timeout(timeout), signal]) });
    return { httpStatus: response.status, body: json(await response.text()) };
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error;
    return { error: cause instanceof Error && cause.message ? cause.message : message };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
