// The one kind of error that is somebody's to mend rather than ours: a wrong option, a missing file,
// a taken port. It is shown as its message alone; any other error keeps its stack.

/** Exit codes by the contract: 2 wrong usage, 3 unreadable input, 4 not settled in time, 5 the environment. */
export type ProblemCode = 2 | 3 | 4 | 5;

export class Problem extends Error {
  readonly exitCode: ProblemCode;
  /** The commands that come next, where it is known which. */
  readonly next: readonly string[];

  constructor(exitCode: ProblemCode, message: string, next: readonly string[] = []) {
    super(message);
    this.name = 'Problem';
    this.exitCode = exitCode;
    this.next = next;
  }
}
