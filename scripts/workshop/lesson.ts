// One exercise of the workshop: what its `lesson.yaml` says, field by field, and where its files are. How it is run
// and graded is no concern of this file.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parseDocument } from 'yaml';

import { mapping } from '../../lab/compose-document.ts';
import { fields, list, matching, one } from '../../lab/fields.ts';
import { Problem } from '../../lab/problem.ts';
import { PLACES } from '../../verifier/rules/rule.ts';
import { type Code, CODES } from '../../verifier/verdict.ts';
import { CONDITIONS } from './conditions.ts';
import type { Condition } from './graded.ts';

/** What a run of the exercise comes to. */
export interface Claim {
  verdict: Code;
  /** A place, or several joined by `or`. */
  where: string;
}

export interface Facts {
  /** Short, without a full stop. */
  title: string;
  /** One sentence: in this lab you will … */
  goal: string;
  /** `lab`: the exercise is run. `answer`: a saved run is judged, and compared with what was filled in. */
  kind: 'lab' | 'answer';
  /** The files to edit, that with the TODO first. */
  edit: readonly [string, ...string[]];
  /** `otelcol`: the processors of a real Collector. */
  needs: 'otelcol' | undefined;
  /** What the exercise gets as shipped, and what it must get. Undefined where nothing is run. */
  shipped: Claim | undefined;
  wanted: Claim | undefined;
  conditions: readonly Condition[];
  /** Each says more than the one before. */
  hints: readonly string[];
}

export interface Lesson extends Facts {
  /** The name of its folder: `02-lost-header`. */
  id: string;
  number: number;
  folder: string;
}

type Readers = { [Field in keyof Facts]: (value: unknown, where: string) => Facts[Field] };

const READERS: Readers = {
  title: (value, where) => matching(value, /^.*[^.\s]$/, where, 'must be a short text without a full stop'),
  goal: (value, where) => matching(value, /^In this lab you will .*\.\s*$/s, where, 'must be a sentence that begins with `In this lab you will`').trim(),
  kind: (value, where) => one(value ?? 'lab', ['lab', 'answer'] as const, where),
  edit: (value, where) => {
    const names: unknown[] = Array.isArray(value) && value.length > 0 ? value : [value];
    const [first = '', ...others] = names.map((each) => matching(each, /^[\w.-]+$/, where, 'must be the name of the file with the TODO'));
    return [first, ...others];
  },
  needs: (value, where) => value === undefined ? undefined : one(value, ['otelcol'] as const, where),
  shipped: claim,
  wanted: claim,
  conditions: (value, where) => list(value, where).map((entry, index) => condition(entry, `${where}[${index}]`)),
  hints: (value, where) => list(value, where).map((entry, index) => matching(entry, /\S/, `${where}[${index}]`, 'must be a text').trim()),
};

/** Where what the learner gets, and its mended counterpart, are. */
export const exerciseOf = ({ folder }: Pick<Lesson, 'folder'>): string => join(folder, 'exercise');
export const solutionOf = ({ folder }: Pick<Lesson, 'folder'>): string => join(folder, 'solution');

/** For a message: the files to edit, where they are in that folder. */
export function editedIn(folder: string, { edit }: Pick<Lesson, 'edit'>): string {
  return edit.map((name) => join(folder, name)).join(' and ');
}

/** Throws Problem(3), which names the file and the path inside it. */
export function readLesson(folder: string): Lesson {
  const id = basename(folder);
  const number = Number(/^(\d\d)-[a-z\d-]+$/.exec(id)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) throw new Problem(3, `\`${folder}\` is no lab: its name must be two digits and words, such as \`02-lost-header\`.`);
  return { id, number, folder, ...readFacts(join(folder, 'lesson.yaml')) };
}

function readFacts(file: string): Facts {
  const given = fields(parse(file), Object.keys(READERS), `\`${file}: lesson`);
  const facts = Object.fromEntries(Object.entries(READERS).map(([field, read]) => [field, read(given[field], `\`${file}: ${field}`)])) as unknown as Facts;
  for (const field of ['shipped', 'wanted'] as const) {
    if ((facts[field] === undefined) === (facts.kind === 'lab')) throw new Problem(3, `\`${file}: ${field}\` must ${facts.kind === 'lab' ? 'be there: a verdict and a place' : 'not be there: nothing is run'}.`);
  }
  return facts;
}

function claim(value: unknown, where: string): Claim | undefined {
  if (value === undefined) return undefined;
  const given = fields(value, ['verdict', 'where'], where);
  const place = matching(given['where'], /\S/, `${where}.where`, 'must be a place').split(' or ').map((each) => one(each, PLACES, `${where}.where`)).join(' or ');
  return { verdict: one(given['verdict'], CODES, `${where}.verdict`), where: place };
}

/** Its name alone, or a map of its name and its argument. */
function condition(value: unknown, where: string): Condition {
  const [[name, argument] = ['', ''], ...others] = typeof value === 'string' ? [[value, '']] : Object.entries(mapping(value, `${where}\``));
  if (others.length > 0) throw new Problem(3, `${where}\` must have one name only.`);
  return { name: one(name, Object.keys(CONDITIONS), where), argument: matching(argument, /^/, `${where}.${name}`, 'must be a text') };
}

function parse(file: string): unknown {
  const document = parseDocument(read(file), { merge: true });
  const [error] = document.errors;
  if (error) throw new Problem(3, `\`${file}\` is not YAML: ${error.message}`);
  return document.toJS();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}`);
  }
}
