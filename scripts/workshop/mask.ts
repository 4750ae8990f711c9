// Compares an output that a page shows with the one that is seen: what differs from run to run is masked, and `…`
// stands for what the page leaves out, on a line of its own for whole lines. Pure.

import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';

/** In their order. */
const MASKS: readonly [pattern: RegExp, instead: string][] = [
  [/\b[\da-f]{32}\b/gi, '<trace id>'],
  [/\b[\da-f]{16}\b/gi, '<span id>'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/\b\d{19}\b/g, '<nanoseconds>'],
  [/\d+(?:\.\d+)?(?= m?s\b)/g, '<number>'],
  [/\b(?:127\.0\.0\.1|localhost):\d+/g, '127.0.0.1:<port>'],
  [/(?:\/[\w.-]+)*\/tracehop-[\w-]+/g, '<folder>'],
  [/\.cache\/[\w-]+-[\da-f]{8}\b/g, '<folder>'],
  // Under ids that differ, each `^` is under a digit that differs.
  [/^ *\^[ ^]*$/gm, '<marks>'],
  // Which Collector it was.
  [/^Written by .*$/gm, '<collector>'],
];

export function masked(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd()).join('\n').trim();
  return MASKS.reduce((result, [pattern, instead]) => result.replace(pattern, instead), lines);
}

/** Undefined: they are alike. Else the difference, masked, as a patch from what is shown to what is seen. */
export function difference(shown: string, seen: string): string | undefined {
  const [expected, found] = [masked(shown), masked(seen)];
  if (patternOf(expected).test(`${found}\n`)) return undefined;
  return createTwoFilesPatch('', '', `${expected}\n`, `${found}\n`, undefined, undefined, { context: 1, headerOptions: OMIT_HEADERS }).trimEnd();
}

function patternOf(shown: string): RegExp {
  const lines = shown.split('\n').map((line) => line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map((part) => RegExp.escape(part)).join('.*')}\\n`);
  return new RegExp(`^${lines.join('')}$`);
}
