// Where the events of a run go: results to standard output, progress to standard error, colour and a bar only
// on a terminal.

import { SingleBar } from 'cli-progress';

import type { Event, Report } from '../verifier/report/events.ts';
import { format, type Formatter, jsonFormatter, quietFormatter, textFormatter } from '../verifier/report/formatter.ts';
import { coloured, plain } from '../verifier/report/paint.ts';
import type { CommonOptions } from './options.ts';

type Progress = Extract<Event, { kind: 'progress' | 'gallery-progress' | 'reading' }>;

const PROGRESS: readonly Event['kind'][] = ['progress', 'gallery-progress', 'reading'] satisfies Progress['kind'][];

export function reporter({ json = false, quiet = false }: CommonOptions): Report {
  const formatter = formatterOf(json, quiet);
  const bar = process.stderr.isTTY && process.env['TERM'] !== 'dumb' && !process.env['CI'] && !quiet ? newBar() : undefined;
  return (event) => {
    if (isProgress(event)) show(bar, event);
    else bar?.stop();
    const written = format(formatter, event);
    if (written) process[written.stream].write(written.text);
  };
}

/** `hasColors` obeys NO_COLOR, FORCE_COLOR and TERM=dumb. */
function formatterOf(json: boolean, quiet: boolean): Formatter {
  const stream = json ? process.stderr : process.stdout;
  const wanted = process.env['FORCE_COLOR'] !== undefined || stream.isTTY;
  const paint = wanted && process.stdout.hasColors?.() !== false && !process.env['NO_COLOR'] ? coloured : plain;
  const forPeople = quiet ? quietFormatter(paint) : textFormatter(paint);
  return json ? jsonFormatter(forPeople) : forPeople;
}

function newBar(): SingleBar {
  return new SingleBar({ format: '{bar} {percentage}% · {text}', clearOnComplete: true, hideCursor: true });
}

function show(bar: SingleBar | undefined, progress: Progress): void {
  const { done, total, text } = stateOf(progress);
  if (bar?.isActive) bar.update(done, { text });
  else bar?.start(total, done, { text });
}

function isProgress(event: Event): event is Progress {
  return PROGRESS.includes(event.kind);
}

function stateOf(progress: Progress): { done: number; total: number; text: string } {
  if (progress.kind === 'progress') {
    const { answered, decided, requests } = progress;
    return { done: decided, total: requests, text: `${decided} of ${requests} decided · ${answered} answered` };
  }
  if (progress.kind === 'reading') {
    const { bytes, of, spans, seconds } = progress;
    const left = of === undefined || bytes === 0 ? '' : ` · ${Math.ceil((seconds * (of - bytes)) / bytes)} s left`;
    return { done: bytes, total: of ?? bytes, text: `${size(bytes)}${of === undefined ? '' : ` of ${size(of)}`} · ${spans.toLocaleString('en')} spans${left}` };
  }
  const { done, total, running } = progress;
  return { done, total, text: `${done} of ${total} · ${running.join(', ')}` };
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
