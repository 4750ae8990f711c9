// The page about X-ray, run from its text: each command that it shows, and the output that it shows for it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { $ } from 'zx';

import { chooseCollector } from '../../lab/collector-choice.ts';
import { ROOT } from '../../lab/root.ts';
import { difference } from '../workshop/mask.ts';
import { SHAPES } from '../../xray/shapes/shapes.ts';
import { type CommandStep, readPage } from '../workshop/page.ts';

const { kind, command: [collector] } = await chooseCollector(undefined, process.env);
const skip = kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`';
const page = readFileSync(join(ROOT, 'xray/README.md'), 'utf8');
const { steps, misfits } = readPage(page);
const commands = steps.filter((step): step is CommandStep => 'command' in step);

/** What a sampler with too little room forgets depends on how fast the spans come. */
const COUNTS_VARY = /before\.yaml$/;

function withoutCounts(text: string): string {
  return text.replace(/\d+(?:\.\d+)?/g, '#').replace(/ {2,}/g, ' ').replace(/─+/g, '─');
}

test('every output of the page has a command, and every command that looks into a pipeline an output', () => {
  assert.deepEqual(misfits, []);
  assert.ok(commands.length >= 10);
  assert.deepEqual(commands.filter(({ output }) => output === undefined), []);
});

test('the page names every shape, and every span of it that a reader may expect something of', () => {
  for (const { name, spans } of SHAPES) {
    const [row = ''] = page.split('\n').filter((line) => line.startsWith(`| ${name} |`));
    for (const span of spans.length > 10 ? spans.slice(0, 1) : spans) assert.ok(row.includes(`\`${span.name}\``), `${name}: ${span.name}`);
  }
});

describe('the commands of the page', { skip }, () => {
  const shell = $({ cwd: ROOT, quiet: true, nothrow: true, env: { ...process.env, NO_COLOR: '1', OTELCOL_BIN: collector!, GITHUB_ACTIONS: undefined } });
  for (const { command, output = '' } of commands) {
    test(command, { timeout: 60_000 }, async () => {
      const { stdout } = await shell`sh -c ${`exec 2>&1; ${command}`}`;
      const [shown, seen] = COUNTS_VARY.test(command) ? [withoutCounts(output), withoutCounts(stdout)] : [output, stdout];
      assert.equal(difference(shown, seen), undefined);
    });
  }
});
