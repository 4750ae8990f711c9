// All forms of all documents, with texts in them that mean harm: nothing of them is more than a text.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ParseOption, XmlDocument, XmlElement } from 'libxml2-wasm';
import { marked } from 'marked';

import { exitCodeOf } from '../../check/outcome.ts';
import { HOPS } from '../../verifier/fixtures/hops.ts';
import { failedRow, galleryDocument, type GalleryRow, skippedRow } from '../../verifier/gallery.ts';
import { ledgerExitCode, verdictExitCode, xrayExitCode } from '../../verifier/outcome.ts';
import { checkDocument, documentOf, edgeEntry, ledgerOf, xrayDocument } from '../../verifier/report/fixtures.ts';
import type { Shown } from '../../view/shown.ts';
import { HOSTILE, MEGABYTE, withTexts } from '../browser/hostile.ts';
import { githubOf, junitOf } from './forms.ts';

const BROKEN = documentOf(HOPS['header-stripped'][1]);
const EXPECTED = { id: 'proxy', title: 'A proxy', broken: 'It is broken.', verdict: 'LINKED', where: 'nowhere', findings: [] } as const;
const ROW: GalleryRow = { ...skippedRow(EXPECTED, '', 'next'), skipped: null, verdict: 'HEADER_STRIPPED', where: 'wire', summary: BROKEN.summary, example: BROKEN };

const DOCUMENTS: Record<string, Shown> = {
  'a broken verdict': BROKEN,
  'an undecided verdict': documentOf(HOPS['no-file'][1]),
  'a ledger': ledgerOf(['healthy', 'header-stripped', 'no-answer', 'no-file']),
  'a gallery': galleryDocument([ROW, skippedRow(EXPECTED, 'There is no Collector.', 'next'), failedRow(EXPECTED, 'It ended.', { next: 'next', milliseconds: 5 })], { tool: '0.1.0', milliseconds: 5 }),
  'a check': checkDocument({
    linked: false, edges: [edgeEntry({ linked: 0, broken: 1, verdicts: { HEADER_STRIPPED: 1 } })], examples: [BROKEN], orphans: 1, unreadableCount: 1,
    unreadable: [{ file: 'traces.jsonl', line: 7, reason: 'no JSON' }], expectations: [{ edge: 'service-a -> service-b', pass: false, found: '0 linked' }],
    baseline: { files: 1, edges: [{ from: 'service-a', to: 'service-b', before: { linked: 1, broken: 0 }, now: { linked: 0, broken: 1 }, change: 'broke', worse: true }], counts: [] },
  }),
  'an X-ray': xrayDocument({ expectations: [{ expects: 'kept: all', pass: false, found: '1 did not', at: 'filter' }], balanced: false, differences: ['One differs.'] }),
  'an exercise': {
    schema: 'tracehop.exercise/1', tool: '0.1.0', exercise: '02-lost-header', title: 'The header gets lost', solved: false, reached: { verdict: 'HEADER_STRIPPED', where: 'wire' },
    wanted: { verdict: 'LINKED', where: 'nowhere' }, missed: ['The queue must stay.'], evidence: BROKEN, errors: [{ service: 'hop', text: 'It threw.' }], edit: 'proxy.ts', next: [],
  },
  'a check of the course': { schema: 'tracehop.selfcheck/1', tool: '0.1.0', holds: false, checks: [{ check: 'every page is right', misses: ['One is not.'] }], skipped: ['07-tail'] },
};

const TEXTS: Record<string, (text: string) => string> = {
  ...Object.fromEntries(Object.entries(HOSTILE).map(([name, hostile]) => [name, (text: string) => `${hostile}${text}`])),
  'what ends a block of Markdown or a line of Mermaid': (text) => `\`\`\`\n# ${text}\n| a |\n|---|\n%%{init: {}}%%; end; P0->>P1: x #quot; <br/> https://a.example www.a.example a@b.example - ${text}`,
  'what XML cannot say': (text) => `\u0000\ufffe\uffff\ud800]]>&amp;&#0;<!DOCTYPE x>${text}`,
  'a megabyte': (text) => `${text}${MEGABYTE}`,
};

for (const [name, document] of Object.entries(DOCUMENTS)) {
  describe(`with texts that mean harm, ${name}`, () => {
    for (const [which, made] of Object.entries(TEXTS)) {
      const hostile = withTexts(document, made);

      test(`is JUnit to a strict parser, case by case: ${which}`, () => assert.deepEqual(casesIn(junitOf(hostile, undefined)).length, casesIn(junitOf(document, undefined)).length));

      test(`has the same commands for GitHub: ${which}`, () => assert.deepEqual(commandsIn(githubOf(hostile, undefined).annotations), commandsIn(githubOf(document, undefined).annotations)));

      test(`has the same Markdown, and diagrams of plain texts: ${which}`, () => {
        const { summary } = githubOf(hostile, undefined);
        const harmless = githubOf(document, undefined).summary;
        assert.deepEqual(tagsIn(summary), tagsIn(harmless));
        assert.deepEqual(cellsIn(summary), cellsIn(harmless));
        assert.ok(summary.length < 200_000, `${summary.length} characters`);
      });
    }
  });
}

for (const [name, [code, gathered]] of Object.entries(HOPS)) {
  test(`the reports of a verdict fail where the command does, and its diagram is Mermaid: ${name}`, () => {
    const document = documentOf(gathered);
    const failures = casesIn(junitOf(document, undefined)).filter(({ failed }) => failed).length;
    assert.equal(failures > 0, verdictExitCode(code) !== 0);
    assert.equal(githubOf(document, undefined).annotations !== '', verdictExitCode(code) !== 0);
    assert.ok(tagsIn(githubOf(document, undefined).summary).includes('mermaid'));
  });
}

