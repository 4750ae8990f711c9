// Each check with a course in which it holds, and courses in which it does not, to the sentence.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { CHECKS } from './checks.ts';
import type { CourseSeen, LessonSeen, PageSeen, Run } from './course-seen.ts';
import { readLesson } from './lesson.ts';
import { readPage } from './page.ts';
import type { WrongAnswer } from './wrong-answers.ts';

const lesson = readLesson(join(import.meta.dirname, 'fixtures/course/01-lost-header'));
const answered = readLesson(join(import.meta.dirname, 'fixtures/course/02-three-ids'));

const SEEN: LessonSeen = {
  lesson, entries: ['README.md', 'exercise', 'lesson.yaml', 'solution'],
  exercise: new Map([['compose.yaml', 'command: [node, /app/work/proxy.ts]'], ['proxy.ts', '// TODO\nlet on = [];\n']]),
  solution: new Map([['compose.yaml', 'command: [node, /app/work/proxy.ts]'], ['proxy.ts', 'let on = ["traceparent"];\n']]),
};
const SHEET: LessonSeen = {
  ...SEEN, lesson: answered, exercise: new Map([['answer.yaml', '# TODO\n'], ['run/run.json', '{}']]), solution: new Map([['answer.yaml', '# done\n'], ['run/run.json', '{}']]),
};

const PAGE: PageSeen = { file: '01-lost-header/README.md', lesson, text: 'The verdict is HEADER_STRIPPED.', page: readPage('') };
const SHEET_PAGE: PageSeen = { ...PAGE, file: '02-three-ids/README.md', lesson: answered, text: '`npm run --silent workshop -- start 02`, then `npm run workshop -- watch` or `npm run workshop -- check 01-lost-header`.' };
const GUIDE: PageSeen = { ...PAGE, file: 'README.md', lesson: undefined, text: '' };

const WRONG: WrongAnswer[] = [lesson, answered].flatMap(({ id }) => ['one', 'two', 'three'].map((name) => ({ id, name, folder: `${id}/${name}`, expect: 'must stay' })));
const [wrong] = WRONG as [WrongAnswer];

function run(of: Run['of'], solved: boolean, verdict = 'HEADER_STRIPPED', text = 'it must stay'): Run {
  return { lesson, of, text, grade: { solved, reached: { verdict, where: 'wire' }, wanted: lesson.wanted!, missed: [], evidence: null } };
}

const COURSE: CourseSeen = {
  entries: ['01-lost-header', '02-three-ids', 'README.md'], ids: [lesson.id, answered.id], lessons: [SEEN, SHEET], pages: [PAGE, SHEET_PAGE, GUIDE], wrongAnswers: WRONG,
  wrongTexts: new Map(WRONG.map(({ folder }) => [folder, new Map([['expect.txt', 'must stay'], ['proxy.ts', 'let on;']])])),
  runs: [run('the exercise', false), run('the solution', true), run(wrong, false)],
  shown: [{ file: '01-lost-header/README.md', line: 3, command: 'cat proxy.ts', differs: undefined }],
};

for (const [check, misses] of Object.entries(CHECKS)) {
  test(`holds: ${check}`, () => assert.deepEqual(misses(COURSE), []));
}

/** The first exercise is another. */
function exercise(differs: Partial<LessonSeen>): Partial<CourseSeen> {
  return { lessons: [{ ...SEEN, ...differs }, SHEET] };
}

const NUMBERS = 'the labs are numbered from 1 on';
const CLAIM = 'no lab is solved as shipped, and each gets the verdict that it claims';
const NAMES = 'every page names the verdict that its lab gets';
const SOLUTION = 'every solution is accepted';
const REFUSED = 'every wrong answer is refused, and the message says why';
const THREE = 'every lab has three wrong answers';
const STRAY_ANSWER = 'every wrong answer is one, to a lab that there is';
const TODO = 'every lab has one TODO, in the file that is edited, and no solution has any';
const SAME = 'exercise and solution have the same files';
const HEALTH = 'a health test of several requests passes only where each was answered';
const HINTS = 'hints are three at least, and grow';
const STRAY = 'no file lies around';
const PAGES = 'every page shows what is seen';
const COMMANDS = 'every command of the workshop that a page names is one, to a lab that there is';

