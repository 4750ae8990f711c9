// The sign between two neighbouring witnesses, and the words for it: whether the second says what the first did. The
// checks of the document say so where there are any; without them the two are laid side by side.

import type { VerdictDocument } from '../../verifier/document.ts';
import { type Certainty, CERTAINTY_WORDS, type Spots } from '../../verifier/report/spots.ts';
import { seen } from '../../verifier/truth.ts';
import type { Code } from '../../verifier/verdict.ts';
import { contextOf } from './header.ts';

export interface Sign {
  /** As it is read out, such as `sent ≠ received: broken here`. */
  name: string;
  sign: '=' | '≠' | '?';
  words: string;
  certainty: Certainty | null;
}

export function marked(name: string, certainty: Certainty | null | undefined): string {
  return certainty ? `${name}: ${CERTAINTY_WORDS[certainty]}` : name;
}

/** Where it broke, and what the witnesses say does not tell how. */
const BROKEN_WORDS: Partial<Record<Code, string>> = {
  ENTRY_NOT_INSTRUMENTED: 'it made no SERVER span', CLIENT_NOT_INSTRUMENTED: 'it made no CLIENT span', CALLER_UNSAMPLED: 'it did not record', CONTEXT_LEAKED: 'the trace of another request',
  SERVER_NOT_INSTRUMENTED: 'it made no SERVER span', CALLEE_UNSAMPLED: 'it did not record', FORMAT_MISMATCH: 'it reads another format', HEADER_DUPLICATED: 'two arrived', SAMPLING_FLAG_REWRITTEN: 'the sampled flag was cleared',
};

export function probeToSent(document: VerdictDocument, spots: Spots): Sign {
  const { probe, sent } = document.witnesses;
  const failed = failing(document, 'client-below-server', 'sent-names-client');
  const [left, right] = [probe, sent].map((witness) => contextOf(witness));
  const sign = probe === 'unknown' || sent === 'unknown' ? '?' : left && left.traceId === right?.traceId && !failed ? '=' : '≠';
  const words = sign === '?' ? sent === 'unknown' ? 'nobody saw what was sent' : 'nobody saw the probe'
    : sign === '=' ? 'the same trace, a new parent' : sent === 'nothing' ? 'nothing was put in' : !right ? 'not a valid context' : left?.traceId === right.traceId ? 'not below its request' : 'another trace';
  return signed('probe', sign, 'sent', brokenWords(document, spots.get('caller')) ?? words, spots.get('caller'));
}

export function sentToReceived(document: VerdictDocument, spots: Spots): Sign {
  const { sent, received } = document.witnesses;
  const check = document.checks.find(({ check }) => check === 'received-is-sent');
  const sign = sent === 'unknown' || received === 'unknown' ? '?' : (check?.pass ?? sent === received) ? '=' : '≠';
  return signed('sent', sign, 'received', brokenWords(document, spots.get('wire')) ?? wireWords(sign, sent, received), spots.get('wire'));
}

function wireWords(sign: Sign['sign'], sent: string, received: string): string {
  if (sign === '?') return received === 'unknown' ? 'nobody saw what arrived' : 'nobody saw what left';
  if (sign === '=') return sent === received ? 'unchanged' : 'it says the same';
  const [left, came] = [contextOf(sent), contextOf(received)];
  if (received === 'nothing') return 'it did not arrive';
  if (!came) return 'what arrived is not valid';
  if (!left) return 'it is not what left';
  return left.traceId !== came.traceId ? 'another trace' : left.parentId !== came.parentId ? 'another parent' : 'other flags';
}

export function receivedToRecorded(document: VerdictDocument, spots: Spots): Sign {
  const { received, recorded } = document.witnesses;
  const came = contextOf(received);
  const signAs = (sign: Sign['sign'], words: string): Sign => signed('received', sign, 'recorded', brokenWords(document, spots.get('callee')) ?? words, spots.get('callee'));
  if (received === 'unknown' || recorded === 'unknown') return signAs('?', received === 'unknown' ? 'nobody saw what arrived' : 'no span is here yet');
  if (!seen(recorded)) return came?.sampled === false ? signAs('=', 'not recorded, as it was told') : came ? signAs('≠', 'no span') : signAs('?', 'no span');
  if (!came) return recorded.parentSpanId === null ? signAs('=', 'nothing to join: a new trace') : signAs('≠', 'joined what did not arrive');
  if (recorded.traceId === came.traceId && recorded.parentSpanId === came.parentId) return signAs('=', 'joined what arrived');
  const joins = document.checks.find(({ check }) => check === 'parent-is-received')?.pass === true;
  return joins ? signAs('=', 'joined what arrived') : signAs('≠', recorded.parentSpanId === null ? 'began a trace of its own' : 'joined something else');
}

function brokenWords({ verdict }: VerdictDocument, certainty: Certainty | undefined): string | undefined {
  return certainty === 'broken' ? BROKEN_WORDS[verdict] : undefined;
}

function signed(from: string, sign: Sign['sign'], to: string, words: string, certainty: Certainty | undefined): Sign {
  return { name: marked(`${from} ${sign} ${to}`, certainty), sign, words, certainty: certainty ?? null };
}

function failing({ checks }: VerdictDocument, ...names: string[]): boolean {
  return checks.some(({ check, pass }) => !pass && names.includes(check));
}
