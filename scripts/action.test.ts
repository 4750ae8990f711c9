// The action of `action.yml`: its script, run as GitHub runs it.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';

import { parse } from 'yaml';
import { $, type ProcessOutput } from 'zx';

import { ROOT } from '../lab/root.ts';
import { ownTemporaryFolder } from './fixtures/tracehop.ts';

interface Step { id?: string; uses?: string; if?: string; env?: Record<string, string>; run?: string; with?: Record<string, string> }
type Inputs = Record<string, string>;

const { inputs: declared, runs: { steps } } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: Record<string, { default?: string }>; runs: { steps: Step[] } };
const [STRIPPED, WHOLE] = ['stripped', 'whole'].map((name) => join(ROOT, `check/examples/${name}.jsonl`)) as [string, string];

test('it writes a page and JUnit, shows both on GitHub, and passes the exit code on', async (t) => {
  const { output, folder } = await run(t, { files: STRIPPED });
  assert.equal(output.exitCode, 1, output.stderr);
  assert.match(output.stdout, /^NOT LINKED: /m);
  assert.match(output.stderr, /^::error title=broken/m);
  assert.match(readFileSync(join(folder, 'tracehop-report/report.html'), 'utf8'), /<title>NOT LINKED/);
  assert.match(readFileSync(join(folder, 'tracehop-report/junit.xml'), 'utf8'), /failures="1"/);
  assert.match(readFileSync(join(folder, 'summary'), 'utf8'), /^### Check: NOT LINKED/);
  assert.equal(readFileSync(join(folder, 'output'), 'utf8'), 'exit-code=1\n');
});

test('files and arguments stand one a line, and spaces and empty lines in them do no harm', async (t) => {
  const { output, folder } = await run(t, { files: `\n${WHOLE}\n\n${WHOLE}\n`, arguments: '--edge\nservice-a -> service-b\n--quiet\n', report: 'the report/of today' });
  assert.deepEqual([output.exitCode, output.stdout], [0, 'LINKED: `service-a -> service-b` holds.\n']);
  assert.ok(existsSync(join(folder, 'the report/of today/report.html')));
});

test('it looks into pipelines', async (t) => {
  const { output } = await run(t, { command: 'xray', files: join(ROOT, 'collector/config.yaml'), arguments: '--collector\nembedded' });
  assert.deepEqual([output.exitCode, output.stderr.split('.')[0]], [5, 'X-ray needs a real Collector']);
});

test('it runs the program that is named', async (t) => {
  const { output } = await run(t, { files: WHOLE, tracehop: '/bin/echo' });
  assert.equal(output.stdout, `check --html=tracehop-report/report.html --junit=tracehop-report/junit.xml -- ${WHOLE}\n`);
});

test('the report is uploaded whatever came of it, and no input is a part of a script', () => {
  const last = steps.at(-1)!;
  assert.match(last.uses!, /^actions\/upload-artifact@v\d+$/);
  assert.deepEqual([last.if, last.with!['path']], ['${{ always() }}', '${{ inputs.report }}']);
  assert.deepEqual(steps.filter((step) => step.run?.includes('${{')), []);
});

describe('nothing in its inputs is run', { concurrency: 2 }, () => {
  for (const harm of ['$(touch x)', '; touch x', '`touch x`', '"; touch x; "', '\'; touch x; \'', '|| touch x', 'a\n$(touch x)\n; touch x', '${IFS}touch${IFS}x']) {
    for (const input of ['command', 'files', 'arguments', 'report', 'tracehop']) {
      test(`${input}: ${JSON.stringify(harm)}`, async (t) => {
        const { output, folder } = await run(t, { files: WHOLE, arguments: '--quiet', [input]: harm });
        assert.equal(existsSync(join(folder, 'x')), false);
        assert.equal(output.exitCode !== 0, input !== 'report', output.stderr);
      });
    }
  }
});

/** In a folder of its own, where the job's files are too. */
async function run(t: TestContext, inputs: Inputs): Promise<{ output: ProcessOutput; folder: string }> {
  const folder = ownTemporaryFolder(t);
  const { env = {}, run: script = '' } = steps.find(({ id }) => id === 'run')!;
  mkdirSync(join(folder, 'runner'));
  writeFileSync(join(folder, 'runner/script.sh'), script);
  const valueOf = (expression: string): string => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)!;
    return inputs[input] ?? declared[input]!.default ?? '';
  };
  const given = Object.fromEntries(Object.entries(env).map(([name, expression]) => [name, valueOf(expression)]));
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  const environment = { ...process.env, ...given, ...files, GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: ROOT, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  return { output: await $({ cwd: folder, quiet: true, nothrow: true, env: environment })`bash --noprofile --norc -eo pipefail runner/script.sh`, folder };
}
