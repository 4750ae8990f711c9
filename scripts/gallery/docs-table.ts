// The table of the gallery in README.md: generated from the scenarios, between two marks.

import { Problem } from '../../lab/problem.ts';
import type { Expectation } from '../../verifier/gallery.ts';

const BEGIN = '<!-- gallery -->';
const END = '<!-- /gallery -->';

/** The same text, with the table as it should be. */
export function withTable(text: string, scenarios: readonly Expectation[]): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Problem(3, `README.md has no place for the gallery: it begins with \`${BEGIN}\` and ends with \`${END}\`.`);
  return `${text.slice(0, begin)}${BEGIN}\n${tableOf(scenarios)}\n${text.slice(end)}`;
}

function tableOf(scenarios: readonly Expectation[]): string {
  const rows = scenarios.map(({ id, title, verdict, where }) => `| \`${id}\` | ${title.replaceAll('|', '\\|')} | \`${verdict}\` | ${where} |`);
  return ['| scenario | what is broken | verdict | where |', '|---|---|---|---|', ...rows].join('\n');
}
