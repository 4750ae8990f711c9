import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CourseDocument, ExerciseDocument } from '../exercise.ts';
import { A_SERVER, answerOfB, clientOfA, everywhere, hop, serverOfA, serverOfB } from '../fixtures/evidence.ts';
import type { Gathered } from '../gathered.ts';
import { documentOf } from './fixtures.ts';
import { plain } from './paint.ts';
import { courseText, exerciseLine, exerciseText, hintsText, selfcheckText, solutionText, startedText } from './workshop-text.ts';

const STRIPPED = documentOf(hop({
  ...everywhere(serverOfB({ parentSpanId: undefined, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }), clientOfA(), serverOfA()),
  answers: { ...hop().answers, b: answerOfB({ parentSpanId: null, parentIsRemote: null, traceId: '4bf92f3577b34da6a3ce929d0e0e4736', received: new Map() }) },
}));

const NOT_YET: ExerciseDocument = {
  schema: 'tracehop.exercise/1', tool: '0.1.0', exercise: '02-lost-header', title: 'The header gets lost', solved: false,
  reached: { verdict: 'HEADER_STRIPPED', where: 'wire' }, wanted: { verdict: 'LINKED', where: 'nowhere' }, missed: ['The queue must stay.'], evidence: STRIPPED, errors: [],
  edit: 'my-work/02-lost-header/proxy.ts', next: ['npm run workshop -- check 2', 'npm run workshop -- hint 2'],
};

test('the whole text of an answer that is not right: what is seen, what is wanted, what is still wrong, what to do', () => {
  assert.equal(exerciseText(NOT_YET, plain), `\
02-lost-header: The header gets lost
≠ between \`sent\` and \`received\`
    sent      00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
    received  nothing
✗ HEADER_STRIPPED: The trace context left service-a and did not reach service-b: it was removed on the way.
    because   service-a's CLIENT span recorded the header that it sent; service-b looked for it, and it was not there.
    wanted    LINKED, nowhere
    reached   HEADER_STRIPPED, wire
✗ The queue must stay.
What to do: edit my-work/02-lost-header/proxy.ts, then check again.
    > npm run workshop -- check 2
    > npm run workshop -- hint 2
NOT SOLVED YET: 02-lost-header`);
});

test('the whole text of an answer with the right verdict that dodges the point', () => {
  const dodging = { ...NOT_YET, evidence: documentOf(hop()), reached: NOT_YET.wanted };
  assert.equal(exerciseText(dodging, plain), `\
02-lost-header: The header gets lost
✓ LINKED: service-b joined the trace of service-a: its SERVER span is the child of CLIENT span cccccccccccccc01, which lies below SERVER span ${A_SERVER}, in trace 0af7651916cd43dd8448eb211c80319c.
✗ The queue must stay.
What to do: edit my-work/02-lost-header/proxy.ts, then check again.
    > npm run workshop -- check 2
    > npm run workshop -- hint 2
NOT SOLVED YET: 02-lost-header`);
});

/** The lines below the verdict. */
function undecided(gathered: Gathered): string {
  const document = { ...NOT_YET, evidence: documentOf(gathered), reached: { verdict: 'UNDECIDED', where: 'nowhere' }, missed: [] };
  return exerciseText(document, plain).split('\n').slice(2, -4).join('\n');
}

test('where witnesses contradict each other, what to look at is said', () => {
  assert.equal(undecided(hop({ probe: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentId: '00f067aa0ba902b7', sampled: true } })), `\
    wanted    LINKED, nowhere
    reached   UNDECIDED, nowhere
    advice    The caller did not go on from the trace context that it was sent: see which headers its propagator reads (OTEL_PROPAGATORS; the probe speaks \`tracecontext\`, or what \`--probe\` says), and whether something in front of it writes its own.`);
});

test('where the evidence fits several verdicts, each is said, and what would tell', () => {
  assert.equal(undecided(hop({ file: 'unknown' })), `\
    wanted    LINKED, nowhere
    reached   UNDECIDED, nowhere
    it may be DROPPED_IN_COLLECTOR. What would tell: the raw tap beside the file.
    it may be LINKED. What would tell: the three spans of the hop in the file.`);
});

