import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import type { VerdictDocument } from '../verifier/document.ts';
import { HOPS } from '../verifier/fixtures/hops.ts';
import { documentOf } from '../verifier/report/fixtures.ts';
import { assertValid } from './fixtures.ts';
import { reportHtml } from './report.ts';

const BROKEN = documentOf(HOPS['header-stripped'][1]);

test('a report is valid HTML, and its title is the verdict', () => {
  assertValid(BROKEN);
  assert.match(reportHtml(BROKEN), /<title>HEADER_STRIPPED: service-a → service-b – tracehop<\/title>/);
});

test('nothing is fetched, and no style and no script runs but those whose hashes the policy names', () => {
  const report = reportHtml(BROKEN);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(report)![1]!;
  const hashOf = (element: string): string => createHash('sha256').update(new RegExp(`<${element}>([^]*?)</${element}>`).exec(report)![1]!).digest('base64');
  assert.equal(policy, `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; img-src data:; base-uri 'none'; form-action 'none'`);
  assert.doesNotMatch(report, /\s(?:src|href|style|on\w+)=/);
});

test('the document stands in it, and is the same when it is read back', () => {
  const document: VerdictDocument = { ...BROKEN, summary: '</pre></script>\u202e & "quoted"\u{e0001} \u0000 \ud800 ' };
  const raw = /class="raw">[^]*?<pre [^>]*>([^]*?)<\/pre>/.exec(reportHtml(document))![1]!;
  assert.doesNotMatch(raw, /[^\n\P{C}]/u);
  assert.deepEqual(JSON.parse(raw.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')), document);
});

test('a document that is too long is cut, and says so', () => {
  const report = reportHtml({ ...BROKEN, summary: 'x'.repeat(1_000_000) });
  assert.ok(report.length < 200_000, `${report.length} characters`);
  assert.match(report, /These are the first 100,000 of 1,00\d,\d\d\d characters/);
});

test('names that would be markup are text', () => {
  const report = reportHtml({ ...BROKEN, from: '<script>alert(1)</script>', summary: '<img src=x onerror=alert(1)>' });
  assert.equal(report.match(/<script/g)!.length, 1);
  assert.doesNotMatch(report, /<img/);
});
