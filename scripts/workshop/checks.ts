// What must hold of the course as a whole. Each check returns what it misses, as sentences; none: it holds. Pure.

import type { CourseSeen, LessonSeen, Run } from './course-seen.ts';
import { changedWords, hintMisfits } from './hint-words.ts';
import type { Claim } from './lesson.ts';
import { EXPECTATION } from './wrong-answers.ts';

/** Besides the exercises. */
const COURSE_FILES = ['README.md', 'TEACHER.md'];
const LESSON_ENTRIES = ['README.md', 'exercise', 'lesson.yaml', 'solution'];
const SAVED_RUN = ['run/raw.jsonl', 'run/run.json', 'run/traces.jsonl', 'run/verdict.json'];
const VERBS = ['list', 'start', 'check', 'watch', 'hint', 'solution', 'reset', 'selfcheck'];
const COMMAND = /npm run (?:--silent )?workshop -- ([a-z]+)(?: (\d[\w-]*))?/g;
const FEWEST_WRONG_ANSWERS = 3;
/** The ids that are to be found are in no hint. */
const NO_WORDS: ReadonlySet<string> = new Set();

/** A new check is a new entry. */
export const CHECKS: Record<string, (seen: CourseSeen) => string[]> = {
  'the labs are numbered from 1 on': ({ ids }) => ids
    .flatMap((id, index) => Number(id.slice(0, 2)) === index + 1 ? [] : [`\`${id}\` comes in the place of lab ${index + 1}.`]),
  'no lab is solved as shipped, and each gets the verdict that it claims': ({ runs }) => runs.flatMap(misclaimed),
  'every page names the verdict that its lab gets': ({ pages }) => pages
    .flatMap(({ file, lesson, text }) => lesson?.shipped && !text.includes(lesson.shipped.verdict) ? [`\`${file}\` does not name ${lesson.shipped.verdict}.`] : []),
  'every solution is accepted': ({ runs }) => runs
    .flatMap((run) => run.of === 'the solution' && !run.grade.solved ? [`\`${run.lesson.id}\`: the solution is refused.\n${run.text}`] : []),
  'every wrong answer is refused, and the message says why': ({ runs }) => runs.flatMap(accepted),
  'every lab has three wrong answers': ({ lessons, wrongAnswers }) => lessons.flatMap(({ lesson: { id } }) => {
    const count = wrongAnswers.filter((each) => each.id === id).length;
    return count < FEWEST_WRONG_ANSWERS ? [`\`${id}\` has ${count}.`] : [];
  }),
  'every wrong answer is one, to a lab that there is': strayAnswers,
  'every lab has one TODO, in the file that is edited, and no solution has any': ({ lessons }) => lessons.flatMap(todos),
  'exercise and solution have the same files': ({ lessons }) => lessons.flatMap(({ lesson: { id }, exercise, solution }) => {
    const [one, other] = [exercise, solution].map((texts) => [...texts.keys()].join(', '));
    return one === other ? [] : [`\`${id}\`: the exercise has ${one}, and the solution ${other}.`];
  }),
  'a health test of several requests passes only where each was answered': ({ lessons }) => lessons.flatMap(({ lesson: { id }, exercise, solution }) =>
    [...exercise.values(), ...solution.values()].some((text) => text.includes('- --next') && !text.includes('- --fail-early'))
      ? [`\`${id}\`: \`curl\` goes by its last request alone, where \`--fail-early\` is not given.`] : []),
  'hints are three at least, and grow': ({ lessons }) => lessons.flatMap(({ lesson: { id, hints, kind }, exercise, solution }) =>
    hintMisfits(hints, kind === 'answer' ? NO_WORDS : changedWords(exercise, solution)).map((misfit) => `\`${id}\` ${misfit}`)),
  'no file lies around': ({ entries, ids, lessons }) => [
    ...entries.filter((name) => !COURSE_FILES.includes(name) && !ids.includes(name)).map((name) => `\`${name}\` is no lab.`),
    ...lessons.flatMap(strayFiles),
  ],
  'every page shows what is seen': ({ pages, shown }) => [
    ...pages.flatMap(({ file, page }) => page.misfits.map((misfit) => `\`${file}\`: ${misfit}`)),
    ...shown.flatMap(({ file, line, command, differs }) => differs === undefined ? [] : [`\`${file}:${line}\`: \`${command}\` ${differs}`]),
  ],
  'every command of the workshop that a page names is one, to a lab that there is': ({ ids, pages }) => pages
    .flatMap(({ file, text }) => unknownCommands(text, ids).map((command) => `\`${file}\` names \`${command}\`.`)),
};

