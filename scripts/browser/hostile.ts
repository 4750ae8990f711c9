// Texts that mean harm, and documents in which every text that came from elsewhere is one of them.

import type { Page } from 'playwright-core';

import { rawText } from '../../view/raw.ts';
import { CODES } from '../../verifier/verdict.ts';
import { PLACES } from '../../verifier/rules/rule.ts';
import { XRAY_VERDICTS } from '../../verifier/xray.ts';

/** As bytes: each would run, break out of where it stands, steer a terminal, or turn a line around. */
const TEXTS = [
  'javascript:window.pwned=1//', '<script>window.pwned=1</script>', '</script><script>window.pwned=1</script>', '</title></style></textarea><!--', ']]>',
  '"><img src=x onerror="window.pwned=1">', `' onmouseover='window.pwned=1`, '&lt;b&gt;&#0;', '\n::error::it is not', '${{ github.token }}', '\u001b[31m\u001b]0;title\u0007', '\u202eturned\u2066around',
  '\ud800', '\u0000',
];

/** A text begins in one place only: so each is first once in so many, and all are in every field. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'hostile texts': TEXTS.join(' '),
  'hostile texts the other way round': TEXTS.toReversed().join(' '),
};

/** As many characters, and as many of them in JSON: what is cut for its length is cut alike. */
export function plainAsLongAs(text: string): string {
  const escaped = rawText(text).length - '""'.length - text.length;
  return '"'.repeat(escaped) + 'plain '.repeat(text.length).slice(0, text.length - escaped);
}

/** Longer than anybody reads. */
export const MEGABYTE = 'long'.repeat(250_000);

/** Whose values are words of the verifier's own, from closed lists in its types: nothing from elsewhere gets there, and tables are looked up by them. */
const OWN_KEYS = ['schema', 'tool', 'check', 'says', 'fate', 'kind', 'status', 'code', 'change', 'seenIn', 'became', 'expectedFindings', 'verdicts'];
const OWN_WORDS: ReadonlySet<string> = new Set([...CODES, ...PLACES, ...XRAY_VERDICTS]);

/** The same document, with every text of it that can come from elsewhere changed; the names of attributes, which are keys, too. */
export function withTexts<T>(document: T, changed: (text: string, key: string) => string): T {
  return walked(document, '', changed) as T;
}

function walked(value: unknown, key: string, changed: (text: string, key: string) => string): unknown {
  if (OWN_KEYS.includes(key)) return value;
  if (typeof value === 'string') return OWN_WORDS.has(value) ? value : changed(value, key);
  if (Array.isArray(value)) return value.map((each) => walked(each, key, changed));
  if (typeof value !== 'object' || value === null) return value;
  const nameOf = (name: string): string => key.startsWith('attributes') ? changed(name, key) : name;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [nameOf(name), walked(each, name, changed)]));
}

/** All that is written, also what is folded, and all names of what has no text. */
export async function readOrHeard(page: Page): Promise<string> {
  return page.evaluate(() => [document.title, document.querySelector('main')!.textContent, ...[...document.querySelectorAll('[aria-label]')].map((named) => named.getAttribute('aria-label'))].join(' '));
}
