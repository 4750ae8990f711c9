import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { readGallery, readScenarios } from './gallery.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/scenarios');

function ids(scenarios: { id: string }[]): string[] {
  return scenarios.map(({ id }) => id);
}

test('every file of the folder is a scenario, by name', () => {
  assert.deepEqual(ids(readGallery(FOLDER)), ['callee-down', 'callee-no-propagator', 'healthy']);
});

test('scenarios come as they are asked for, each once', () => {
  assert.deepEqual(ids(readScenarios(['healthy', 'callee-down', 'healthy'], FOLDER)), ['healthy', 'callee-down']);
});

test('an unknown scenario is wrong usage, and the nearest one is named', () => {
  assert.throws(() => readScenarios(['caller-down'], FOLDER), { exitCode: 2, message: /^There is no scenario `caller-down`\. Did you mean `callee-down`\?/ });
});

test('a folder that is not there is one sentence', () => {
  assert.throws(() => readGallery('/nowhere'), { exitCode: 3, message: /^The scenarios cannot be read: ENOENT/ });
});
