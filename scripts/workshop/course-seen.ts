// What the self-check looks at: the course's files, what came of running its exercises, and what its pages showed.

import type { WrongAnswer } from './wrong-answers.ts';
import type { FolderTexts } from './folder-texts.ts';
import type { Grade } from './graded.ts';
import type { Lesson } from './lesson.ts';
import type { Page } from './page.ts';

export interface LessonSeen {
  lesson: Lesson;
  /** Names of what is in its folder. */
  entries: readonly string[];
  exercise: FolderTexts;
  solution: FolderTexts;
}

/** A page of an exercise, or one about the course. */
export interface PageSeen {
  /** From the folder of the course on. */
  file: string;
  lesson: Lesson | undefined;
  text: string;
  page: Page;
}

export interface Run {
  lesson: Lesson;
  of: 'the exercise' | 'the solution' | WrongAnswer;
  grade: Grade;
  /** What a learner sees. */
  text: string;
}

/** One command of a page that was run. */
export interface ShownCommand {
  /** The page. */
  file: string;
  line: number;
  command: string;
  /** Why it is not as the page shows it. */
  differs: string | undefined;
}

export interface CourseSeen {
  /** Names of what is in the folder of the course. */
  entries: readonly string[];
  /** The names of all exercises; and what was seen of those that were looked at. */
  ids: readonly string[];
  lessons: readonly LessonSeen[];
  pages: readonly PageSeen[];
  wrongAnswers: readonly WrongAnswer[];
  /** By the folder of a wrong answer. */
  wrongTexts: ReadonlyMap<string, FolderTexts>;
  runs: readonly Run[];
  shown: readonly ShownCommand[];
}
