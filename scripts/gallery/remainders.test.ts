import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { readScenarios } from '../../lab/gallery.ts';
import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { remaindersOf } from './remainders.ts';

const FACTS = { title: 'T', broken: 'B.', verdict: 'HEADER_IGNORED', where: 'callee', findings: ['CLOCK_SKEW'] };

test('scenarios that leave the same behind share a run, and healthy ones leave nothing', (t) => {
  const folder = ownTemporaryFolder(t);
  const write = (id: string, facts: object, services: object): void => writeFileSync(join(folder, `${id}.yaml`), JSON.stringify({ 'x-scenario': { ...FACTS, ...facts }, services }));
  write('a', { fault: ['services.service-a.environment.F'] }, { 'service-a': { environment: { F: 1 } } });
  write('b', { fault: ['services.service-b.environment.F', 'x-scenario.actions'], actions: [{ after: 'answered', do: 'stop collector' }] }, { 'service-b': { environment: { F: 1 } } });
  write('c', { fault: ['services.service-b.environment.F'], actions: [{ after: 'answered', do: 'stop collector' }] }, { 'service-b': { environment: { F: 1 } } });
  write('d', { fault: ['services.service-b.environment.F'] }, { 'service-b': { environment: { F: 1, G: 1 } } });
  write('healthy-e', { verdict: 'LINKED' }, { 'service-b': { environment: { F: 1 } } });
  const remainders = remaindersOf(readScenarios(['a', 'b', 'c', 'd', 'healthy-e'], folder), ownTemporaryFolder(t));
  assert.deepEqual(remainders.map(({ title, verdict, where, findings, actions }) => [title, verdict, where, findings.length, actions.length]), [
    ['Without the fault of a, b', 'LINKED', 'nowhere', 0, 0],
    ['Without the fault of c', 'LINKED', 'nowhere', 0, 1],
    ['Without the fault of d', 'LINKED', 'nowhere', 0, 0],
  ]);
});