const broken: [check: string, differs: Partial<CourseSeen>, says: string[]][] = [
  [NUMBERS, { ids: [lesson.id, '03-three-ids'] }, ['`03-three-ids` comes in the place of lab 2.']],
  [CLAIM, { runs: [run('the exercise', true)] }, ['`01-lost-header` is solved as shipped.']],
  [CLAIM, { runs: [run('the exercise', false, 'FORMAT_MISMATCH')] }, ['`01-lost-header` claims HEADER_STRIPPED, wire; it gets:\nit must stay']],
  [CLAIM, { runs: [{ ...run('the exercise', false), grade: { ...run('the exercise', false).grade, reached: null } }] }, ['`01-lost-header` claims HEADER_STRIPPED, wire; it gets:\nit must stay']],
  [NAMES, { pages: [{ ...PAGE, text: 'The verdict is LINKED.' }] }, ['`01-lost-header/README.md` does not name HEADER_STRIPPED.']],
  [SOLUTION, { runs: [run('the solution', false)] }, ['`01-lost-header`: the solution is refused.\nit must stay']],
  [REFUSED, { runs: [run(wrong, true)] }, ['`01-lost-header`: the wrong answer `one` is accepted.']],
  [REFUSED, { runs: [run(wrong, false, 'LINKED', 'no')] }, ['`01-lost-header`: the wrong answer `one` is refused, and the message has not `must stay` in it:\nno']],
  [THREE, { wrongAnswers: WRONG.slice(1) }, ['`01-lost-header` has 2.']],
  [STRAY_ANSWER, { wrongAnswers: [{ ...wrong, id: '09-none' }] }, ['`09-none/one` is to no lab.']],
  [STRAY_ANSWER, { wrongTexts: new Map(), wrongAnswers: [wrong] }, ['`01-lost-header/one` changes no file.']],
  [STRAY_ANSWER, { wrongTexts: new Map([[wrong.folder, SEEN.exercise]]), wrongAnswers: [wrong] }, ['`01-lost-header/one/compose.yaml` is the same as in the exercise.', '`01-lost-header/one/proxy.ts` is the same as in the exercise.']],
  [TODO, exercise({ exercise: new Map([['proxy.ts', '// TODO\n// TODO']]) }), ['`01-lost-header` has 2 TODOs, in proxy.ts, proxy.ts; it is to have one, in proxy.ts.']],
  [TODO, exercise({ exercise: new Map([['compose.yaml', '# TODO']]) }), ['`01-lost-header` has 1 TODOs, in compose.yaml; it is to have one, in proxy.ts.']],
  [TODO, exercise({ exercise: new Map() }), ['`01-lost-header` has 0 TODOs; it is to have one, in proxy.ts.']],
  [TODO, exercise({ solution: SEEN.exercise }), ['`01-lost-header` has a TODO in proxy.ts of its solution.']],
  [SAME, exercise({ solution: new Map([['proxy.ts', '']]) }), ['`01-lost-header`: the exercise has compose.yaml, proxy.ts, and the solution proxy.ts.']],
  [HEALTH, exercise({ solution: new Map([['compose.yaml', '- curl\n- url\n- --next\n- url'], ['proxy.ts', '']]) }), ['`01-lost-header`: `curl` goes by its last request alone, where `--fail-early` is not given.']],
  [HINTS, exercise({ lesson: { ...lesson, hints: lesson.hints.slice(1) } }), ['`01-lost-header` has 2 hints, and three is the least.']],
  [HINTS, { lessons: [{ ...SHEET, lesson: { ...answered, hints: [] } }] }, ['`02-three-ids` has 0 hints, and three is the least.']],
  [STRAY, { entries: ['01-lost-header', '02-three-ids', 'notes.md'] }, ['`notes.md` is no lab.']],
  [STRAY, exercise({ entries: [...SEEN.entries, 'old.md'] }), ['`01-lost-header/old.md` belongs to nothing.']],
  [STRAY, exercise({ entries: SEEN.entries.slice(1) }), ['`01-lost-header/README.md` is not there.']],
  [STRAY, exercise({ exercise: new Map([...SEEN.exercise, ['proxy.ts~', '// proxy.ts~']]) }), ['`01-lost-header/exercise/proxy.ts~` belongs to nothing.']],
  [STRAY, { lessons: [{ ...SHEET, exercise: new Map([...SHEET.exercise, ['run/notes.txt', 'answer.yaml']]) }] }, ['`02-three-ids/exercise/run/notes.txt` belongs to nothing.']],
  [PAGES, { pages: [{ ...PAGE, page: readPage('```text\none\n```\n') }] }, ['`01-lost-header/README.md`: line 1 shows an output, and no command above it has that.']],
  [PAGES, { shown: [{ ...COURSE.shown[0]!, differs: 'fails with exit code 1:\nno' }] }, ['`01-lost-header/README.md:3`: `cat proxy.ts` fails with exit code 1:\nno']],
  [COMMANDS, { pages: [{ ...GUIDE, text: 'npm run workshop -- begin 1' }] }, ['`README.md` names `npm run workshop -- begin 1`.']],
  [COMMANDS, { pages: [{ ...PAGE, text: 'npm run workshop -- start 3' }] }, ['`01-lost-header/README.md` names `npm run workshop -- start 3`.']],
];

for (const [check, differs, says] of broken) {
  test(`does not hold: ${says[0]!.split('\n')[0]}`, () => assert.deepEqual(CHECKS[check]!({ ...COURSE, ...differs }), says));
}

test('every check has a course in which it does not hold', () => {
  assert.deepEqual([...new Set(broken.map(([check]) => check))], Object.keys(CHECKS));
});