test('the whole text of an answer that is right', () => {
  const solved = { ...NOT_YET, solved: true, evidence: documentOf(hop()), reached: NOT_YET.wanted, missed: [], next: ['npm run workshop -- start 3'] };
  assert.match(exerciseText(solved, plain), /^02-lost-header: The header gets lost\n✓ LINKED: .*\n {4}> npm run workshop -- start 3\nSOLVED: 02-lost-header$/);
  assert.equal(exerciseLine(solved, plain), 'SOLVED: 02-lost-header');
});

test('without a verdict, what a program wrote keeps its lines, and cannot steer the terminal', () => {
  const failed = { ...NOT_YET, reached: null, evidence: null, missed: ['There is no verdict: it ended. It wrote:\nSyntaxError\n\u001b[2J'] };
  assert.equal(exerciseText(failed, plain).split('\n').slice(1, 4).join('\n'), '✗ There is no verdict: it ended. It wrote:\n    SyntaxError\n    \\u{1b}[2J');
});

test('what a service wrote to standard error keeps its lines, and cannot steer the terminal', () => {
  const thrown = { ...NOT_YET, errors: [{ service: 'hop', text: 'Error: \u001b[2J\n    at file:///app/work/proxy.ts:5:9' }] };
  assert.equal(exerciseText(thrown, plain).split('\n').slice(8, 13).join('\n'), `\
✗ The queue must stay.
What \`hop\` last wrote to standard error:
    Error: \\u{1b}[2J
        at file:///app/work/proxy.ts:5:9
What to do: edit my-work/02-lost-header/proxy.ts, then check again.`);
});

const COURSE: CourseDocument = {
  schema: 'tracehop.workshop/1', tool: '0.1.0', solved: 1, total: 3, next: 'npm run workshop -- check 2',
  exercises: [
    { exercise: '01-healthy-hop', number: 1, title: 'A healthy hop', started: true, solved: true, hints: 2 },
    { exercise: '02-lost-header', number: 2, title: 'The header gets lost', started: true, solved: false, hints: 1 },
    { exercise: '03-wrong-format', number: 3, title: 'Two formats', started: false, solved: false, hints: 0 },
  ],
};

test('the whole list: what is solved, what is started, and the next command', () => {
  assert.equal(courseText(COURSE, plain), `\
✓ 01  A healthy hop         solved, 2 hints
▸ 02  The header gets lost  started, 1 hint
  03  Two formats
    > npm run workshop -- check 2
1 of 3 labs are solved.`);
});

test('the start of an exercise: what to read, and what to edit', () => {
  assert.equal(startedText({ ...NOT_YET, goal: 'In this lab you will see.', page: 'workshop/02-lost-header/README.md' }, plain), `\
02-lost-header: The header gets lost
In this lab you will see.
    read      workshop/02-lost-header/README.md
    edit      my-work/02-lost-header/proxy.ts
    > npm run workshop -- check 2
    > npm run workshop -- hint 2`);
});

test('hints so far', () => {
  assert.equal(hintsText({ exercise: '02-lost-header', hints: ['Look.', 'Look there.'], total: 3, next: ['npm run workshop -- hint 2'] }), `\
Hint 1 of 3: Look.
Hint 2 of 3: Look there.
    > npm run workshop -- hint 2`);
});

test('a solution: its diff, or that there is none', () => {
  const solution = { exercise: '02-lost-header', next: ['npm run workshop -- start 3'] };
  assert.equal(solutionText({ ...solution, diffs: ['--- a\n+++ b\n-one\n+two\u001b\n'] }, plain), '--- a\n+++ b\n-one\n+two\\u{1b}\n    > npm run workshop -- start 3');
  assert.equal(solutionText({ ...solution, diffs: [] }, plain), 'Your files are those of the solution.\n    > npm run workshop -- start 3');
});

test('the self-check: every check, what it misses, and the sum', () => {
  const document = { schema: 'tracehop.selfcheck/1', tool: '0.1.0', holds: false, skipped: ['14-tail-sampling'], checks: [{ check: 'no file lies around', misses: ['`a` is none.\nIt is not.'] }, { check: 'hints grow', misses: [] }] } as const;
  assert.equal(selfcheckText(document, plain), `\
✗ no file lies around
    \`a\` is none.
    It is not.
✓ hints grow
THE COURSE DOES NOT HOLD: 1 of 2 checks failed; not run, for want of a real Collector: 14-tail-sampling.`);
  assert.match(selfcheckText({ ...document, holds: true, checks: [], skipped: [] }, plain), /^THE COURSE HOLDS\.$/);
});
