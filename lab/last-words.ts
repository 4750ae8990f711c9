// What a program wrote before it ended or went wrong, for a message about that: the last lines that tell something.

const STACK = /^\s+at |^\s*(?:code: '\w+'|\})?$|^Node\.js v\d/;
const FRAME = /^\s+at /;
/** In Node itself, or in a package. */
const FOREIGN_FRAME = /^\s+at (?:.*\bnode:|.*\/node_modules\/|.*<anonymous>\)?$)/;
/** Such as an ExperimentalWarning. */
const NOTE_OF_NODE = /^\(node:\d+\) |^\(Use `node --trace-/;

/** What a service of a lab wrote: to standard output, and to standard error. */
export interface Written {
  log: string;
  errors: string;
}

/** The last error of one service of a lab. */
export interface LastError {
  service: string;
  text: string;
}

/** Where Node writes an error, the lines above its stack. */
export function lastWordsOf(text: string, lines = 5): string {
  return text.split('\n').filter((line) => !STACK.test(line)).slice(-lines).join('\n').trim();
}

/** `text`: of standard error. The last error, with the part of its stack that is in the program's own files; without an error, the last lines. */
export function lastErrorOf(text: string, lines = 8): string {
  const told = text.split('\n').filter((line) => line.trim() !== '' && !NOTE_OF_NODE.test(line));
  const end = told.findLastIndex((line) => FRAME.test(line)) + 1;
  if (end === 0) return told.slice(-lines).join('\n');
  const begin = told.findLastIndex((line, index) => index < end && /^\S/.test(line) && FRAME.test(told[index - 1] ?? ''));
  return told.slice(Math.max(begin, 0), end).filter((line) => !FOREIGN_FRAME.test(line)).slice(0, lines).join('\n');
}

/** Of the services that have any. The Collector writes all of its log there, whether something is wrong or not. */
export function lastErrorsOf(written: ReadonlyMap<string, Written>): LastError[] {
  return [...written].filter(([service]) => service !== 'collector').map(([service, { errors }]) => ({ service, text: lastErrorOf(errors) })).filter(({ text }) => text !== '');
}
