import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { $ } from 'zx';

import { ROOT } from '../lab/root.ts';
import { until } from '../lab/wait.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import type { GalleryDocument } from '../verifier/gallery.ts';
import type { Event } from '../verifier/report/events.ts';
import type { SavedRun } from '../verifier/replay.ts';
import { noEngine } from './fixtures/compose.ts';
import { assertNothingLeft, ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';
import type { ScenarioRunOptions } from './options.ts';
import { scenarioList, scenarioRun } from './scenario.ts';

const FOLDER = join(ROOT, 'lab/fixtures/scenarios');

interface Ran {
  exitCode: number;
  document: GalleryDocument;
  progress: Extract<Event, { kind: 'gallery-progress' }>[];
}

async function runIn(t: TestContext, folder: string, ids: string[], options: ScenarioRunOptions = {}): Promise<Ran> {
  const events: Event[] = [];
  const exitCode = await scenarioRun(ids, options.docker ? options : { collector: 'embedded', ...options }, { report: (event) => events.push(event), signal: t.signal, began: 0 }, folder);
  const [{ document }] = events.filter((event) => event.kind === 'gallery') as [Extract<Event, { kind: 'gallery' }>];
  return { exitCode, document, progress: events.filter((event) => event.kind === 'gallery-progress') };
}

/** A copy of the scenarios, one of them with another text in the place of its own. */
function changed(t: TestContext, id: string, from: string, to: string): string {
  const folder = ownTemporaryFolder(t);
  cpSync(FOLDER, folder, { recursive: true });
  const file = join(folder, `${id}.yaml`);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(file, text.replace(from, to));
  return folder;
}

test('all scenarios, each as expected: exit code 0', async (t) => {
  const { exitCode, document, progress } = await runIn(t, FOLDER, [], { all: true });
  assert.equal(exitCode, 0);
  assert.deepEqual([document.schema, document.total, document.asExpected], ['tracehop.gallery/1', 3, 3]);
  assert.deepEqual(document.scenarios.map(({ id, verdict }) => [id, verdict]), [
    ['callee-down', 'REQUEST_FAILED'], ['callee-no-propagator', 'HEADER_IGNORED'], ['healthy', 'LINKED'],
  ]);
  assert.deepEqual(progress.map(({ done }) => done), [0, 0, 0, 1, 2, 3]);
  assert.deepEqual(progress.at(-1)!.running, []);
});

test('a scenario that gets another verdict than expected: exit code 1', async (t) => {
  const folder = changed(t, 'callee-no-propagator', 'OTEL_PROPAGATORS: none', 'OTEL_PROPAGATORS: tracecontext');
  const { exitCode, document: { scenarios: [row] } } = await runIn(t, folder, ['callee-no-propagator']);
  assert.equal(exitCode, 1);
  assert.deepEqual([row!.verdict, row!.asExpected, row!.next], ['LINKED', false, 'npm start -- --scenario callee-no-propagator']);
});

test('several requests come to one verdict', async (t) => {
  const folder = changed(t, 'callee-no-propagator', 'services:\n', 'services:\n  verify: { environment: { VERIFY_REQUESTS: 3, VERIFY_CONCURRENCY: 3 } }\n');
  const { exitCode, document: { scenarios: [row] } } = await runIn(t, folder, ['callee-no-propagator']);
  assert.equal(exitCode, 0);
  assert.deepEqual(row!.verdicts, { HEADER_IGNORED: 3 });
});

test('what needs a real Collector is skipped, by name and with the reason', async (t) => {
  const folder = changed(t, 'callee-down', 'fault:', 'needs: otelcol\n  fault:');
  const { exitCode, document: { scenarios: [row], skipped } } = await runIn(t, folder, ['callee-down', 'healthy']);
  assert.deepEqual([exitCode, skipped, row!.verdict, row!.asExpected], [0, 1, null, false]);
  assert.match(row!.skipped!, /real Collector/);
});

test('a scenario whose services do not start has no verdict, and the others have theirs', async (t) => {
  const folder = changed(t, 'callee-down', 'environment:', 'command: [node, -e, process.exit(3)]\n    environment:');
  const { exitCode, document: { scenarios: [row, other] } } = await runIn(t, folder, ['callee-down', 'healthy']);
  assert.deepEqual([exitCode, row!.verdict, other!.asExpected], [5, null, true]);
  assert.match(row!.failed!, /`service-a` ended with exit code 3 before it was healthy/);
});

test('the list names every scenario, and what it is to get', () => {
  const events: Event[] = [];
  assert.equal(scenarioList({ report: (event) => events.push(event) }, FOLDER), 0);
  const [event] = events;
  assert.deepEqual(event?.kind === 'scenarios' && event.document.scenarios.map(({ id, verdict, where }) => [id, verdict, where]), [
    ['callee-down', 'REQUEST_FAILED', 'request'], ['callee-no-propagator', 'HEADER_IGNORED', 'callee'], ['healthy', 'LINKED', 'nowhere'],
  ]);
});

test('--json is one document, and nothing is left', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { exitCode, stdout, stderr } = await tracehop(['scenario', 'run', 'healthy', '--collector=embedded', '--json'], { TMPDIR });
  assert.equal(exitCode, 0, stderr);
  assert.equal((JSON.parse(stdout) as GalleryDocument).asExpected, 1);
  assertNothingLeft(TMPDIR);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} in the middle leaves nothing`, async (t) => {
    const TMPDIR = ownTemporaryFolder(t);
    const { child, ended, says } = start(['scenario', 'run', 'healthy', '--collector=embedded'], { TMPDIR });
    await says(/Running 1 of the scenarios/);
    child.kill(signal);
    const { exitCode, stdout, stderr } = await ended;
    assert.deepEqual([exitCode, stdout], [130, '']);
    assert.doesNotMatch(stderr, /at .*\.ts/);
    assertNothingLeft(TMPDIR);
  });
}

for (const [where, options, skip] of [['on processes', { collector: 'embedded' }, false], ['in Docker', { docker: true }, noEngine]] as const) {
  test(`--save keeps what the verdict was found from, ${where}`, { skip }, async (t) => {
    const save = join(ownTemporaryFolder(t), 'kept');
    const { exitCode } = await runIn(t, FOLDER, ['callee-no-propagator', 'callee-down'], { ...options, save });
    assert.equal(exitCode, 0);
    assert.deepEqual(readdirSync(save).sort(), ['callee-down', 'callee-no-propagator']);
    const kept = (file: string): string => readFileSync(join(save, 'callee-no-propagator', file), 'utf8');
    assert.deepEqual(readdirSync(join(save, 'callee-no-propagator')).sort(), ['raw.jsonl', 'run.json', 'traces.jsonl', 'verdict.json']);
    const { verdict, spans } = JSON.parse(kept('verdict.json')) as VerdictDocument;
    assert.equal(verdict, 'HEADER_IGNORED');
    for (const { spanId } of spans) assert.ok(kept('traces.jsonl').includes(spanId) && kept('raw.jsonl').includes(spanId));
    assert.equal((JSON.parse(kept('run.json')) as SavedRun).requests.length, 1);
  });
}

test('--save refuses a folder in which something is', async (t) => {
  await assert.rejects(runIn(t, FOLDER, ['healthy'], { save: FOLDER }), { exitCode: 2, message: /is not empty/ });
  await assert.rejects(runIn(t, FOLDER, ['healthy'], { save: join(FOLDER, 'healthy.yaml') }), { exitCode: 2, message: /is no folder/ });
});

test('in Docker: a service that dies before it is ready is named with its last words, and nothing is left', { skip: noEngine }, async (t) => {
  const folder = changed(t, 'callee-down', 'environment:', 'command: [node, -e, "console.log(\'dying\'); process.exit(3)"]\n    environment:');
  const { exitCode, document: { scenarios: [row] } } = await runIn(t, folder, ['callee-down'], { docker: true });
  assert.equal(exitCode, 5);
  assert.match(row!.failed!, /`service-a` ended with exit code 3 before it was ready\. It wrote:\ndying/);
  await assertNoProject('callee-down');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`in Docker: ${signal} in the middle leaves nothing`, { skip: noEngine }, async (t) => {
    const TMPDIR = ownTemporaryFolder(t);
    const { child, ended, says } = start(['scenario', 'run', 'healthy-through-proxy', '--docker'], { TMPDIR });
    await says(/Running 1 of the scenarios/);
    await until('a container', async () => {
      const names = await containersOf('healthy-through-proxy');
      return names.length > 0 ? { done: true, value: undefined } : { done: false, saw: 'none' };
    }, { timeout: 20_000 });
    child.kill(signal);
    const { exitCode, stdout } = await ended;
    assert.deepEqual([exitCode, stdout], [130, '']);
    assertNothingLeft(TMPDIR);
    await assertNoProject('healthy-through-proxy');
  });
}

async function containersOf(id: string): Promise<string[]> {
  return (await $({ quiet: true })`docker ps --all --filter ${`name=^tracehop-${id}-[0-9a-f]{6}-`} --format ${'{{.Names}}'}`).stdout.split('\n').filter((name) => name !== '');
}

async function assertNoProject(id: string): Promise<void> {
  assert.deepEqual(await containersOf(id), []);
  const left = await $({ quiet: true })`docker network ls --filter ${`name=tracehop-${id}-`} --quiet; docker volume ls --filter ${`name=tracehop-${id}-`} --quiet`;
  assert.equal(left.stdout, '');
}
