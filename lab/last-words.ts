// What a program wrote before it ended, for a message about that: the last lines that tell something. Where Node
// writes an error, those are above its stack.

const STACK = /^\s+at |^\s*(?:code: '\w+'|\})?$|^Node\.js v\d/;

export function lastWordsOf(text: string, lines = 5): string {
  return text.split('\n').filter((line) => !STACK.test(line)).slice(-lines).join('\n').trim();
}
