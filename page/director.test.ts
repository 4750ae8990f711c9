import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';

import { Problem } from '../lab/problem.ts';
import { Director, MOST_WAITING } from './director.ts';
import { stageOf } from './fixtures.ts';
import type { SceneEvent } from './screen/scene.ts';
import type { Stage } from './stage.ts';

function directing(change: Partial<Stage>): { director: Director; events: SceneEvent[]; errors: unknown[] } {
  const [errors, events]: [unknown[], SceneEvent[]] = [[], []];
  const director = new Director(stageOf(change), (error) => errors.push(error));
  director.listen((event) => events.push(event));
  return { director, events, errors };
}

async function over(events: readonly SceneEvent[], runs: number): Promise<(string | null)[]> {
  for (;;) {
    const ends = events.flatMap((event) => event.kind === 'over' ? [event.failure] : []);
    if (ends.length === runs) return ends;
    await turn();
  }
}

test('two clicks at once: the second has its turn when the first is over, on the scenario that it asked for', async () => {
  const told: string[] = [];
  const stage = stageOf({});
  stage.send = async () => { told.push(`sends on ${stage.current}`); await turn(); told.push('over'); };
  const director = new Director(stage, () => undefined);
  const events: SceneEvent[] = [];
  director.listen((event) => events.push(event));
  assert.deepEqual([director.send('healthy'), director.send('proxy-strips-header'), director.send(null)], [1, 2, 3]);
  assert.equal(director.scene.lab.waiting, 3);
  assert.deepEqual(await over(events, 3), [null, null, null]);
  assert.deepEqual(told, ['sends on healthy', 'over', 'sends on proxy-strips-header', 'over', 'sends on proxy-strips-header', 'over']);
  assert.deepEqual(director.scene.run?.scenario, 'proxy-strips-header');
});

test('everybody is told of the lab: switching, sending, ready again', async () => {
  const { director, events } = directing({});
  director.send('healthy');
  await over(events, 1);
  await turn();
  assert.deepEqual(events.flatMap((event) => event.kind === 'lab' ? [[event.lab.state, event.lab.scenario]] : []), [
    ['ready', null], ['ready', null], ['switching', null], ['sending', 'healthy'], ['ready', 'healthy'],
  ]);
});

test('a mistake that somebody can mend is told in its sentence, and another one is told to the terminal alone', async () => {
  const mendable = directing({ send: () => Promise.reject(new Problem(5, '`curl` is not installed.')) });
  mendable.director.send(null);
  assert.deepEqual(await over(mendable.events, 1), ['`curl` is not installed.']);
  const ours = directing({ switchTo: () => Promise.reject(new TypeError('secret')) });
  ours.director.send('healthy');
  const [failure] = await over(ours.events, 1);
  assert.doesNotMatch(failure!, /secret/);
  assert.match(String(ours.errors[0]), /secret/);
  assert.equal(ours.director.scene.lab.scenario, null);
});

test('a switch that fails leaves the lab where it was, and says why until the next', async () => {
  const { director, events } = directing({ switchTo: (id) => id === 'healthy' ? Promise.reject(new Problem(5, 'No port is free.')) : Promise.resolve() });
  director.switchTo('healthy');
  director.send(null);
  await over(events, 1);
  await turn();
  assert.deepEqual(director.scene.lab, { state: 'ready', scenario: null, waiting: 0, failure: 'No port is free.' });
  director.send('proxy-strips-header');
  await over(events, 2);
  assert.equal(director.scene.lab.failure, null);
});

test('so many may wait, and what a page is told of one run has an end', async () => {
  const { director, events } = directing({ send: async (tell) => { for (let n = 0; n < 1_000; n += 1) tell({ kind: 'spans', seenIn: 'file', spans: [], milliseconds: n }); } });
  for (let n = 0; n < MOST_WAITING; n += 1) {
    assert.equal(director.isFull, false);
    director.send(null);
  }
  assert.equal(director.isFull, true);
  await over(events, MOST_WAITING);
  assert.equal(director.scene.run?.events.length, 400);
});
