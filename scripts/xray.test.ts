import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { chooseCollector } from '../lab/collector-choice.ts';
import type { XrayDocument } from '../verifier/xray.ts';
import { noEngine } from './fixtures/compose.ts';
import { assertNothingLeft, type Ended, ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';

const IMAGE = 'otel/opentelemetry-collector-contrib:0.159.0';
const OWN = 'collector/config.yaml';
const { kind } = await chooseCollector(undefined, process.env);
const skip = kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`';

function config(processors: string, ids: string): string {
  return `
receivers: { otlp: { protocols: { http: } } }
processors: ${processors}
exporters: { otlp_http: { endpoint: "https://collector.example:4318", headers: { key: "\${env:XRAY_KEY:-a secret}" } } }
service: { pipelines: { traces: { receivers: [otlp], processors: [${ids}], exporters: [otlp_http] } } }
`;
}

const DROPS_CLIENTS = config("{ filter: { traces: { span: ['kind == SPAN_KIND_CLIENT'] } } }", 'filter');

function documentIn({ stdout }: Ended): XrayDocument {
  return JSON.parse(stdout) as XrayDocument;
}

for (const [where, option, without] of [['on this machine', [], skip], ['in a container', ['--image', IMAGE], noEngine]] as const) {
  test(`the lab's own pipelines are whole and balanced, ${where}`, { skip: without, timeout: 120_000 }, async (t) => {
    const folder = ownTemporaryFolder(t);
    const ended = await tracehop(['xray', OWN, '--json', ...option], { TMPDIR: folder });
    assert.equal(ended.exitCode, 0, ended.stderr);
    const { verdict, brokenBy, balanced, differences, stages, traffic, ledger } = documentIn(ended);
    assert.deepEqual({ verdict, brokenBy, balanced, differences }, { verdict: 'WHOLE', brokenBy: null, balanced: true, differences: [] });
    assert.deepEqual(stages.map(({ component, spansIn, spansOut, tracesWhole }) => [component, spansIn, spansOut, tracesWhole]), [
      ['forward', traffic.spans, traffic.spans, traffic.traces], ['memory_limiter', traffic.spans, traffic.spans, traffic.traces],
    ]);
    assert.deepEqual(ledger, { accepted: traffic.spans, refused: 0, sent: 3 * traffic.spans, failed: 0, written: 3 * traffic.spans });
    assertNothingLeft(folder);
  });
}

test('a filter that drops spans in the middle is named, with examples, and the file is left as it was', { skip, timeout: 60_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  const file = join(ownTemporaryFolder(t), 'drops.yaml');
  writeFileSync(file, DROPS_CLIENTS);
  const { exitCode, stdout, stderr } = await tracehop(['xray', file], { TMPDIR: folder, XRAY_KEY: 'hush-hush' });
  assert.equal(exitCode, 1, stderr);
  assert.match(stdout, /✗ is gone\n.*✗ its parent is gone: an orphan/);
  assert.match(stdout, /\nBREAKS_TRACES: `filter` in `traces` broke 90 of 130 traces: it dropped 90 spans and made 90 orphans\.\n$/);
  assert.doesNotMatch(stdout + stderr, /hush-hush|a secret/);
  assert.equal(readFileSync(file, 'utf8'), DROPS_CLIENTS);
  assertNothingLeft(folder);
});

test('the traces of the lab, and those of a file, are sent as they are', { skip, timeout: 120_000 }, async (t) => {
  const folder = join(ownTemporaryFolder(t), 'kept');
  const lab = documentIn(await tracehop(['xray', OWN, '--json', '--requests', '5', '--keep', folder]));
  assert.deepEqual([lab.verdict, lab.traffic.traces, lab.traffic.spans, lab.stages[0]!.tracesWhole], ['WHOLE', 5, 15, 5]);
  assert.deepEqual(readdirSync(folder).filter((name) => /^\d-\d\.jsonl$|^xray\.yaml$/.test(name)).sort(), ['0-0.jsonl', '1-0.jsonl', '1-1.jsonl', 'xray.yaml']);
  const again = documentIn(await tracehop(['xray', OWN, '--json', '--traces', join(folder, '0-0.jsonl')]));
  assert.deepEqual([again.verdict, again.traffic.traces, again.traffic.spans], ['WHOLE', 5, 15]);
});

const REFUSED: [says: string, text: string | undefined, exitCode: number, message: RegExp][] = [
  ['a file that is not there', undefined, 3, /^The configuration `.*\/x\.yaml` cannot be read: ENOENT.*\n$/],
  ['a file that is not YAML', 'receivers: [', 3, /refuses the configuration:\nError: .*not valid YAML/],
  ['a list', '- receivers', 3, /refuses the configuration:\nError: /],
  ['no traces pipeline', config('{}', '').replace('traces:', 'metrics:'), 3, /^The configuration has no traces pipeline: there is nothing to look into\.\n$/],
  ['an unknown component', config('{ nonsense: {} }', 'nonsense'), 3, /unknown type: "nonsense"[^]*This Collector is built without it\. Name the one/],
  ['a variable that is not set', config('{ attributes: { actions: [{ key: k, value: "${env:XRAY_MISSING}", action: insert }] } }', 'attributes'), 3, /^`.*` asks for the environment variable `XRAY_MISSING`, which is not set: .* Set it, or give it a default: `\$\{env:XRAY_MISSING:-…\}`\.\n$/],
  ['what the Collector refuses', config('{ filter: { traces: { span: ["kind ="] } } }', 'filter'), 3, /refuses the configuration:\nError: [^]*kind =/],
];

