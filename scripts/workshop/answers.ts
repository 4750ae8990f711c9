// The exercise whose answer is filled in, not run: ids of one saved hop, each of which a question asks for. Pure.

import type { Evidence } from '../../verifier/evidence.ts';

interface Question {
  /** Completes: it is to be … */
  asks: string;
  answer: (evidence: Evidence) => string | undefined;
}

export const QUESTIONS: Readonly<Record<string, Question>> = {
  'trace-id': { asks: 'the trace id that both services have on their spans', answer: ({ calleeServer }) => calleeServer?.traceId },
  'entry-span-id': { asks: 'the span id of service A\'s SERVER span', answer: ({ server }) => server?.spanId },
  'client-span-id': { asks: 'the span id of service A\'s CLIENT span, which is the call to service B', answer: ({ client }) => client?.spanId },
  'server-span-id': { asks: 'the span id of service B\'s SERVER span', answer: ({ calleeServer }) => calleeServer?.spanId },
  'server-parent-id': { asks: 'the parent span id that service B\'s SERVER span names', answer: ({ calleeServer }) => calleeServer?.parentSpanId },
};

/** What is still wrong in what was `given`, where `asked` are names of questions. */
export function missedAnswers(given: Readonly<Record<string, string>>, asked: readonly string[], evidence: Evidence): string[] {
  return asked.flatMap((name) => {
    const { asks, answer } = QUESTIONS[name]!;
    const said = (given[name] ?? '').trim().toLowerCase();
    if (said === answer(evidence)) return [];
    if (said === '') return [`\`${name}\` is not filled in yet. It is to be ${asks}.`];
    const other = Object.values(QUESTIONS).find((each) => each.answer(evidence) === said);
    return [`\`${name}\` is \`${said}\`, which is ${other ? other.asks : 'none of the ids that this hop has'}. It is to be ${asks}.`];
  });
}
