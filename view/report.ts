// A document as one HTML file: it needs no network, and is readable without scripts.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { html } from 'htm/preact';
import { render } from 'preact-render-to-string';

import type { Shown } from './shown.ts';

const STYLE = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

export function reportHtml(document: Shown): string {
  return `<!doctype html>\n${render(html`<html lang="en"><head><meta charset="utf-8" /><title>tracehop</title><style>${STYLE}</style></head><body><main><pre>${JSON.stringify(document, undefined, 2)}</pre></main></body></html>`)}`;
}
