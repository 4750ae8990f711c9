// A document as one HTML file: it needs no network, is readable without scripts, and lets nothing run but the one
// script that filters and folds.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { html } from 'htm/preact';
import { render } from 'preact-render-to-string';

import { Raw } from './raw.ts';
import type { Shown } from './shown.ts';
import { titleOf, View } from './views.ts';

const [STYLE, SCRIPT] = ['style.css', 'fold.js'].map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')) as [string, string];

const POLICY = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** `document` is shown as it is, whoever wrote it: nothing in it can run or break out. */
export function reportHtml(document: Shown): string {
  return `<!DOCTYPE html>\n${render(html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${titleOf(document)} – tracehop</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>
    <body>
      <main><${View} document=${document} /></main>
      <footer><${Raw} document=${document} /><p class="faint">tracehop ${document.tool}</p></footer>
      <script dangerouslySetInnerHTML=${{ __html: SCRIPT }}></script>
    </body>
  </html>`)}\n`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
