// Events to text: for a person, or as JSON documents. One record a form, typed by the union of events, so that a
// new kind without a formatter does not compile.

import { checkChangeText } from './change-text.ts';
import { checkLine, checkText } from './check-text.ts';
import type { Event } from './events.ts';
import { expectationText, galleryLine, galleryText, scenarioTable, scenarioText } from './gallery-text.ts';
import { ledgerLine, ledgerText } from './ledger-text.ts';
import type { Paint } from './paint.ts';
import { printable, printableAll } from './printable.ts';
import { verdictLine, verdictText } from './text.ts';
import { courseText, exerciseLine, exerciseText, hintsText, selfcheckLine, selfcheckText, solutionText, startedText } from './workshop-text.ts';
import { courseLine } from './workshop-words.ts';
import { xrayLine, xrayText } from './xray-text.ts';

/** Results go to standard output, all else to standard error. Undefined: nothing is written. */
export type Written = { stream: 'stdout' | 'stderr'; text: string } | undefined;

export type Formatter = { [Kind in Event['kind']]: (event: Extract<Event, { kind: Kind }>) => Written };

export function textFormatter(paint: Paint): Formatter {
  return {
    step: ({ message }) => progress(printable(message)),
    command: ({ line }) => progress(`${paint('dim', '$')} ${printable(line)}`),
    progress: () => undefined,
    verdict: ({ document }) => result(verdictText(document, paint)),
    ledger: ({ document }) => result(ledgerText(document, paint)),
    scenarios: ({ document }) => result(scenarioTable(document.scenarios)),
    scenario: ({ scenario }) => result(scenarioText(scenario, paint)),
    expectation: ({ row }) => result(expectationText(row, paint)),
    'gallery-progress': () => undefined,
    reading: () => undefined,
    gallery: ({ document }) => result(galleryText(document, paint)),
    course: ({ document }) => result(courseText(document, paint)),
    'exercise-started': ({ started }) => result(startedText(started, paint)),
    exercise: ({ document }) => result(exerciseText(document, paint)),
    hints: ({ hints }) => result(hintsText(hints)),
    solution: ({ solution }) => result(solutionText(solution, paint)),
    selfcheck: ({ document }) => result(selfcheckText(document, paint)),
    xray: ({ document }) => result(xrayText(document, paint)),
    check: ({ document }) => result(checkText(document, paint)),
    'check-change': ({ document }) => result(checkChangeText(printableAll(document), paint)),
  };
}

export function quietFormatter(paint: Paint): Formatter {
  return {
    step: () => undefined,
    command: () => undefined,
    progress: () => undefined,
    verdict: ({ document }) => result(verdictLine(printableAll(document), paint)),
    ledger: ({ document }) => result(ledgerLine(document, paint)),
    scenarios: ({ document }) => result(document.scenarios.map(({ id }) => id).join('\n')),
    scenario: () => undefined,
    expectation: () => undefined,
    'gallery-progress': () => undefined,
    reading: () => undefined,
    gallery: ({ document }) => result(galleryLine(document, paint)),
    course: ({ document }) => result(courseLine(document)),
    'exercise-started': () => undefined,
    exercise: ({ document }) => result(exerciseLine(document, paint)),
    hints: ({ hints }) => result(hints.hints.at(-1) ?? ''),
    solution: ({ solution }) => result(solutionText(solution, paint)),
    selfcheck: ({ document }) => result(selfcheckLine(document, paint)),
    xray: ({ document }) => result(xrayLine(printableAll(document), paint)),
    check: ({ document }) => result(checkLine(printableAll(document), paint)),
    'check-change': () => undefined,
  };
}

export function jsonFormatter(steps: Formatter): Formatter {
  return {
    ...steps,
    verdict: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    ledger: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    scenarios: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    scenario: () => undefined,
    expectation: () => undefined,
    gallery: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    selfcheck: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    xray: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    check: ({ document, inOneLine = false }) => result(JSON.stringify(document, undefined, inOneLine ? undefined : 2)),
    'check-change': ({ document }) => result(JSON.stringify(document)),
    course: ({ document }) => result(JSON.stringify(document, undefined, 2)),
    exercise: ({ document }) => result(JSON.stringify(document, undefined, 2)),
  };
}

export function format<Kind extends Event['kind']>(formatter: Formatter, event: Extract<Event, { kind: Kind }>): Written {
  return (formatter[event.kind as Kind] as (event: Extract<Event, { kind: Kind }>) => Written)(event);
}

function progress(text: string): Written {
  return { stream: 'stderr', text: `${text}\n` };
}

function result(text: string): Written {
  return { stream: 'stdout', text: `${text}\n` };
}
