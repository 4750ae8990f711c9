// The time from which on traces count: one that is fixed, or so long ago.

/** Seconds: since 1970, or before now. */
export type Since = { at: number } | { ago: number };

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** ISO 8601; without a zone, that of this machine, and a day alone begins at midnight UTC. */
const TIME = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** `2026-01-31T12:00:00Z`, or `15m`, `2h`, `3d` ago; undefined: it is none of these. */
export function sinceOf(text: string): Since | undefined {
  const { count, unit = '' } = /^(?<count>\d{1,9})(?<unit>[smhd])$/.exec(text)?.groups ?? {};
  if (count !== undefined) return { ago: Number(count) * UNITS[unit]! };
  const milliseconds = isDay(TIME.exec(text)?.groups) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : { at: Math.floor(milliseconds / 1_000) };
}

/** `Date.parse` takes the 31st of any month. */
function isDay({ year, month, day }: Readonly<Record<string, string>> = {}): boolean {
  return Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** Whole seconds since 1970. `now`: milliseconds since then. */
export function secondsOf(since: Since, now: number): number {
  return 'at' in since ? since.at : Math.floor(now / 1_000) - since.ago;
}
