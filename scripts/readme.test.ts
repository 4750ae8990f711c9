// The README's commands, run from its text: each one that it shows stands in the table below, or in `.ci/run`.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { $, type ProcessOutput, type Shell } from 'zx';

import { composeOf, noEngine, project } from './fixtures/compose.ts';
import { ownTemporaryFolder } from './fixtures/tracehop.ts';
import { chooseCollector } from '../lab/collector-choice.ts';
import { ROOT } from '../lab/root.ts';

const { kind } = await chooseCollector(undefined, process.env);
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const continuousIntegration = readFileSync(join(ROOT, '.ci/run'), 'utf8');

const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:docker compose|npm|curl) \S/;

interface Expected {
  /** What standard output has in it. */
  says: RegExp;
  /** Comes first, where the command is the mend of something. */
  given?: string;
  /** Its exit code, where that is not 0. */
  exits?: number;
  /** A real Collector. */
  needs?: 'otelcol';
}

const LINKED = /LINKED: service-b joined the trace of service-a: /;

/** In the order in which they are run, in one lab. */
const COMMANDS: Record<string, Expected> = {
  'docker compose up --exit-code-from verify': { says: LINKED },
  'docker compose up --detach': { says: /^/ },
  'curl http://127.0.0.1:8081/call-b': { says: /"same_trace":true/ },
  'npm run verify': { says: LINKED },
  'npm run verify -- --requests 10000 --concurrency 50': { says: /LINKED: all 10000 requests; nothing broken/ },
  'docker compose start collector': { given: 'docker compose stop collector', says: /^/ },
  'docker compose ps': { says: /service-b/ },
  'docker compose logs service-a service-b': { says: /"event":"listening"/ },
  'docker compose logs service-a service-b collector': { says: /Everything is ready/ },
  'docker compose port service-a 8081': { says: /^127\.0\.0\.1:\d+$/m },
  'docker compose down --volumes --remove-orphans': { says: /^/ },
};

/** Those that stay up until Ctrl+C: run with `--detach`, and taken down again. Names and ports that others may have are replaced. */
const STAY_UP = [
  'docker compose up',
  'docker compose up --build',
  'SERVICE_A_PORT=9081 SERVICE_B_PORT=9082 docker compose up',
  'COMPOSE_PROJECT_NAME=copy SERVICE_A_PORT=0 SERVICE_B_PORT=0 docker compose up',
  'docker compose -f docker-compose.yml -f collector/publish-otlp.yaml up',
  'docker compose -f docker-compose.yml -f page/compose.yaml up',
  'docker compose -f docker-compose.yml -f scenarios/proxy-strips-header.yaml up',
];

/** On processes, in a copy of what is in the repository. */
const ON_PROCESSES: Record<string, Expected> = {
  'npm ci && npm start': { says: LINKED },
  'npm start': { says: LINKED },
  'npm start --silent -- --json': { says: /^\{\s*"schema": ?"tracehop\.verdict\/1"/ },
  'npm run scenario -- list': { says: /│ proxy-strips-header +│/ },
  'npm run scenario -- run proxy-strips-header --save kept': { says: /AS EXPECTED: 1 of 1 scenarios/ },
  'npm run xray -- collector/config.yaml': { says: /^WHOLE: All 130 traces came out whole\.$/m, needs: 'otelcol' },
  'npm run --silent check -- --edge \'service-a -> service-b\' check/examples/whole.jsonl': { says: /^LINKED: `service-a -> service-b` holds\.$/m },
  'npm run --silent check -- --html report.html --junit junit.xml --edge \'service-a -> service-b\' check/examples/stripped.jsonl': { says: /^NOT LINKED: `service-a -> service-b` does not hold: 1 linked, 1 broken\.$/m, exits: 1 },
  'npm run workshop': { says: /^0 of 16 labs are solved\.$/m },
  'npm run verify -- --saved kept/proxy-strips-header': { says: /HEADER_STRIPPED: /, exits: 1 },
};

/** `lab.test.ts` and `page.test.ts` run these: three end with Ctrl+C, one with the exit code of a broken hop. The last is too long for a test. */
const ELSEWHERE = ['npm start -- --keep', 'npm start -- --page', 'npm run page', 'npm start -- --scenario proxy-strips-header', 'npm run scenario -- run --all'];

test('every command of the README is run, and none is run that it does not show', () => {
  const inCi = shown().filter((command) => continuousIntegration.split('\n').some((line) => line.trim() === command));
  const run = [...Object.keys(COMMANDS), ...STAY_UP, ...Object.keys(ON_PROCESSES), ...ELSEWHERE, ...inCi];
  assert.deepEqual(shown().toSorted(), run.toSorted());
});

describe('the README\'s commands in Docker', { skip: noEngine, concurrency: 1 }, () => {
  const shell = composeOf({ ...project('readme'), OTLP_GRPC_PORT: '0', OTLP_HTTP_PORT: '0', PAGE_PORT: '0', OTHER_ORIGIN_PORT: '0' });
  const copy = project('readme-copy')['COMPOSE_PROJECT_NAME'];
  after(() => shell`docker compose down --volumes --remove-orphans --timeout 1`);

  for (const [command, { given, says }] of Object.entries(COMMANDS)) {
    test(command, async () => {
      if (given) await run(shell, given);
      const address = (await shell`docker compose port service-a 8081`).stdout.trim();
      assert.match((await run(shell, command.replace('127.0.0.1:8081', address))).stdout, says);
    });
  }

  for (const command of STAY_UP) {
    test(command, async (t) => {
      const apart = command.replace('=copy', `=${copy}`).replaceAll(/=908\d/g, '=0');
      t.after(() => run(shell, apart.replace(/ up\b.*/, ' down --volumes --timeout 1')));
      await run(shell, `${apart} --detach`);
    });
  }
});

test('the README\'s commands on processes, in a copy of the repository', async (t) => {
  const cwd = ownTemporaryFolder(t);
  const files = (await $({ quiet: true, cwd: ROOT })`git ls-files --cached --others --exclude-standard`).stdout.trim().split('\n');
  await Promise.all(files.filter((file) => existsSync(join(ROOT, file))).map((file) => cp(join(ROOT, file), join(cwd, file))));
  for (const [command, { says, exits, needs }] of Object.entries(ON_PROCESSES)) {
    await t.test(command, { skip: needs === 'otelcol' && kind === 'embedded' && 'no OpenTelemetry Collector was found' }, async () => assert.match((await run($({ quiet: true, nothrow: true, cwd }), command, exits)).stdout, says));
  }
});

async function run(shell: Shell, command: string, exits = 0): Promise<ProcessOutput> {
  const output = await shell`sh -c ${command}`;
  assert.equal(output.exitCode, exits, output.stderr + output.stdout);
  return output;
}

/** The lines of its `sh` blocks and its inline code, where they are commands; each once. */
function shown(): string[] {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, lines]) => lines!.trim().split('\n'));
  const prose = readme.replace(/^```.*?^```/gms, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
  return [...new Set([...blocks, ...inline.filter((code) => COMMAND.test(code))])];
}
