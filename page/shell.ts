// One address of the page as HTML: what is on the screen, rendered, and beside it as data, from which the browser
// takes over.

import type { VNode } from 'preact';
import { html } from 'htm/preact';
import { render } from 'preact-render-to-string';

import { STYLE } from './browser-files.ts';
import { Screen } from './screen/screen.ts';
import type { Shown } from './screen/shown.ts';

export interface ShellParts {
  entry: string;
  importMap: string;
  /** The URLs of everything that it imports: a browser would find them one after the other. */
  modules: readonly string[];
  token: string;
}

/** Two dots and an arrow between them; without one, browsers ask for a file. */
const ICON = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Cg fill=%22none%22 stroke=%22%231f6f4a%22 stroke-width=%222%22%3E%3Cpath d=%22M5 8h5M8 5l3 3-3 3%22/%3E%3Ccircle cx=%223%22 cy=%228%22 r=%222%22/%3E%3Ccircle cx=%2213%22 cy=%228%22 r=%222%22/%3E%3C/g%3E%3C/svg%3E';

export interface PageParts {
  title: string;
  screen: VNode;
  /** What the browser takes over from. */
  shown: unknown;
  projector?: boolean;
}

export function shell(shown: Shown, parts: ShellParts): string {
  return pageHtml({ title: titleOf(shown), screen: html`<${Screen} shown=${shown} />`, shown, projector: shown.projector }, parts);
}

export function pageHtml({ title, screen, shown, projector = false }: PageParts, { entry, importMap, modules, token }: ShellParts): string {
  return `<!doctype html>
<html lang="en"${projector ? ' class="projector"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="tracehop-token" content="${token}">
<title>${render(html`${title}`)}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${STYLE}">
<script type="importmap">${importMap}</script>
${modules.map((url) => `<link rel="modulepreload" href="${url}">`).join('\n')}
</head>
<body>
<div id="screen">${render(screen)}</div>
<script type="application/json" id="shown">${island(shown)}</script>
<script type="module" src="${entry}"></script>
</body>
</html>
`;
}

/** JSON inside HTML: no text in it can end the script or begin a comment. */
export function island(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function titleOf({ place, scenarios }: Shown): string {
  if (place.kind === 'workshop') return 'Workshop · tracehop';
  const scenario = scenarios.find(({ id }) => place.kind === 'scenario' && id === place.id);
  return scenario ? `${scenario.title} · tracehop` : 'tracehop';
}
