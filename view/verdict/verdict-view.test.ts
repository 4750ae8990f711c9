import assert from 'node:assert/strict';
import { test } from 'node:test';

import { html } from 'htm/preact';

import { assertValid, markupOf, textOf } from '../fixtures.ts';
import { reportHtml } from '../report.ts';
import { namesIn, SCENARIOS, verdictOf } from './fixtures.ts';
import { Outside } from './outside.ts';
import { VerdictView } from './verdict-view.ts';
import { Waterfall } from './waterfall.ts';

for (const scenario of SCENARIOS) {
  test(`${scenario}: the report is valid, small, and has no style of its own in any element`, () => {
    const report = reportHtml(verdictOf(scenario));
    assertValid(verdictOf(scenario));
    assert.ok(report.length < 300_000, `${report.length} characters`);
    assert.doesNotMatch(report, /\sstyle=/);
  });
}

test('a failed check says what was expected and found, and a simple check is called wrong where it is', () => {
  const text = textOf(verdictOf('proxy-rewrites-parent'));
  assert.match(text, /Checks: \d+ of \d+ passed ✗ received-is-sent expected 00-\w{32}.* found 00-/);
  assert.match(text, /same-trace-id says linked : ✗ wrong client-server-pair says broken : right/);
});

test('why, how to mend it, what was noticed, and by what it came about are told', () => {
  const text = textOf(verdictOf('callee-down'));
  assert.match(text, /Why Without an answer of service-a there is no hop.* To mend it See whether service-b is up/);
  assert.match(text, /Also noticed ERROR_STATUS The CLIENT span of service-a has status ERROR\./);
  assert.match(text, /Circumstances tracehop 0\.1\.0 Collector OpenTelemetry Collector 0\.\d+\.\d+ .* In all 0 ms/);
  assert.doesNotMatch(text, /says linked : ✗ wrong/);
});

test('an open verdict names what it may be; several hops are all told', () => {
  assert.match(textOf(verdictOf('collector-rewrites-parents')), /It may be \? LINKED \(nowhere\)\. What would tell: the three spans of the hop in the file/);
  assert.match(textOf(verdictOf('second-hop-strips-header')), /All hops service-a → service-b ✓ LINKED .* service-b → service-c ✗ HEADER_STRIPPED \(drawn above\)/);
});

test('a missing span is named, and who names it', () => {
  const [name = ''] = namesIn(html`<${Waterfall} document=${verdictOf('proxy-rewrites-parent')} />`);
  assert.match(name, /^missing span [\da-f]{16}: service-b SERVER names it as its parent, and it is not here$/);
});

test('a clock that is off is said with the raw times', () => {
  assert.match(textOf(verdictOf('healthy-skewed-clock')), /\d\d:\d\d:\d\d\.\d{3}, 1 ms ◂ 300\.0 s earlier by its clock/);
});

test('whoever sent the request stands in the picture and in the trace under that name', () => {
  const markup = markupOf(html`<${Outside.Provider} value="the browser"><${VerdictView} document=${verdictOf('healthy')} /><//>`);
  assert.equal(markup.match(/the browser/g)!.length, 3);
  assert.doesNotMatch(markup, /curl/);
});

test('of a long sentence, what follows its colon is no heading', () => {
  assert.match(reportHtml(verdictOf('healthy')), /service-b joined the trace of service-a:<\/span><\/h1>\s*<p class="detail"><span>its SERVER span is the child of/);
});
