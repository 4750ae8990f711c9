// Whether hints grow: the last is nearly the answer, so it has words of what the solution changes, and no fewer of
// them than the first, which only says where to look. Pure.

import { diffLines } from 'diff';

import type { FolderTexts } from './folder-texts.ts';

const WORD = /[\p{L}\d_$][\p{L}\d_$-]*/gu;
const COMMENT = /^\s*(?:\/\/|#|\*|\/\*)/;

/** In lines that the one lacks and the other has, without the comments. */
export function changedWords(exercise: FolderTexts, solution: FolderTexts): ReadonlySet<string> {
  const changes = [...solution].flatMap(([name, text]) => diffLines(exercise.get(name) ?? '', text)).filter(({ added, removed }) => added || removed);
  const sideOf = (isOne: (change: { added: boolean; removed: boolean }) => boolean): Set<string> =>
    new Set(changes.filter(isOne).flatMap(({ value }) => value.split('\n')).filter((line) => !COMMENT.test(line)).flatMap(wordsOf));
  return sideOf(({ added }) => added).symmetricDifference(sideOf(({ removed }) => removed));
}

/** What is not as it must be, as sentences. */
export function hintMisfits(hints: readonly string[], changed: ReadonlySet<string>): string[] {
  const said = hints.map((hint) => new Set(wordsOf(hint)).intersection(changed).size);
  const [first = 0, last = 0] = [said[0], said.at(-1)];
  return [
    ...hints.length < 3 ? [`has ${hints.length} hints, and three is the least.`] : [],
    ...new Set(hints.map((hint) => hint.toLowerCase())).size < hints.length ? ['has two hints that are alike.'] : [],
    ...last === 0 && changed.size > 0 ? ['has a last hint that names nothing of what the solution changes.'] : [],
    ...first > last ? ['has a first hint that says more of the solution than the last.'] : [],
  ];
}

function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}
