// The fast way from JSON lines to records: bytes in, packed records out, without an object for anything that a line holds.
// A line that is not plainly what the Collector writes is handed over, never guessed at.

export interface ScanSink {
  /** Whole records (WORDS words each) of one partition; the view is valid only during the call. */
  records(partition: number, words: Uint32Array): void;
  /** A line that the scanner does not judge itself, without its newline; valid only during the call. It is for JSON.parse. */
  surprise(line: Uint8Array, number: number, offset: number): void;
  /** A line longer than 64 MiB was passed over. */
  tooLong(number: number, offset: number): void;
  /** A line holds bytes that are no UTF-8. It is scanned or handed over all the same. */
  badText(number: number, offset: number): void;
  /** The index of the service that the bytes of a `resource` name; empty: there is none. -1: that cannot be told, and the line is handed over. */
  service(resource: Uint8Array): number;
}

/** Records, as always but for where their spans stand in the line: from the byte at PAGE to the one before START; their scope from PARENT to PARENT + 1, both 0 without one. */
export interface Located {
  records: Uint32Array;
}

export type ScannerKind = 'wasm' | 'typescript';

export interface Scanner {
  readonly kind: ScannerKind;
  /** A file, or a stretch of one, begins: the offset of its first byte in all that is read, and the number of its first line. */
  begin(offset: number, line: number): void;
  /** Where the next bytes are to be put. It is never empty. */
  space(): Uint8Array;
  /** So many bytes were put there: whole lines are scanned, a torn last one is kept. */
  scan(count: number): void;
  /** The file is over: a last line without a newline is a line too. Gives whether there was one that is not blank. */
  end(): boolean;
  /** Hands out the records that are held back. */
  flush(): void;
  /** Where the spans of one line stand, which has no newline; undefined: the line is not judged here. Between files only. Valid until the next call. */
  locate(line: Uint8Array): Located | undefined;
  /** Since the file began, blank ones among them. */
  readonly lines: number;
  /** Those of them that are not blank. */
  readonly content: number;
}
