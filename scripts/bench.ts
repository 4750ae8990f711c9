// Measures the lab on this machine, now: how soon it gives its verdict, what instrumentation costs, and what
// memory each part takes. Machines are noisy: a figure is a median, and what is compared runs in turns.

import { availableParallelism, tmpdir } from 'node:os';

import { $, echo, fs, path } from 'zx';

import { chooseCollector } from '../lab/collector-choice.ts';
import { type Figure, tableOf } from './bench/figures.ts';
import { answersPerSecond, peakMemory, requestToSpans, verifierMemory } from './bench/hop.ts';
import { withBareLab, withLab } from './bench/labs.ts';
import { judgedPerSecond, lastSpanToVerdict } from './bench/judging.ts';
import { clickToVerdict, reportOpening } from './bench/page.ts';
import { composeUp, npmStart } from './bench/start-to-verdict.ts';
import { xrayCost } from './bench/xray.ts';
import { noBrowser } from './browser/chromium.ts';

const REQUESTS = 10_000;
const SPANS = 100_000;

const figures: Figure[] = [];
const collector = await chooseCollector(undefined, process.env);
const embedded = await chooseCollector('embedded', process.env);
const docker = await $({ quiet: true, nothrow: true })`docker compose version && docker version`;

async function repeat(runs: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  while (values.length < runs) values.push(await measure());
  return values;
}

echo(`${availableParallelism()} cores, Node ${process.version}, Collector: ${collector.kind === 'embedded' ? 'embedded' : collector.command[0]}`);

// First, before the memory of other measurements costs it time.
figures.push({ what: `saved requests judged a second (${REQUESTS}, spans in memory, one core)`, unit: '', values: judgedPerSecond(REQUESTS, 15) });

figures.push({ what: 'npm start to verdict, embedded collector', unit: 'ms', values: await repeat(7, () => npmStart('embedded')) });
if (collector.kind === 'otelcol') {
  figures.push({ what: 'npm start to verdict, OpenTelemetry Collector', unit: 'ms', values: await repeat(7, () => npmStart(collector.command[0]!)) });
}
if (docker.exitCode === 0) {
  await $({ quiet: true })`docker compose build`;
  figures.push({ what: 'docker compose up to verdict, images built', unit: 'ms', values: await repeat(5, composeUp) });
} else echo('No Docker engine answers: docker compose up is not measured.');

await withLab(collector, async (lab) => {
  figures.push({ what: 'request to its spans in the file', unit: 'ms', values: await requestToSpans(lab, 50) });
  figures.push({ what: 'last span read to verdict, one request', unit: 'ms', values: await lastSpanToVerdict(lab, 50) });
});

await withLab(collector, async (lab) => withBareLab(embedded, async (bare) => {
  const [instrumented = [], without = []] = await answersPerSecond([lab, bare], 5);
  figures.push({ what: 'answers a second of the hop, with instrumentation', unit: '', values: instrumented });
  figures.push({ what: 'answers a second of the hop, without', unit: '', values: without });
  figures.push({ what: 'with / without, round by round', unit: '', values: instrumented.map((rate, round) => rate / without[round]!) });
  for (const name of ['service-a', 'service-b', 'collector']) {
    figures.push({ what: `most memory of ${name} under that load`, unit: 'MiB', values: [peakMemory(lab.child(name).pid!)] });
  }
}));

const folder = await fs.mkdtemp(path.join(tmpdir(), 'tracehop-bench-'));
const report = path.join(folder, 'ledger.html');
await withLab(collector, async (lab) => {
  figures.push({ what: `most memory of verify with ${REQUESTS} requests`, unit: 'MiB', values: [await verifierMemory(lab, REQUESTS, report)] });
});

if (noBrowser) echo(`The page is not measured: ${noBrowser}.`);
else {
  figures.push({ what: 'click on the page to its verdict', unit: 'ms', values: await clickToVerdict(collector.kind === 'embedded' ? 'embedded' : collector.command[0]!, 20) });
  figures.push({ what: `report of ${REQUESTS} requests opened`, unit: 'ms', values: await reportOpening(report, 10) });
}
await fs.remove(folder);

if (collector.kind === 'otelcol') {
  const { withTaps, without, memory } = await xrayCost(collector, SPANS, 3);
  figures.push({ what: `${SPANS} spans through five processors and six taps, with 0.5 s of quiet`, unit: 's', values: withTaps });
  figures.push({ what: 'the same processors without taps', unit: 's', values: without });
  figures.push({ what: 'with / without, round by round', unit: '', values: withTaps.map((seconds, round) => seconds / without[round]!) });
  figures.push({ what: 'most memory of xray with these', unit: 'MiB', values: [memory] });
} else echo('No OpenTelemetry Collector is there: xray is not measured.');

echo(tableOf(figures));
