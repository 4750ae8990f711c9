// Exercises of the workshop as JSON documents: one answer against what is asked of it, `tracehop.exercise/1`; the
// whole course with what is solved, `tracehop.workshop/1`; and what holds of it, `tracehop.selfcheck/1`. Fields may be added, never renamed.

import type { VerdictDocument } from './document.ts';
import type { Code } from './verdict.ts';

export interface ExerciseDocument {
  schema: 'tracehop.exercise/1';
  tool: string;
  /** The name of its folder. */
  exercise: string;
  title: string;
  solved: boolean;
  /** What its requests come to; several codes where they come to no single one. Null: there is no verdict. */
  reached: { verdict: string; where: string } | null;
  wanted: { verdict: Code; where: string } | null;
  /** What is still wrong besides the verdict, as sentences. */
  missed: string[];
  /** Of the request that decides. Null: there is no verdict. */
  evidence: VerdictDocument | null;
  /** What each service wrote last to standard error, as far as it wrote anything there and the answer is not right. */
  errors: readonly { service: string; text: string }[];
  /** The file with the TODO; where there are others to edit, joined to it by ` and `. */
  edit: string;
  /** The commands that come next. */
  next: string[];
}

export interface CourseDocument {
  schema: 'tracehop.workshop/1';
  tool: string;
  exercises: CourseEntry[];
  /** Counts of exercises. */
  solved: number;
  total: number;
  /** The command that comes next. */
  next: string;
}

export interface CourseEntry {
  exercise: string;
  number: number;
  title: string;
  started: boolean;
  solved: boolean;
  /** How many were shown. */
  hints: number;
}

/** What a learner is told at the start of an exercise. */
export interface StartedExercise extends Pick<ExerciseDocument, 'exercise' | 'title' | 'edit' | 'next'> {
  goal: string;
  /** The file to read. */
  page: string;
}

/** Those that were shown before, and one more. */
export interface Hints extends Pick<ExerciseDocument, 'exercise' | 'next'> {
  hints: readonly string[];
  total: number;
}

/** Unified diffs, from the learner's files to those of the solution. */
export interface Solution extends Pick<ExerciseDocument, 'exercise' | 'next'> {
  diffs: string[];
}

export interface SelfcheckDocument {
  schema: 'tracehop.selfcheck/1';
  tool: string;
  holds: boolean;
  /** What each misses, as sentences; none: it holds. */
  checks: readonly { check: string; misses: readonly string[] }[];
  /** Exercises that could not be run. */
  skipped: readonly string[];
}
