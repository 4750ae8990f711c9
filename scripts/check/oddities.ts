// What was found on the way through the files: lines that could not be read, and what is odd about others. Counted
// in full, told by the first places, in the order of the files.

import type { CheckFinding, Unreadable } from '../../verifier/check.ts';
import type { Oddity } from '../../verifier/reading/packing.ts';

/** So many are told one by one. */
const MOST_TOLD = 100;

const MESSAGES = {
  ODD_ID: 'Ids that are not 32 or 16 hexadecimal digits: they were told apart by their text.',
  UNPLACED_SPAN: 'Spans without a trace id and a span id of their own: they have no place in any trace.',
  SNAKE_CASE: 'Fields with the names of the protobuf definition, such as `trace_id`: read, though OTLP JSON says `traceId`.',
  NOT_TRACES: 'Metrics, logs or profiles among the spans: passed over.',
  INVALID_UTF8: 'Bytes that are no UTF-8: read as U+FFFD.',
  BYTE_ORDER_MARK: 'A byte order mark: passed over.',
  CR_LF: 'Lines that end in CR LF: something rewrote the file on its way.',
  NO_LAST_NEWLINE: 'The last line does not end: it is still being written, or was torn.',
  EMPTY_FILE: 'An empty file.',
  END_BEFORE_START: 'Spans that end before they start, among those that were read in full: a clock was set, or is wrong.',
  READ_ONCE: 'A file that was named twice: read once.',
} as const satisfies Record<Oddity | 'INVALID_UTF8' | 'BYTE_ORDER_MARK' | 'CR_LF' | 'NO_LAST_NEWLINE' | 'EMPTY_FILE' | 'END_BEFORE_START' | 'READ_ONCE', string>;

export type OddityCode = keyof typeof MESSAGES;

/** What another thread needs of them. */
export interface OdditiesTold {
  unreadable: Unreadable[];
  unreadableCount: number;
  findings: CheckFinding[];
}

export class Oddities {
  readonly unreadable: Unreadable[] = [];
  unreadableCount = 0;
  readonly #findings = new Map<OddityCode, CheckFinding>();

  refuse(file: string, line: number, reason: string): void {
    this.unreadableCount++;
    if (this.unreadable.length < MOST_TOLD) this.unreadable.push({ file, line, reason });
  }

  /** Line 0: nobody knows in which. */
  note(code: OddityCode, file: string, line: number, count = 1): void {
    const known = this.#findings.get(code);
    if (known) known.count += count;
    else this.#findings.set(code, { code, message: MESSAGES[code], count, file, line });
  }

  get told(): OdditiesTold {
    return { unreadable: this.unreadable, unreadableCount: this.unreadableCount, findings: this.findings };
  }

  /** Of a stretch of a file, before which there were so many lines. */
  absorb({ unreadable, unreadableCount, findings }: OdditiesTold, lines: number): void {
    for (const { file, line, reason } of unreadable) if (this.unreadable.length < MOST_TOLD) this.unreadable.push({ file, line: line + lines, reason });
    this.unreadableCount += unreadableCount;
    for (const { code, file, line, count } of findings) this.note(code as OddityCode, file, line + lines, count);
  }

  get findings(): CheckFinding[] {
    return [...this.#findings.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  }
}