function misclaimed({ lesson: { id, shipped }, of, grade: { solved, reached }, text }: Run): string[] {
  if (of !== 'the exercise') return [];
  if (solved) return [`\`${id}\` is solved as shipped.`];
  return !shipped || (reached && isSame(reached, shipped)) ? [] : [`\`${id}\` claims ${shipped.verdict}, ${shipped.where}; it gets:\n${text}`];
}

function isSame(reached: { verdict: string; where: string }, { verdict, where }: Claim): boolean {
  return reached.verdict === verdict && reached.where === where;
}

function accepted({ lesson: { id }, of, grade: { solved }, text }: Run): string[] {
  if (typeof of === 'string') return [];
  if (solved) return [`\`${id}\`: the wrong answer \`${of.name}\` is accepted.`];
  return text.includes(of.expect) ? [] : [`\`${id}\`: the wrong answer \`${of.name}\` is refused, and the message has not \`${of.expect}\` in it:\n${text}`];
}

function strayAnswers({ ids, lessons, wrongAnswers, wrongTexts }: CourseSeen): string[] {
  return wrongAnswers.flatMap(({ id, name, folder }) => {
    const seen = lessons.find(({ lesson }) => lesson.id === id);
    const files = [...wrongTexts.get(folder) ?? []].filter(([file]) => file !== EXPECTATION);
    const same = files.filter(([file, text]) => seen?.exercise.get(file) === text).map(([file]) => file);
    return [
      ...ids.includes(id) ? [] : [`\`${id}/${name}\` is to no lab.`],
      ...files.length > 0 ? [] : [`\`${id}/${name}\` changes no file.`],
      ...same.map((file) => `\`${id}/${name}/${file}\` is the same as in the exercise.`),
    ];
  });
}

function unknownCommands(text: string, ids: readonly string[]): string[] {
  const isExercise = (word: string): boolean => ids.some((id) => id === word || Number(id.slice(0, 2)) === Number(word));
  return [...text.matchAll(COMMAND)].filter(([, verb = '', word]) => !VERBS.includes(verb) || (word !== undefined && !isExercise(word))).map(([command]) => command);
}

function todos({ lesson: { id, edit: [edit] }, exercise, solution }: LessonSeen): string[] {
  const found = [...exercise].flatMap(([name, text]) => (text.match(/\bTODO\b/g) ?? []).map(() => name));
  const left = [...solution].filter(([, text]) => /\bTODO\b/.test(text)).map(([name]) => name);
  return [
    ...found.length === 1 && found[0] === edit ? [] : [`\`${id}\` has ${found.length} TODOs${found.length > 0 ? `, in ${found.join(', ')}` : ''}; it is to have one, in ${edit}.`],
    ...left.map((name) => `\`${id}\` has a TODO in ${name} of its solution.`),
  ];
}

/** A file belongs to an exercise if it is its override, or another of its files names it. */
function strayFiles({ lesson: { id, kind, edit }, entries, exercise }: LessonSeen): string[] {
  const isUsed = (name: string): boolean => name === 'compose.yaml' || [...exercise].some(([other, text]) => other !== name && text.includes(name));
  const isOfExercise = (name: string): boolean => kind === 'answer' ? [...edit, ...SAVED_RUN].includes(name) : isUsed(name);
  return [
    ...entries.filter((name) => !LESSON_ENTRIES.includes(name)).map((name) => `\`${id}/${name}\` belongs to nothing.`),
    ...LESSON_ENTRIES.filter((name) => !entries.includes(name)).map((name) => `\`${id}/${name}\` is not there.`),
    ...[...exercise.keys()].filter((name) => !isOfExercise(name)).map((name) => `\`${id}/exercise/${name}\` belongs to nothing.`),
  ];
}
