// Bytes of a growing file to whole lines. What comes after the last newline is kept until the rest arrives.

const NEWLINE = 0x0a;

/** A line longer than this is given up, so that a file without newlines cannot take all memory. Bytes. */
const LONGEST_LINE = 64 * 1024 * 1024;

export interface NumberedLine {
  /** Counted from 1, from where reading began. */
  number: number;
  /** Bytes before it, from where reading began. */
  offset: number;
  /** Undefined: longer than what is kept. */
  text: string | undefined;
}

export class LineReader {
  #parts: Buffer[] = [];
  #length = 0;
  #number = 0;
  #offset = 0;

  /** The lines that these bytes complete; blank ones are left out, and counted. */
  feed(bytes: Buffer): NumberedLine[] {
    const lines: NumberedLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#keep(bytes.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(Buffer.from(bytes.subarray(start)));
    return lines.filter(({ text }) => text?.trim() !== '');
  }

  /** The last line, where no newline ended it: another one may follow, or it was torn. */
  end(): NumberedLine | undefined {
    if (this.#length === 0) return undefined;
    const line = this.#take();
    return line.text?.trim() === '' ? undefined : line;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= LONGEST_LINE) this.#parts.push(part);
    else this.#parts = [];
  }

  #take(): NumberedLine {
    const text = this.#length <= LONGEST_LINE ? Buffer.concat(this.#parts).toString('utf8') : undefined;
    const line = { number: ++this.#number, offset: this.#offset, text };
    this.#offset += this.#length + 1;
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
