import assert from 'node:assert/strict';
import { test } from 'node:test';

import { html } from 'htm/preact';

import { markupOf } from './fixtures.ts';
import { Heading, Nested } from './heading.ts';

test('the level of a heading follows from what it stands in, and is never below the sixth', () => {
  const headings = html`<${Heading}>a<//><${Heading} below=${1} class="x">b<//><${Nested} level=${3}><${Heading}>c<//><${Heading} below=${9}>d<//><//>`;
  assert.equal(markupOf(html`<div>${headings}</div>`), '<div><h1>a</h1><h2 class="x">b</h2><h3>c</h3><h6>d</h6></div>');
});
