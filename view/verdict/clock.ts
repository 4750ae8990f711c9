// The time scale of a waterfall, and each span's bar on it. Clocks of services differ: the scale is that of the first
// service of the request, and a bar that lies outside is clipped; what it says besides are the raw times.

import type { SpanEntry } from '../../verifier/document.ts';

/** In parts of 1,000 of the scale. */
export interface Bar {
  start: number;
  width: number;
  /** Outside the scale, wholly. */
  beyond: 'before' | 'behind' | null;
}

export interface Scale {
  start: number;
  end: number;
}

const WHOLE = 1_000;
const THINNEST = 6;

/** Undefined: no span has times. */
export function scaleOf(spans: readonly SpanEntry[], service: string): Scale | undefined {
  const timed = spans.filter(hasTimes);
  const first = timed.some((span) => span.service === service) ? service : timed[0]?.service;
  const base = reach(timed.filter((span) => span.service === first));
  if (!base) return undefined;
  const near = timed.filter(({ startTime, endTime }) => startTime <= base.end && endTime >= base.start);
  return reach(near);
}

export function barOf(span: SpanEntry, { start, end }: Scale): Bar | undefined {
  if (!hasTimes(span)) return undefined;
  const length = Math.max(end - start, 1);
  if (span.endTime < start) return { start: 0, width: THINNEST, beyond: 'before' };
  if (span.startTime > end) return { start: WHOLE - THINNEST, width: THINNEST, beyond: 'behind' };
  const at = (time: number): number => Math.round((Math.min(Math.max(time, start), end) - start) / length * WHOLE);
  const left = Math.min(at(span.startTime), WHOLE - THINNEST);
  return { start: left, width: Math.max(at(span.endTime) - left, THINNEST), beyond: null };
}

/** Raw, by the clock of the service, such as `12:00:00.010, 8 ms`. */
export function timesText(span: SpanEntry): string {
  if (!hasTimes(span)) return 'no times';
  return `${clockText(span.startTime)}, ${lengthText(span.endTime - span.startTime)}`;
}

/** How far from the scale a span outside it lies. */
export function distanceText(span: SpanEntry, { start, end }: Scale): string {
  return span.endTime < start ? `${lengthText(start - span.startTime)} earlier by its clock` : `${lengthText(span.startTime - end)} later by its clock`;
}

function hasTimes({ startTime, endTime }: SpanEntry): boolean {
  return startTime > 0 && endTime >= startTime && endTime < 8.64e15;
}

function reach(spans: readonly SpanEntry[]): Scale | undefined {
  if (spans.length === 0) return undefined;
  return { start: Math.min(...spans.map(({ startTime }) => startTime)), end: Math.max(...spans.map(({ endTime }) => endTime)) };
}

function clockText(time: number): string {
  return new Date(time).toISOString().slice(11, 23);
}

function lengthText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
