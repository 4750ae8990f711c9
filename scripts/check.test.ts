// The command `check` as it is run: what it ends with, what it says while it runs, and what becomes of it when it is
// interrupted or its files change. Odd input has its own tables in check/.

import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, globSync, openSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';

import { type Attempt, until } from '../lab/wait.ts';
import type { CheckDocument } from '../verifier/check.ts';
import { CALLEE, CALLER, HOP, lineOf, seenIn, spanOf, TRACE } from './check/fixtures.ts';
import { assertNothingLeft, type Ended, ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';

const MEGABYTE = 1_000_000;
/** Slow to read, so that there is time to interrupt it. */
const FILLER = `{"x":[${'{},'.repeat(MEGABYTE / 3)}{}]}\n`;
const LARGE = 200;
/** Bytes, of a large file: more than what it takes to start. */
const LITTLE = 60 * MEGABYTE;
const MORE = lineOf('service-a', spanOf({ parentSpanId: '9f0a445b96d9352f' }));
const ORPHAN = CALLEE.replace('05dcf79c4bf5fa66', '05dcf79c4bf5fa67');

/** Options, and what the file holds. */
const ENDS: [says: string, options: string[], text: string, exitCode: number, last: RegExp][] = [
  ['every hop is linked', [], HOP, 0, /^LINKED: every hop of 1 trace is linked: service-a -> service-b 1\.$/],
  ['a span lacks its parent', [], `${CALLER}\n${ORPHAN}\n`, 1, /^NOT LINKED: service-a -> service-b is broken in 1 of 1 hops \(UNDECIDED\); 2 orphans\.$/],
  ['what is asked holds', ['--edge', 'service-a -> service-b'], HOP, 0, /^LINKED: `service-a -> service-b` holds\.$/],
  ['what is asked holds, though something else is broken', ['--edge', 'service-a -> service-b'], `${HOP}${lineOf('service-c', spanOf({ spanId: 'cccccccccccccccc', parentSpanId: 'dddddddddddddddd', flags: 1 }))}\n`, 0, /^LINKED: `service-a -> service-b` holds; /],
  ['what must not be there is', ['--edge', '!service-a -> service-b'], HOP, 1, /^NOT LINKED: `!service-a -> service-b` does not hold: 1 linked\.$/],
  ['what must not be there is of a service that nobody knows', ['--edge', '!service-b -> sevice-a'], HOP, 4, /^NOT LINKED: `!service-b -> sevice-a` is not decided: no span is of `sevice-a` \(did you mean `service-a`\?\)\.$/],
  ['a line cannot be read', [], `${HOP}{"resourceSpans":\n`, 0, /^LINKED: every hop of 1 trace is linked: service-a -> service-b 1; 1 line that cannot be read is left out\.$/],
  ['what must not be there is not', ['--edge', '!service-b -> service-a'], HOP, 0, /^LINKED: `!service-b -> service-a` holds\.$/],
  ['a service that is asked for is not there', ['--edge', 'service-b -> service-x'], HOP, 4, /^NOT LINKED: `service-b -> service-x` does not hold: 0 linked, 0 broken, 1 undecided; no span is of `service-x` \(did you mean `service-a`\?\)\.$/],
  ['a call may not have arrived', ['--edge', 'service-a -> service-b'], CALLER, 4, /^NOT LINKED: `service-a -> service-b` does not hold: 0 linked, 0 broken, 1 undecided; no span is of `service-b`\.$/],
];

describe('how it ends:', { concurrency: 3 }, () => {
  for (const [says, options, text, exitCode, last] of ENDS) {
    test(`${says}: exit code ${exitCode}`, async (t) => {
      const file = fileOf(t, text);
      const [shown, quiet, json] = [await tracehop(['check', ...options, file]), await tracehop(['check', '--quiet', ...options, file]), await tracehop(['check', '--json', ...options, file])];
      assert.deepEqual([shown, quiet, json].map((ended) => [ended.exitCode, ended.stderr]), [[exitCode, ''], [exitCode, ''], [exitCode, '']]);
      assert.match(shown.stdout.trimEnd().split('\n').at(-1)!, last);
      assert.match(quiet.stdout.trimEnd(), last);
      assert.equal((JSON.parse(json.stdout) as CheckDocument).linked, exitCode === 0);
    });
  }
});

test('a trace that is wanted is shown, in whatever case it is asked for', async (t) => {
  const { stdout } = await tracehop(['check', '--trace', TRACE.toUpperCase(), fileOf(t, HOP)]);
  assert.match(stdout, /\n {2}Trace 0af7651916cd43dd8448eb211c80319c\n.*service-a SERVER GET \/call-b.*\n.*└─ service-a CLIENT GET .*\n.*└─ service-b SERVER GET \/work /);
});

test('a reader who has seen enough is no error', async (t) => {
  const { child, ended } = start(['check', fileOf(t, `${CALLER}\n${ORPHAN}\n`)]);
  child.stdout!.destroy();
  const { exitCode, stderr } = await ended;
  assert.deepEqual([exitCode, stderr], [1, '']);
});

describe('Ctrl+C', { concurrency: 3 }, () => {
  test('in the middle of a large file tells what is known by then', async (t) => {
    const { child, ended, temporary } = startLarge(t);
    await untilRead(child, LITTLE);
    child.kill('SIGINT');
    assertPartial(await ended);
    assertNothingLeft(temporary);
  });

  test('in the middle of a slow pipe tells what came by then', async (t) => {
    const temporary = ownTemporaryFolder(t);
    const { child, ended } = start(['check', '--json', '-'], { TMPDIR: temporary }, 'pipe');
    child.stdin!.write(`${HOP}${MORE.slice(0, 100)}`);
    await until('all of it is kept', () => keptIn(temporary, HOP.length + 100), { timeout: 10_000 });
    child.kill('SIGINT');
    assertPartial(await ended);
    assertNothingLeft(temporary);
  });

  test('while nobody writes into a pipe ends the waiting', async (t) => {
    const [folder, temporary] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { child, ended } = start(['check', join(folder, 'pipe')], { TMPDIR: temporary });
    await until('there is room for what comes', () => keptIn(temporary, 0), { timeout: 10_000 });
    child.kill('SIGINT');
    assert.deepEqual(await ended, { exitCode: 130, stdout: '', stderr: '' });
    assertNothingLeft(temporary);
  });

  test('is said to a person', async (t) => {
    const { child, ended } = startLarge(t, []);
    await untilRead(child, LITTLE);
    child.kill('SIGINT');
    const { exitCode, stdout } = await ended;
    assert.equal(exitCode, 130);
    assert.match(stdout, /\nLINKED: .* This is what was known when it was interrupted\.\n$/);
  });
});

function assertPartial(ended: Ended): void {
  const { complete, spans, edges } = JSON.parse(ended.stdout) as CheckDocument;
  assert.deepEqual([ended.exitCode, ended.stderr, complete, spans, edges.map(({ linked }) => linked)], [130, '', false, 3, [1]]);
}

/** While the file is read, and the change does not run beside the reader. */
const CHANGES: [says: string, change: (file: string) => void, spans: number, unreadable: RegExp | undefined][] = [
  ['grows is read as far as it goes', (file) => appendFileSync(file, `${MORE}\n`), 4, undefined],
  ['becomes shorter is told', (file) => truncateSync(file, 10 * MEGABYTE), 3, /^odd:0 it became shorter while it was read \(byte \d+\)$/],
  ['another one replaces is told', (file) => (renameSync(file, `${file}.1`), writeFileSync(file, `${MORE}\n`)), 3, /^odd:0 another file took its place while it was read \(byte \d+\)$/],
];

for (const [says, change, spans, unreadable] of CHANGES) {
  test(`a file that ${says}`, async (t) => {
    const { child, ended, temporary, file, folder } = startLarge(t);
    await untilRead(child, LITTLE);
    child.kill('SIGSTOP');
    change(file);
    child.kill('SIGCONT');
    const seen = seenIn(await ended, folder);
    assert.deepEqual([seen.spans, seen.linked, seen.unreadable.length], [spans, 1, unreadable ? 1 : 0]);
    if (unreadable) assert.match(seen.unreadable[0]!, unreadable);
    assertNothingLeft(temporary);
  });
}

function fileOf(t: TestContext, text: string): string {
  const file = join(ownTemporaryFolder(t), 'odd');
  writeFileSync(file, text);
  return file;
}

/** On the hop, and much behind it that is none of its spans. */
function startLarge(t: TestContext, options = ['--json']): { child: ChildProcess; ended: Promise<Ended>; temporary: string; folder: string; file: string } {
  const [folder, temporary] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
  const file = join(folder, 'odd');
  writeFileSync(file, HOP);
  const large = openSync(file, 'a');
  for (let each = 0; each < LARGE; each++) writeSync(large, FILLER);
  closeSync(large);
  return { ...start(['check', ...options, file], { TMPDIR: temporary }), temporary, folder, file };
}

/** How much the process has read so far, of whatever file. */
async function untilRead({ pid }: ChildProcess, bytes: number): Promise<void> {
  await until('much is read', () => {
    const read = Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
    return read >= bytes ? { done: true, value: undefined } : { done: false, saw: `${read} bytes` };
  }, { timeout: 30_000, every: 2 });
}

function keptIn(folder: string, bytes: number): Attempt<undefined> {
  const [kept] = globSync(join(folder, '*/stream-*/bytes'));
  return kept !== undefined && statSync(kept).size >= bytes ? { done: true, value: undefined } : { done: false, saw: `${kept}` };
}
