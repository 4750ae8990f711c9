// The lab of page/compose.yaml, on processes, from where the page's service would stand.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { chooseCollector } from '../../lab/collector-choice.ts';
import { untilHealthy } from '../../lab/health.ts';
import type { ProcessLab } from '../../lab/processes.ts';
import type { RequestEvent } from '../../page/stage.ts';
import { playedOn } from '../fixtures/page-client.ts';
import { start } from '../fixtures/tracehop.ts';
import { AttachedStage } from './attached-stage.ts';
import type { PageOptions } from './options.ts';
import { pageOptions, startSwitchedLab } from './switched-lab.ts';

/** What the switches, and what is sent, can show. */
const SHOWN = [
  'baggage-1m', 'baggage-9k', 'callee-no-propagator', 'callee-reads-b3', 'callee-unsampled', 'caller-no-propagator', 'caller-speaks-b3',
  'caller-speaks-xray', 'caller-unsampled', 'header-duplicated-by-proxy', 'header-short', 'header-upper-case', 'header-version-ff',
  'header-zero-parent-id', 'header-zero-trace-id', 'healthy', 'healthy-b3-both', 'healthy-future-version', 'healthy-jaeger-both',
  'healthy-through-proxy', 'proxy-clears-sampled', 'proxy-restarts-trace', 'proxy-retries', 'proxy-rewrites-parent', 'proxy-strips-header',
  'upstream-unsampled',
];

describe('the page of a lab that has switches', { concurrency: 1 }, () => {
  const end = new AbortController();
  let lab: ProcessLab;
  let stage: AttachedStage;
  let places: PageOptions;

  before(async () => {
    lab = await startSwitchedLab({ collector: await chooseCollector('embedded', {}), signal: end.signal });
    places = pageOptions(lab);
    stage = await AttachedStage.begin(places, places.switches, end.signal);
  });
  after(async () => {
    await stage.close();
    await lab.stop();
  });

  async function sent(): Promise<RequestEvent[]> {
    const told: RequestEvent[] = [];
    await stage.send((event) => told.push(event));
    return told;
  }

  test('before anything is switched, a request goes through the hop to LINKED', async () => {
    const told = await sent();
    assert.equal(stage.current, null);
    assert.deepEqual(told.flatMap((event) => event.kind === 'verdict' ? [event.document.verdict] : []), ['LINKED']);
    assert.match(readFileSync(join(lab.folder, 'hop.log'), 'utf8'), /"event":"delivered"/);
  });

  test('it shows every scenario that its switches can, and no other', () => {
    assert.deepEqual(stage.scenarios.filter(({ elsewhere }) => elsewhere === null).map(({ id }) => id), SHOWN);
  });

  test('for the others it says which part of their file takes more, and the command that runs them', () => {
    const elsewhere = Object.fromEntries(stage.scenarios.map(({ id, elsewhere: each }) => [id, each]));
    assert.deepEqual(elsewhere['callee-down'], {
      reason: 'It sets `services.service-a.environment.B_URL`, for which the lab has no switch: a page cannot change containers.',
      command: 'docker compose -f docker-compose.yml -f scenarios/callee-down.yaml up',
    });
    assert.deepEqual(elsewhere['collector-starts-late'], {
      reason: 'It starts or stops containers while it runs: a page cannot do that.',
      command: 'npm run scenario -- run collector-starts-late --docker --save kept',
    });
  });

  for (const id of SHOWN) {
    test(`switched to ${id}, it gets the verdict that the scenario is to get`, async () => {
      await stage.switchTo(id);
      assert.equal(stage.current, id);
      const row = (await sent()).find((event) => event.kind === 'expectation')!.row;
      assert.equal(row.asExpected, true, `${row.verdict} at ${row.where}, not ${row.expected} at ${row.expectedWhere}: ${row.summary}`);
    });
  }

  test('a service that was started again is as the scenario says before the next request', async () => {
    await stage.switchTo('proxy-strips-header');
    await lab.perform({ verb: 'restart', service: 'hop' });
    await untilHealthy(lab.child('hop'), lab.service('hop'), end.signal);
    assert.equal((await sent()).find((event) => event.kind === 'expectation')!.row.verdict, 'HEADER_STRIPPED');
  });

  test('what asks and turns the switches leaves no span', async () => {
    await stage.switchTo('healthy');
    await sent();
    const spans = readFileSync(places.raw!, 'utf8');
    assert.match(spans, /"SPAN_KIND_SERVER"|"kind":2/);
    assert.doesNotMatch(spans, /switches/);
  });

  test('the command of the service `page` serves all that', async (t) => {
    const { command, environment } = lab.service('page');
    const { child, says } = start(command.slice(command.indexOf('page')), environment);
    t.after(() => child.kill('SIGKILL'));
    const [, origin] = await says(/The page: (http:\/\/127\.0\.0\.1:\d+)\//);
    assert.equal((await playedOn(origin!, 'proxy-rewrites-parent')).verdict, 'PARENT_REWRITTEN');
  });

  test('a scenario that takes more than switches is refused in one sentence', async () => {
    await assert.rejects(stage.switchTo('callee-down'), { exitCode: 2, message: 'The lab cannot be switched to `callee-down` from here.' });
  });

  test('switches that cannot be reached are one sentence', async () => {
    const nowhere = [{ service: 'hop', url: `http://${lab.address('hop', 8083)}/switches` }];
    await assert.rejects(AttachedStage.begin(places, nowhere, end.signal), { exitCode: 5, message: /hop/ });
  });
});
