// Sends one request with a trace context of its own, and returns the answer, or why there was none: with
// `curl`, for a reader to repeat, or with `fetch`, where there are thousands.

import { $ } from 'zx';

import type { SavedAnswer } from '../verifier/replay.ts';
import type { TraceContext } from '../verifier/wire.ts';
import { probeHeaders, type ProbeSettings } from './probe.ts';
import { Problem } from './problem.ts';

/** `body` is undefined where it is not JSON. `error`: why there was none. */
export type Answer = SavedAnswer;

export interface Sending {
  url: string;
  /** How the trace context is written, and what goes along. */
  probe: Pick<ProbeSettings, 'format' | 'baggage'>;
  /** Milliseconds until the answer is given up. */
  timeout: number;
  signal: AbortSignal;
}

export type Send = (probe: TraceContext, sending: Sending) => Promise<Answer>;

/** Longer headers go through standard input: one word of a command is 128 KiB at most. Characters. */
const LONGEST_WORD = 100_000;

/** Longer headers are cut where the command is shown. Characters. */
const LONGEST_SHOWN = 300;

export async function sendWithCurl(probe: TraceContext, { url, probe: settings, timeout, signal }: Sending): Promise<Answer> {
  const lines = headerLines(probe, settings);
  const short = lines.filter((line) => line.length <= LONGEST_WORD);
  const input = lines.filter((line) => !short.includes(line)).join('\n');
  const shell = $({ quiet: true, nothrow: true, input, signal });
  const { exitCode, stdout, stderr } = await shell`curl ${curlWords(input ? [...short, '@-'] : short, url)} --max-time ${timeout / 1000} --write-out ${'\n%{http_code}'}`;
  signal.throwIfAborted();
  if (exitCode === 127) throw new Problem(5, '`curl` is not installed: the request is sent with it. Debian: `apt install curl`; macOS and Windows have it.');
  if (exitCode !== 0) return { error: stderr.trim() || `curl ended with exit code ${exitCode}` };
  const lastLine = stdout.lastIndexOf('\n');
  return { httpStatus: Number(stdout.slice(lastLine + 1)), body: json(stdout.slice(0, lastLine)) };
}

/** What to type to send the same request again; a header that is very long is cut. */
export function curlLine(probe: TraceContext, url: string, settings: Sending['probe']): string {
  const lines = headerLines(probe, settings).map((line) => line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}… (${line.length} characters)` : line);
  return ['curl', ...curlWords(lines, url)].map((word) => /^[\w.:/=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}

function headerLines(probe: TraceContext, settings: Sending['probe']): string[] {
  return Object.entries(probeHeaders(probe, settings)).map(([name, value]) => `${name}: ${value}`);
}

/** `--disable` leaves out the reader's ~/.curlrc, and comes first; a proxy is none of the lab's parts. */
function curlWords(headers: readonly string[], url: string): string[] {
  return ['--disable', '--noproxy', '*', '--silent', '--show-error', '--globoff', ...headers.flatMap((header) => ['--header', header]), url];
}

export async function sendWithFetch(probe: TraceContext, { url, probe: settings, timeout, signal }: Sending): Promise<Answer> {
  try {
    const response = await fetch(url, { headers: probeHeaders(probe, settings), signal: AbortSignal.any([AbortSignal.timeout(timeout), signal]) });
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