for (const [says, text, code, message] of REFUSED) {
  test(`${says} is one message, exit code ${code}, and nothing is left`, { skip, timeout: 60_000 }, async (t) => {
    const folder = ownTemporaryFolder(t);
    const file = join(ownTemporaryFolder(t), 'x.yaml');
    if (text !== undefined) writeFileSync(file, text);
    const { exitCode, stdout, stderr } = await tracehop(['xray', file, '--json'], { TMPDIR: folder });
    assert.equal(exitCode, code, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /at .*\.ts/);
    assertNothingLeft(folder);
  });
}

test('what only a receiver, an exporter or an extension asks for need not be there', { skip, timeout: 60_000 }, async (t) => {
  const file = join(ownTemporaryFolder(t), 'x.yaml');
  writeFileSync(file, config('{}', '').replace('XRAY_KEY:-a secret', 'XRAY_MISSING'));
  const { exitCode, stderr } = await tracehop(['xray', file, '--quiet'], { XRAY_MISSING: undefined });
  assert.equal(exitCode, 0, stderr);
});

test('a statement that fails is told in the words of the Collector, and has its own mend', { skip, timeout: 60_000 }, async (t) => {
  const file = join(ownTemporaryFolder(t), 'x.yaml');
  const failing = (mode: string): string => config(`{ batch: {}, transform: { error_mode: ${mode}, trace_statements: ['set(span.attributes["n"], ParseJSON(span.attributes["db.query.text"])) where span.attributes["db.query.text"] != nil'] } }`, 'batch, transform');
  writeFileSync(file, failing('propagate'));
  const { stages, brokenBy, mend, warnings } = documentIn(await tracehop(['xray', file, '--json']));
  assert.deepEqual([brokenBy, stages.at(-1)!.idsChanged], ['transform', 0]);
  assert.match(mend!, /a span on which a statement failed.*error_mode: ignore/);
  assert.ok(warnings.some(({ message }) => message.includes('failed to execute statement')), JSON.stringify(warnings));
  writeFileSync(file, failing('ignore'));
  const ignored = documentIn(await tracehop(['xray', file, '--json']));
  assert.deepEqual([ignored.verdict, ignored.warnings.some(({ message, count }) => message.includes('failed to execute statement') && count > 0)], ['WHOLE', true]);
});

test('a folder of a report that is not there is wrong usage, before anything runs', async () => {
  const { exitCode, stdout, stderr } = await tracehop(['xray', OWN, '--junit', '/nowhere/at/all.xml']);
  assert.deepEqual([exitCode, stdout], [2, '']);
  assert.match(stderr, /^--junit names `\/nowhere\/at\/all\.xml`, whose folder does not exist\.\n$/);
});

test('of what the Collector quotes, values from the environment are told by their names', { skip, timeout: 60_000 }, async (t) => {
  const file = join(ownTemporaryFolder(t), 'x.yaml');
  writeFileSync(file, config('{ filter: { traces: { span: ["no such == ${env:XRAY_KEY}"] } } }', 'filter'));
  const { exitCode, stderr } = await tracehop(['xray', file], { XRAY_KEY: 'hush-hush' });
  assert.equal(exitCode, 3);
  assert.match(stderr, /no such == \$\{env:XRAY_KEY\}/);
  assert.doesNotMatch(stderr, /hush-hush/);
});

test('so they are in what it answers, and in the logs that are kept', { skip, timeout: 60_000 }, async (t) => {
  const file = join(ownTemporaryFolder(t), 'x.yaml');
  const kept = join(ownTemporaryFolder(t), 'kept');
  writeFileSync(file, config(`{ filter: { error_mode: propagate, traces: { span: ['ParseJSON(name)["x"] == "\${env:XRAY_KEY}"'] } } }`, 'filter'));
  const { stdout, stderr } = await tracehop(['xray', file, '--keep', kept], { XRAY_KEY: 'hush-hush' });
  assert.match(stderr, /refused 930 of 930 spans: .*\$\{env:XRAY_KEY\}/);
  const logs = readFileSync(join(kept, 'collector.stderr.log'), 'utf8');
  assert.match(logs, /\$\{env:XRAY_KEY\}/);
  assert.doesNotMatch(stdout + stderr + logs, /hus/);
});

