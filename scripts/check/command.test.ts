import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

import { A_CLIENT, B_SERVER_2, clientOfA, OTHER_TRACE, serverOfA, serverOfB, TRACE } from '../../verifier/fixtures/evidence.ts';
import { lineOf } from '../../verifier/fixtures/otlp.ts';
import type { Span } from '../../verifier/span.ts';
import { type Ended, ownTemporaryFolder, tracehop } from '../fixtures/tracehop.ts';

const LINKED = [serverOfA({ parentSpanId: undefined }), clientOfA(), serverOfB()];
const BROKEN = [...LINKED.slice(0, 2), serverOfB({ parentSpanId: 'ffffffffffffffff' })];
const LATER = LINKED.map((span) => ({ ...span, traceId: OTHER_TRACE, startTime: Date.parse('2026-02-01T00:00:00Z') }));
const BATCH = [serverOfA(), serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined, spanId: B_SERVER_2, links: [{ traceId: TRACE, spanId: A_CLIENT }] }), clientOfA()];

interface Files { traces: Span[]; before?: Span[]; rules?: string }

async function checked(t: TestContext, words: string[], { traces, before = [], rules = '' }: Files): Promise<Ended> {
  const folder = ownTemporaryFolder(t);
  for (const [name, spans] of [['traces', traces], ['before', before]] as const) writeFileSync(join(folder, name), `${lineOf(spans)}\n`);
  writeFileSync(join(folder, 'rules'), rules);
  return tracehop(['check', join(folder, 'traces'), ...words.map((word) => word.replace('@', `${folder}/`))]);
}

const COMMANDS: [says: string, words: string[], files: Files, exit: number, told: RegExp][] = [
  ['a link that is there', ['--edge', '~service-a -> service-b'], { traces: BATCH }, 0, /^LINKED: `~service-a -> service-b` holds\.$/m],
  ['a link that is not', ['--edge', '~service-b -> service-a'], { traces: BATCH }, 1, /^✗ ~service-b -> service-a +0 links$/m],
  ['rules that hold', ['--expect', '@rules'], { traces: LINKED, rules: 'check: { edges: ["service-a -> service-b"], orphans: 0 }' }, 0, /^✓ orphans <= 0 +0$/m],
  ['rules that do not', ['--expect', '@rules'], { traces: BROKEN, rules: 'check: { orphans: 0 }' }, 1, /`orphans <= 0` does not hold: 1/],
  ['traces of before left out', ['--since', '2026-02-01'], { traces: [...BROKEN, ...LATER] }, 0, /^1 trace that began before, or say no time, is left out\.$/m],
  ['all traces left out', ['--since', '2030-02-01'], { traces: LATER }, 3, /^There is no trace to check that began so late: 1 began before, or say no time\.$/m],
  ['a hop that broke', ['--baseline', '@before'], { traces: BROKEN, before: LINKED }, 1, /^WORSE: service-a -> service-b is broken in 1 of 1 hops, and was in 0 of 1; /m],
  ['a hop that was broken before', ['--baseline', '@before'], { traces: BROKEN, before: BROKEN }, 0, /^NOT WORSE: nothing got worse in 1 hop between services\.$/m],
  ['a baseline of nothing', ['--baseline', '@before'], { traces: BROKEN }, 3, /^Of the baseline: There is no span to check\./m],
  ['one trace', ['--trace', TRACE], { traces: LINKED }, 0, /^ {2}Trace [0-9a-f]{32}\n {4}service-a SERVER .*\n {4}└─ service-a CLIENT .*\n {7}└─ service-b SERVER .*\n {2}✓ service-a -> service-b: LINKED\. /m],
  ['a trace that is not there', ['--trace', OTHER_TRACE], { traces: LINKED }, 3, /^The trace `[0-9a-f]{32}` is in none of the files\.$/m],
  ['a trace that is left out', ['--trace', TRACE, '--since', '2026-02-01'], { traces: [...BROKEN, ...LATER] }, 3, /is in none of the files, or is left out because of the time at which it began\.$/m],
  ['a trace while files grow', ['--trace', TRACE, '--follow'], { traces: LINKED }, 2, /cannot be used with/],
];

for (const [says, words, files, exit, told] of COMMANDS) {
  test(`${says}: exit ${exit}`, async (t) => {
    const { exitCode, stdout, stderr } = await checked(t, words, files);
    assert.match(`${stdout}${stderr}`, told);
    assert.equal(exitCode, exit);
  });
}

test('the help of check is one screen', async () => {
  const { stdout } = await tracehop(['check', '--help']);
  assert.ok(stdout.split('\n').length <= 24, stdout);
});

test('a file of a folder that cannot be opened is told, the others count, and nothing is called linked', async (t) => {
  const folder = ownTemporaryFolder(t);
  writeFileSync(join(folder, 'traces'), `${lineOf(LINKED)}\n`);
  symlinkSync('circle', join(folder, 'circle'));
  const { exitCode, stdout } = await tracehop(['check', folder]);
  assert.match(stdout, /^✗ .*circle cannot be read: its links lead in a circle$/m);
  assert.match(stdout, /^NOT LINKED: `.*circle` could not be looked at; every hop of 1 trace is linked: service-a -> service-b 1; 1 file that cannot be read is left out\.$/m);
  assert.equal(exitCode, 4);
});