const ASKED = { edge: 'service-a -> service-c', pass: true, found: '1 linked' };
const BROKEN_EDGE = edgeEntry({ broken: 1, verdicts: { LINKED: 1, HEADER_STRIPPED: 1 } });
const NO_WORSE = { files: 1, edges: [], counts: [] };

/** `linked` as the command says it of them. */
const CHECKS: Record<string, Parameters<typeof checkDocument>[0]> = {
  'linked': {}, 'a broken edge': { edges: [BROKEN_EDGE], linked: false }, 'a broken edge, and another is asked for': { edges: [BROKEN_EDGE], expectations: [ASKED] },
  'what is asked does not hold': { expectations: [{ ...ASKED, pass: false }], linked: false }, 'an undecided edge': { edges: [edgeEntry({ undecided: 1 })] },
  'a broken edge, and so many may be': { edges: [BROKEN_EDGE], expectations: [{ edge: 'broken <= 1', limit: 'broken', pass: true, found: '1' }] },
  'an orphan': { orphans: 1, linked: false }, 'an orphan, and a baseline': { orphans: 1, baseline: NO_WORSE }, 'a broken edge, and a baseline': { edges: [BROKEN_EDGE], baseline: NO_WORSE },
  'worse than the baseline': { linked: false, baseline: { ...NO_WORSE, counts: [{ count: 'cycles', before: 0, now: 1, worse: true }] } }, 'a cycle': { cycles: 1, linked: false },
};

for (const [name, changes] of Object.entries(CHECKS)) {
  test(`the report of a check fails where the command does: ${name}`, () => {
    const document = checkDocument(changes);
    assert.equal(casesIn(junitOf(document, undefined)).some(({ failed }) => failed), exitCodeOf(document) !== 0);
  });
}

test('the reports of the others fail where their commands do', () => {
  for (const document of [ledgerOf(['healthy']), ledgerOf(['healthy', 'no-file']), ledgerOf(['header-stripped'])]) assert.equal(hasFailed(document), ledgerExitCode(document) !== 0);
  for (const document of [xrayDocument({ stages: [], verdict: 'WHOLE', passed: true }), xrayDocument(), xrayDocument({ stages: [], verdict: 'UNDECIDED' })]) assert.equal(hasFailed(document), xrayExitCode(document) !== 0);
  for (const solved of [true, false]) assert.equal(hasFailed({ ...DOCUMENTS['an exercise'], solved, missed: [], reached: { verdict: 'LINKED', where: 'nowhere' } } as Shown), !solved);
});

test('files have the names that they have in the repository', () => {
  const annotations = (document: Shown): string => githubOf(document, '/repository').annotations;
  assert.match(annotations(xrayDocument({ configs: ['/repository/a/my.yaml'], stages: [], verdict: 'UNDECIDED' })), /^::warning file=a\/my\.yaml,/);
  assert.match(annotations(checkDocument({ unreadable: [{ file: '/repository/traces.jsonl', line: 3, reason: 'no JSON' }], unreadableCount: 1 })), /^::warning file=traces\.jsonl,line=3,title=cannot be read::no JSON$/m);
});

function hasFailed(document: Shown): boolean {
  return casesIn(junitOf(document, undefined)).some(({ failed }) => failed);
}

/** Throws where it is not well-formed. */
function casesIn(xml: string): { name: string; failed: boolean }[] {
  using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_PEDANTIC });
  return document.find('//testcase').map((node) => {
    const testCase = node as XmlElement;
    return { name: testCase.attr('name')!.value, failed: testCase.get('failure') !== null };
  });
}

/** Each by its level and the names of its properties. Throws where a line is none. */
function commandsIn(annotations: string): string[] {
  return annotations.split('\n').slice(0, -1).map((line) => {
    const { level, properties } = /^::(?<level>error|warning|notice) (?<properties>(?:\w+=[^,:\r]*,?)+)::[^\r]*$/.exec(line)!.groups!;
    return `${level} ${properties!.split(',').map((property) => property.split('=')[0]).join(' ')}`;
  });
}

/** Of the page that GitHub makes of it; of each diagram only that it is one. */
function tagsIn(summary: string): string[] {
  const page = marked(summary, { async: false, gfm: true });
  for (const [, diagram] of page.matchAll(/<code class="language-mermaid">([^]*?)<\/code>/g)) assertDiagram(diagram!.replaceAll('&gt;', '>').trimEnd());
  return page.replace(/<pre><code class="language-mermaid">[^]*?<\/code><\/pre>/g, '<mermaid>').match(/<[!/]?\w[^>]*>/g)?.map((tag) => tag.slice(1, -1)).filter((tag) => !/^\/?code$/.test(tag)) ?? [];
}

/** How many each row of a table has: those that are too many are not shown. */
function cellsIn(summary: string): number[] {
  return summary.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
}

/** What each line may be, to the last character: Mermaid ends a line at `;`, a text at `#`, and reads directives anywhere. */
function assertDiagram(diagram: string): void {
  const [first, ...lines] = diagram.split('\n');
  assert.equal(first, 'sequenceDiagram');
  for (const line of lines) assert.match(line, /^  (?:participant P\d+ as |P\d+--?(?:>>|x)P\d+: |Note over P\d+(?:,P\d+)?: )(?:[\p{L}\p{M}\p{N} .,/()=_-]|#\d+;)+$/u);
}