test('what a tracehop.yaml beside the configuration expects is judged, and published where it is asked for', { skip, timeout: 60_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  const [file, junit, summary] = ['x.yaml', 'junit.xml', 'summary.md'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(file, config(`{ filter: { traces: { span: ['attributes["http.route"] == "/health"'] } } }`, 'filter'));
  writeFileSync(join(folder, 'tracehop.yaml'), 'xray:\n  dropped: [{ attributes: { http.route: /health } }]\n  absent: [http.request.header.authorization]\n');
  const ended = await tracehop(['xray', file, '--json', '--junit', junit, '--github'], { GITHUB_STEP_SUMMARY: summary });
  assert.equal(ended.exitCode, 1, ended.stderr);
  const { verdict, expectations, stages } = documentIn(ended);
  assert.equal(verdict, 'WHOLE');
  assert.deepEqual(expectations, [
    { expects: 'dropped: http.route /health', pass: true, found: '0 of 10 such spans came out', at: null },
    { expects: 'absent: http.request.header.authorization', pass: false, found: '10 spans came out with it: it comes in, and no component takes it away', at: null },
  ]);
  assert.deepEqual(stages.map(({ component, at, tracesGone, tracesMeant }) => [component, at, tracesGone, tracesMeant]), [['filter', { file, line: 3 }, 10, 10]]);
  assert.match(readFileSync(junit, 'utf8'), /failures="1"/);
  assert.match(readFileSync(summary, 'utf8'), /^### X-ray of .*: NOT AS EXPECTED\n/);
  assert.match(ended.stderr, /^::error file=.*,title=tracehop\.yaml::expected absent: http\.request\.header\.authorization: 10 spans/m);
});

const ALIASES = `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nxray: [${'*b,'.repeat(99)}]\n`;

test('expectations that cannot be read are refused before anything runs', async (t) => {
  const folder = ownTemporaryFolder(t);
  writeFileSync(join(folder, 'x.yaml'), DROPS_CLIENTS);
  for (const [text, message] of [['xray: [', /is not YAML/], ['xray: *none', /is not YAML: Unresolved alias/], [ALIASES, /is not YAML: Excessive alias count/], ['xray: { keep: [] }', /xray\.keep` is none of its fields/], ['xray: { "\\e[31mkept": [] }', /xray\.\\u\{1b\}\[31mkept` is none/], ['- x', /tracehop\.yaml/]] as const) {
    writeFileSync(join(folder, 'tracehop.yaml'), text);
    const { exitCode, stdout, stderr } = await tracehop(['xray', join(folder, 'x.yaml')]);
    assert.deepEqual([exitCode, stdout], [3, '']);
    assert.match(stderr, message);
  }
});

test('the embedded collector has no pipelines to look into', async () => {
  const { exitCode, stderr } = await tracehop(['xray', OWN, '--collector', 'embedded']);
  assert.equal(exitCode, 5);
  assert.match(stderr, /^X-ray needs a real Collector\./);
});

test('a file without spans is no traffic, and a folder that is not empty is not written to', { skip, timeout: 60_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  writeFileSync(join(folder, 'empty.jsonl'), '\n');
  const empty = await tracehop(['xray', OWN, '--traces', join(folder, 'empty.jsonl')], { TMPDIR: folder });
  assert.deepEqual([empty.exitCode, empty.stdout], [3, '']);
  assert.match(empty.stderr, /holds no spans\.\n$/);
  const kept = await tracehop(['xray', OWN, '--keep', folder]);
  assert.equal(kept.exitCode, 2);
  assert.match(kept.stderr, /^--keep names `.*`, which is not empty\./);
  assert.deepEqual(readdirSync(folder), ['empty.jsonl']);
});

test('what still holds spans back at the deadline is undecided, and is named', { skip, timeout: 60_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  const file = join(ownTemporaryFolder(t), 'x.yaml');
  writeFileSync(file, config('{ tail_sampling: { decision_wait: 1h, policies: [{ name: all, type: always_sample }] } }', 'tail_sampling'));
  const ended = await tracehop(['xray', file, '--json', '--timeout', '2'], { TMPDIR: folder });
  assert.equal(ended.exitCode, 4, ended.stderr);
  const { verdict, waited } = documentIn(ended);
  assert.deepEqual([verdict, waited.settled, waited.for], ['UNDECIDED', false, '`tail_sampling`, which holds spans back for 3600 s (`decision_wait`)']);
  assertNothingLeft(folder);
});

for (const [where, option, without] of [['on this machine', [], skip], ['in a container', ['--image', IMAGE], noEngine]] as const) {
  test(`interrupted, ${where}, it takes away what it started`, { skip: without, timeout: 60_000 }, async (t) => {
    const folder = ownTemporaryFolder(t);
    const { child, ended, says } = start(['xray', OWN, ...option], { TMPDIR: folder });
    await says(/Sending/);
    child.kill('SIGINT');
    assert.equal((await ended).exitCode, 130);
    assertNothingLeft(folder);
  });
}

test('of traces that the Collector does not take, nothing is said', { skip, timeout: 60_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  const file = join(ownTemporaryFolder(t), 'short-ids.jsonl');
  writeFileSync(file, '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02","name":"GET"}]}]}]}\n');
  const { exitCode, stdout, stderr } = await tracehop(['xray', OWN, '--traces', file], { TMPDIR: folder });
  assert.deepEqual([exitCode, stdout], [3, '']);
  assert.match(stderr, /\nThe Collector took none of the 1 spans: status 400, .*\.\n$/);
  assertNothingLeft(folder);
});
