// Which traces are sent through the pipelines: those of a file, those of requests to the lab, or the built-in shapes.

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { chooseCollector } from '../../lab/collector-choice.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import { type Sending, sendings } from '../../xray/shapes/shape.ts';
import { SHAPES } from '../../xray/shapes/shapes.ts';
import { runOnProcesses, verifyWords } from '../gallery/on-processes.ts';
import { verifyOptions, type XrayOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { sendingsIn } from './feed.ts';

/** Of each shape: enough for a sampler to keep some and drop some. */
const COPIES = 10;

export interface Traffic {
  /** For a sentence. */
  says: string;
  sendings: AsyncIterable<Sending> | Iterable<Sending>;
}

/** `folder`: for what the lab writes. */
export async function trafficOf({ traces, requests, collector }: XrayOptions, folder: string, circumstances: Circumstances): Promise<Traffic> {
  const { report } = circumstances;
  if (traces !== undefined) return { says: `the spans of \`${traces}\``, sendings: sendingsIn(traces, report) };
  if (requests !== undefined) return { says: `the spans of ${requests} requests to the lab`, sendings: sendingsIn(await fromLab(requests, collector, folder, circumstances), report) };
  return { says: `${SHAPES.length} built-in shapes of traces, each ${COPIES} times`, sendings: sendings(SHAPES, COPIES, Date.now()) };
}

/** Runs the lab, and keeps what its Collector received, before any processor. */
async function fromLab(requests: number, asked: string | undefined, folder: string, circumstances: Circumstances): Promise<string> {
  const override = join(folder, 'lab.yaml');
  const received = join(folder, 'lab.jsonl');
  writeFileSync(override, stringify({ services: { verify: { environment: { VERIFY_REQUESTS: `${requests}`, VERIFY_CONCURRENCY: '8' } } } }));
  const { exitCode } = await runOnProcesses([COMPOSE_FILE, override], {
    ...circumstances, collector: await chooseCollector(asked, process.env),
    report: (event) => { if (event.kind === 'step' || event.kind === 'progress') circumstances.report(event); },
    meanwhile: async (running) => { copyFileSync(verifyOptions(verifyWords(running), {}).raw!, received); },
  });
  if (exitCode !== 0) throw new Problem(4, `The lab's own traces are not whole: \`npm start\` says why.`);
  return received;
}
