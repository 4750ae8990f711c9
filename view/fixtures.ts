// What the tests of views share: markup as text, and the judgement of a strict reader of HTML.

import assert from 'node:assert/strict';

import { html } from 'htm/preact';
import { HtmlValidate } from 'html-validate';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

import type { Shown } from './shown.ts';
import { reportHtml } from './report.ts';
import { View } from './views.ts';

/** Preact closes elements that are always empty; both ways are HTML. */
const VALIDATOR = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'void-style': ['error', { style: 'selfclosing' }] } });

export function assertValid(document: Shown): void {
  const { results } = VALIDATOR.validateStringSync(reportHtml(document));
  assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ line, column, message, ruleId }) => `${line}:${column} ${ruleId}: ${message}`)), []);
}

export function markupOf(view: VNode): string {
  return render(view);
}

/** As it is shown: what a reader reads, without markup. */
export function textOf(document: Shown): string {
  const text = render(html`<${View} document=${document} />`).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
  return text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
