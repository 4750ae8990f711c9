// Makes texts that came from elsewhere safe to show: what could steer a terminal or a runner, hide itself or turn a
// line around is written as its number.

/** Longer texts are cut, to be no longer with what is said of that. Characters. */
const LONGEST = 600;
const KEPT = 560;

/** Controls, invisible format characters (bidirectional ones among them), halves of surrogates, line separators, and what is no character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/**
 * What GitHub's runner takes for a command in a log: the older form anywhere in a line, the newer one at its beginning.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const COMMAND = /#(?=#\[)|(?<=^\s*):(?=:[a-z-]+(?: .*)?::)/giu;

export function printable(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, KEPT)}… (${text.length.toLocaleString('en')} characters)` : text;
  return harmless(shown);
}

/** Of several lines, each, and none of them cut. */
export function printableLines(text: string): string {
  return text.split('\n').map((line) => harmless(line.replaceAll('\t', '  '))).join('\n');
}

/** Of several lines, each, and those that are too long cut: what a program wrote keeps its lines. */
export function printableByLine(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function harmless(line: string): string {
  return line.replace(UNSEEN, numbered).replace(COMMAND, numbered);
}

function numbered(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** The same value, with every text inside it made printable. */
export function printableAll<T>(value: T, made?: (text: string) => string): T;
export function printableAll(value: unknown, made = printable): unknown {
  if (typeof value === 'string') return made(value);
  if (Array.isArray(value)) return value.map((each) => printableAll<unknown>(each, made));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [printable(key), printableAll<unknown>(each, made)]));
}
