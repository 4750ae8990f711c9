// The corpus: configurations as people have them, each of which is run through a real Collector and held against what
// is written beside it. A count that is not written there is 0.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { chooseCollector } from '../../lab/collector-choice.ts';
import type { Event } from '../../verifier/report/events.ts';
import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import { typeOf } from '../../xray/pipelines.ts';
import { xray } from '../xray.ts';

type Told = Pick<StageEntry, 'component' | 'pipeline'> & Record<string, unknown>;

interface Expected extends Pick<XrayDocument, 'verdict' | 'brokenBy' | 'balanced'> {
  stages: Told[];
  /** What differs from run to run. */
  leftOut?: { counts: string[]; why: string };
}

const FOLDER = join(import.meta.dirname, 'fixtures/corpus');
const FILES = readdirSync(FOLDER);
const IDS = [...new Set(FILES.map((file) => file.replace(/\.(?:yaml|json)$/, '')))];

/** Of a stage, what is in no count: where its configuration is, and what is said of it. */
const SAID = new Set(['at', 'fault', 'mend', 'examples']);

const { kind } = await chooseCollector(undefined, process.env);
const skip = kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`';

function expectedOf(id: string): Expected {
  return JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')) as Expected;
}

async function documentOf(id: string, signal: AbortSignal): Promise<XrayDocument> {
  const events: Event[] = [];
  await xray([join(FOLDER, `${id}.yaml`)], { config: [], timeout: 60 }, { report: (event) => { events.push(event); }, signal, began: performance.now() });
  return events.find((event) => event.kind === 'xray')!.document;
}

function told(stage: StageEntry, leftOut: readonly string[]): Told {
  const isNothing = (value: unknown): boolean => value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(stage).filter(([name, value]) => !SAID.has(name) && !leftOut.includes(name) && !isNothing(value))) as Told;
}

test('every configuration has what is expected of it beside it, and says in its first line what it is', () => {
  assert.deepEqual(FILES.toSorted(), IDS.flatMap((id) => [`${id}.json`, `${id}.yaml`]).toSorted());
  for (const id of IDS) assert.match(readFileSync(join(FOLDER, `${id}.yaml`), 'utf8'), /^# [A-Z].*\.\n[a-z]/, id);
});

test('the corpus has enough that is whole, enough that is not, and each type of component', () => {
  const verdicts = IDS.map((id) => expectedOf(id).verdict);
  const whole = verdicts.filter((verdict) => verdict === 'WHOLE').length;
  assert.ok(IDS.length >= 24 && whole >= 10 && verdicts.length - whole >= 14, `${IDS.length} configurations, ${whole} of them whole`);
  const types = new Set(IDS.flatMap((id) => expectedOf(id).stages.map(({ component }) => typeOf(component))));
  assert.deepEqual([...types].sort(), ['attributes', 'batch', 'filter', 'forward', 'groupbytrace', 'load_balancing', 'memory_limiter', 'probabilistic_sampler', 'redaction', 'tail_sampling', 'transform']);
});

test('what is not whole names a component that it has, and what is whole names none', () => {
  for (const id of IDS) {
    const { verdict, brokenBy, stages } = expectedOf(id);
    assert.equal(verdict === 'WHOLE' ? brokenBy === null : stages.some(({ component }) => component === brokenBy), true, id);
  }
});

describe('the Collector does to the built-in traces what is expected', { concurrency: 2 }, () => {
  for (const id of IDS) {
    test(id, { skip, timeout: 120_000 }, async ({ signal }) => {
      const { leftOut, ...expected } = expectedOf(id);
      const { verdict, brokenBy, balanced, stages, differences } = await documentOf(id, signal);
      assert.deepEqual({ verdict, brokenBy, balanced, stages: stages.map((stage) => told(stage, leftOut?.counts ?? [])) }, expected, differences.join('\n'));
    });
  }
});
