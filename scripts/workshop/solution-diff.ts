// The solution as a change of the learner's files: one unified diff for each file that differs. Pure.

import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

import type { FolderTexts } from './folder-texts.ts';

interface Side {
  /** The folder, as it is shown. */
  folder: string;
  texts: FolderTexts;
}

export function solutionDiffs(own: Side, solution: Side): string[] {
  return [...solution.texts].filter(([name, text]) => own.texts.get(name) !== text).map(([name, text]) =>
    createTwoFilesPatch(`${own.folder}/${name}`, `${solution.folder}/${name}`, own.texts.get(name) ?? '', text, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY }));
}
