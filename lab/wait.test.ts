import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Timeout, until } from './wait.ts';

test('the value of the first attempt that is done ends the wait', async () => {
  let attempts = 0;
  const value = await until('three', () => (attempts += 1) === 3 ? { done: true, value: attempts } : { done: false, saw: `${attempts}` }, { timeout: 5_000, every: 1 });
  assert.equal(value, 3);
});

test('at the deadline it says what it waited for, and what it saw last', async () => {
  const waiting = until('spring', () => ({ done: false, saw: 'snow' }), { timeout: 30, every: 5 });
  await assert.rejects(waiting, (error) => error instanceof Timeout && error.exitCode === 4 && error.message === 'Waited 0.03 s for spring. Last seen: snow.' && error.saw === 'snow');
});

test('even without any time, one attempt is made', async () => {
  assert.equal(await until('now', () => ({ done: true, value: 'now' }), { timeout: 0 }), 'now');
});

test('an abort ends the wait at once', async () => {
  const abort = new AbortController();
  const waiting = until('for ever', () => ({ done: false, saw: 'nothing' }), { timeout: 60_000, every: 30_000, signal: abort.signal });
  abort.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('what an attempt throws is not waited out', async () => {
  await assert.rejects(until('this', () => { throw new Error('broken'); }, { timeout: 60_000 }), { message: 'broken' });
});
