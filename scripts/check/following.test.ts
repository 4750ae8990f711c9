import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

import { until } from '../../lab/wait.ts';
import type { CheckChangeDocument, CheckDocument } from '../../verifier/check.ts';
import { clientOfA, OTHER_TRACE, serverOfA, serverOfB } from '../../verifier/fixtures/evidence.ts';
import { lineOf } from '../../verifier/fixtures/otlp.ts';
import type { Span } from '../../verifier/span.ts';
import { ownTemporaryFolder, type Running, start, tracehop } from '../fixtures/tracehop.ts';

const lines = (...spans: Span[]): string => `${lineOf(spans)}\n`;
const HOP = lines(serverOfA(), clientOfA(), serverOfB());
const OTHER_CALL = lines(serverOfA({ traceId: OTHER_TRACE }));
const OTHER_ANSWER = lines(serverOfB({ traceId: OTHER_TRACE, parentSpanId: clientOfA().spanId }));
const OTHER_CLIENT = lines(clientOfA({ traceId: OTHER_TRACE }));

interface Followed extends Running {
  file: string;
  /** Waits until so many lines were printed, and returns them. */
  printed: (count: number) => Promise<string[]>;
}

function followed(t: TestContext, ...words: string[]): Followed {
  const folder = mkdtempSync(join(tmpdir(), 'following-'));
  const file = join(folder, 'traces.jsonl');
  writeFileSync(file, '');
  const running = start(['check', file, '--follow', ...words], { TMPDIR: ownTemporaryFolder(t) });
  t.after(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
    rmSync(folder, { recursive: true });
  });
  let text = '';
  running.child.stdout?.on('data', (written: string) => { text += written; });
  const printed = (count: number): Promise<string[]> => until(`${count} lines`, () => {
    const whole = text.split('\n').slice(0, -1);
    return whole.length >= count ? { done: true, value: whole } : { done: false, saw: text };
  }, { timeout: 20_000 });
  return { ...running, file, printed };
}

test('a line for each change as a file grows, and the whole report at the end', { timeout: 60_000 }, async (t) => {
  const { file, printed, child, ended } = followed(t);
  appendFileSync(file, HOP);
  assert.match((await printed(1))[0]!, /Z {2}service-a -> service-b is new \(1 linked, 0 broken\), in 3 spans of 1 trace$/);
  appendFileSync(file, OTHER_CALL + OTHER_ANSWER);
  assert.match((await printed(2))[1]!, /service-a -> service-b broke \(1 linked, 1 broken; before: 1 linked, 0 broken\), in 5 spans of 2 traces$/);
  assert.match((await printed(3))[2]!, /orphans: 2, and 0 before, /);
  appendFileSync(file, OTHER_CLIENT);
  assert.match((await printed(4))[3]!, /service-a -> service-b was mended \(2 linked, 0 broken; before: 1 linked, 1 broken\), in 6 spans of 2 traces$/);
  assert.match((await printed(5))[4]!, /orphans: 0, and 2 before, /);
  child.kill('SIGINT');
  const { exitCode, stdout } = await ended;
  assert.equal(exitCode, 130);
  assert.match(stdout, /^1 file, 4 lines, .*\n6 spans in 2 traces[^]*\nLINKED: every hop of 2 traces is linked: service-a -> service-b 2\.\n$/m);
});

test('as JSON, a line for each change and one for the report; what was added just before the end is in it', { timeout: 60_000 }, async (t) => {
  const { file, printed, child, ended } = followed(t, '--json');
  appendFileSync(file, HOP);
  await printed(1);
  appendFileSync(file, OTHER_CALL);
  child.kill('SIGINT');
  const { stdout } = await ended;
  const documents = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as CheckChangeDocument | CheckDocument);
  const [first, last] = [documents[0] as CheckChangeDocument & { edge: object }, documents.at(-1) as CheckDocument];
  assert.deepEqual([first.schema, first.edge], ['tracehop.check-change/1', { from: 'service-a', to: 'service-b', before: { linked: 0, broken: 0 }, now: { linked: 1, broken: 0 }, change: 'new', worse: false }]);
  assert.deepEqual([last.schema, last.complete, last.spans], ['tracehop.check/1', true, 4]);
});

test('another file in its place is judged anew, and that is said', { timeout: 60_000 }, async (t) => {
  const { file, printed, child, ended, says } = followed(t);
  appendFileSync(file, HOP);
  await printed(1);
  writeFileSync(`${file}.new`, HOP);
  renameSync(`${file}.new`, file);
  await says(/traces\.jsonl` is another file now: begun anew with what is there\./);
  assert.match((await printed(2))[1]!, /is new \(1 linked/);
  child.kill('SIGINT');
  assert.equal((await ended).exitCode, 130);
});

test('what has an end of its own, or is not there, cannot be followed', async () => {
  assert.deepEqual(await tracehop(['check', '-', '--follow']), { exitCode: 2, stdout: '', stderr: 'Only files can be followed, and `-` is none.\n' });
  assert.equal((await tracehop(['check', '/nowhere/traces', '--follow'])).exitCode, 3);
});
