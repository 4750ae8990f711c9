import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOPS } from '../fixtures/hops.ts';
import { documentOf } from './fixtures.ts';
import { hopDiagram } from './hop-diagram.ts';

test('the whole diagram of a hop on which the header was removed', () => {
  assert.equal(hopDiagram(documentOf(HOPS['header-stripped'][1])).join('\n'), `\
\`\`\`mermaid
sequenceDiagram
  participant P0 as curl
  participant P1 as service-a
  participant P2 as something in between
  participant P3 as service-b
  participant P4 as Collector
  P0->>P1: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
  P1->>P2: 00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
  Note over P2: broken here#58; HEADER_STRIPPED
  P2-xP3: no trace context
  P1-->>P4: 2 spans
  P3-->>P4: 1 span
\`\`\`
`);
});

const NOTES: [name: keyof typeof HOPS, notes: string[]][] = [
  ['healthy', []],
  ['client-lost-its-context', ['Note over P1: broken here#58; CONTEXT_LOST_IN_PROCESS']],
  ['callee-not-instrumented', ['Note over P2: broken here#58; SERVER_NOT_INSTRUMENTED']],
  ['caller-never-arrives', ['Note over P1,P3: broken here#58; CALLER_NOT_EXPORTED']],
  ['callee-never-arrives', ['Note over P2,P3: broken here#58; CALLEE_NOT_EXPORTED']],
  ['file-emptied', ['Note over P3: broken here#58; DROPPED_IN_COLLECTOR']],
  ['callee-not-yet', ['Note over P2,P3: still to come#58; STILL_ARRIVING']],
  ['no-answer', ['Note over P0,P1: broken here#58; REQUEST_FAILED']],
];

for (const [name, notes] of NOTES) {
  test(`a note stands where it broke: ${name}`, () => {
    assert.deepEqual(hopDiagram(documentOf(HOPS[name][1])).map((line) => line.trim()).filter((line) => line.startsWith('Note')), notes);
  });
}

test('services in front of the hop stand between it and the caller outside', () => {
  const broken = documentOf(HOPS['header-stripped'][1]);
  const [hop] = broken.hops;
  const lines = hopDiagram({ ...broken, hops: [{ ...hop!, from: 'gateway', to: 'service-a', verdict: 'LINKED' }, hop!] }).map((line) => line.trim());
  assert.deepEqual(lines.slice(2, 6), ['participant P0 as curl', 'participant P1 as gateway', 'participant P2 as service-a', 'participant P3 as something in between']);
  assert.deepEqual(lines.slice(8, 10), ['P0->>P1: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'P1->>P2: LINKED']);
});
