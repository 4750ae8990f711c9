// The Collector's own log, as it writes it to a console: time, level, place, message and fields, with tabs between them.

export interface LogLine {
  message: string;
  count: number;
}

/** What every Collector logs when it takes spans. */
export const READY = 'Everything is ready';

const MOST = 5;
const LINE = /^\S+\t(?:warn|error)\t\S+\t(?<message>[^\t]*)(?:\t(?<fields>\{.*))?$/;

/** Warnings and errors since it was ready, each once, with how often it came; the most frequent first. */
export function warningsIn(log: string): LogLine[] {
  const counts = new Map<string, number>();
  for (const line of log.slice(Math.max(0, log.indexOf(READY))).split('\n')) {
    const { message, fields = '{}' } = LINE.exec(line)?.groups ?? {};
    if (message === undefined) continue;
    const text = [message, errorIn(fields)].filter((part) => part !== '').join(': ');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([message, count]) => ({ message, count })).toSorted((one, other) => other.count - one.count).slice(0, MOST);
}

function errorIn(fields: string): string {
  try {
    return String((JSON.parse(fields) as { error?: unknown }).error ?? '');
  } catch {
    return '';
  }
}
