// Something that is done to a part of the lab in the middle of a run, in the words of `docker compose`.

export interface Action {
  /** What it waits for: the lab is up, the answers are there, their spans are in the file. And how many seconds more. */
  after: 'started' | 'answered' | 'written';
  seconds: number;
  verb: 'start' | 'stop' | 'restart' | 'kill';
  service: string;
}
