import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';

import type { Event } from '../../verifier/report/events.ts';
import { severalAtATime, withProgress } from './workers.ts';

const { signal } = new AbortController();

test('results come in the order of the items, however long each takes', async () => {
  assert.deepEqual(await severalAtATime([30, 1, 10], 3, signal, async (milliseconds) => { await pause(milliseconds); return milliseconds; }), [30, 1, 10]);
});

test('never more at a time than asked for, and never fewer while there are some', async () => {
  let [now, most] = [0, 0];
  await severalAtATime([1, 2, 3, 4, 5], 2, signal, async () => {
    now += 1;
    most = Math.max(most, now);
    await pause(1);
    now -= 1;
  });
  assert.equal(most, 2);
});

test('when one fails, those that run are told and waited for, no other is begun, and its error is thrown', async () => {
  const begun: number[] = [];
  let stopped = false;
  await assert.rejects(severalAtATime([1, 2, 3], 2, signal, async (item, either) => {
    begun.push(item);
    if (item === 2) throw new Error('two');
    await pause(10_000, undefined, { signal: either }).catch(() => undefined);
    await pause(5);
    stopped = true;
  }), /two/);
  assert.deepEqual(begun, [1, 2]);
  assert.equal(stopped, true);
});

test('an interruption begins nothing', async () => {
  await assert.rejects(severalAtATime([1], 1, AbortSignal.abort(), async () => assert.fail('begun')), { name: 'AbortError' });
});

test('progress names what runs, also two of one id, and counts what is done', async () => {
  const told: [done: number, running: readonly string[]][] = [];
  const report = (event: Event): void => { if (event.kind === 'gallery-progress') told.push([event.done, event.running]); };
  assert.deepEqual(await withProgress([{ id: 'a' }, { id: 'a' }], { jobs: 1, report, signal }, async ({ id }) => id), ['a', 'a']);
  assert.deepEqual(told, [[0, ['a']], [1, []], [1, ['a']], [2, []]]);
});
