// A file that only grows, by whole lines: one write each, one after the other. What is written is with the
// operating system when `append` resolves; nothing is synced to the disk.

import { type FileHandle, open } from 'node:fs/promises';

import { Problem } from '../problem.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'that is a folder',
  EACCES: 'this user may not write there',
  EROFS: 'that is a read-only place',
};

export class SpanFile {
  readonly #file: FileHandle;
  /** Settles, and never rejects, when every line so far is written or has failed. */
  #idle: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Keeps what is there. Throws Problem(5), which names `setting`, the variable that the path is from. */
  static async open(setting: string, path: string): Promise<SpanFile> {
    try {
      const file = await open(path, 'a+');
      await endLastLine(file);
      return new SpanFile(file);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      throw new Problem(5, `\`${setting}\` is \`${path}\`, and ${REASONS[code] ?? 'that file cannot be written'} (${code}).`);
    }
  }

  /** `line` ends with a newline. Rejects where it could not be written, and then leaves no part of it. */
  append(line: Uint8Array): Promise<void> {
    const written = this.#idle.then(() => this.#write(line));
    this.#idle = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#idle;
    await this.#file.close();
  }

  async #write(line: Uint8Array): Promise<void> {
    let written = 0;
    try {
      while (written < line.length) written += (await this.#file.write(line, written)).bytesWritten;
    } catch (error) {
      if (written > 0) await this.#cut(written);
      throw error;
    }
  }

  async #cut(bytes: number): Promise<void> {
    const { size } = await this.#file.stat();
    await this.#file.truncate(size - bytes);
  }
}

/** A last line that was cut off would swallow the next one. */
async function endLastLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  if (size > 0 && bytesRead === 1 && buffer.toString() !== '\n') await file.write('\n');
}
