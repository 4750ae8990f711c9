// Conditions about what a proxy of the learner's, the service `hop`, wrote to its log: lines of JSON, among others.

import type { Graded } from './graded.ts';

type Check = (run: Pick<Graded, 'judged' | 'hopLog'>, argument: string) => string | undefined;

export const LOG_CONDITIONS = {
  /** `/work`: of each request for that, it still says how long it took, and which one it was. */
  'measured': ({ judged, hopLog }, url) => {
    const lines = hopLog.split('\n').map(fieldsOf).filter((fields) => fields['url'] === url && isId(fields['id']) && Number.isFinite(fields['milliseconds']));
    return lines.length >= judged.length ? undefined
      : `The proxy must still measure: a line in its log for each request for \`${url}\`, with \`id\`, \`url\` and \`milliseconds\`. It wrote ${lines.length || 'none'}.`;
  },
} as const satisfies Readonly<Record<string, Check>>;

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** None, where the line is no JSON object. */
function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
