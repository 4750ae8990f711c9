// One process that the lab started: in a group of its own, so that Ctrl+C reaches only the lab, which then
// stops its parts in order; its output goes to two files.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

import { lastWordsOf } from './last-words.ts';

const STOP_MS = 8_000;

/** From our own environment, children get these only, so that a run depends on the Compose file alone. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE', 'NODE_EXTRA_CA_CERTS', 'SYSTEMROOT'];

export interface ChildSettings {
  name: string;
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  folder: string;
  /** Of its standard output, and of its standard error. */
  logFile: string;
  errorFile: string;
}

export class Child {
  readonly name: string;
  /** Resolves, when the process has ended, with how: `exit code 1`, `signal SIGKILL`, or why it never began. */
  readonly ended: Promise<string>;
  /** The same, once it has ended. */
  end: string | undefined;
  /** Whether it was told to end. */
  told = false;
  readonly #logFile: string;
  readonly #errorFile: string;
  readonly #process: ChildProcess;

  constructor({ name, command: [program = '', ...words], environment, folder, logFile, errorFile }: ChildSettings) {
    this.name = name;
    this.#logFile = logFile;
    this.#errorFile = errorFile;
    const [log, errors] = [openSync(logFile, 'a'), openSync(errorFile, 'a')];
    this.#process = spawn(program, words, {
      cwd: folder, env: { ...inherited(), ...environment }, stdio: ['ignore', log, errors], detached: true,
    });
    for (const file of [log, errors]) closeSync(file);
    this.ended = new Promise((resolve) => {
      this.#process.once('error', (error) => resolve(error.message));
      this.#process.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    void this.ended.then((end) => { this.end = end; });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** All that it wrote to standard output. */
  get log(): string {
    return readFileSync(this.#logFile, 'utf8');
  }

  /** All that it wrote to standard error. */
  get errors(): string {
    return readFileSync(this.#errorFile, 'utf8');
  }

  /** What it wrote last: a few lines, for a message about its end. */
  lastWords(lines = 5): string {
    return lastWordsOf(this.log + this.errors, lines);
  }

  /** Asks it to end, and ends it after eight seconds. */
  async stop(): Promise<void> {
    if (this.end !== undefined) return;
    this.told = true;
    this.#process.kill('SIGTERM');
    const giveUp = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(giveUp);
  }

  /** Ends it at once: it writes and sends nothing more. */
  async kill(): Promise<void> {
    this.told = true;
    this.#process.kill('SIGKILL');
    await this.ended;
  }
}

export function inherited(): Record<string, string> {
  return Object.fromEntries(INHERITED.flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
}
