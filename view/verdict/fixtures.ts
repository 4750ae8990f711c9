// Verdicts of real runs for the tests of their views: fixtures/ID.json is what `tracehop verify --saved … --json` said of
// scenario ID.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

import type { VerdictDocument } from '../../verifier/document.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');

export const SCENARIOS = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

export function verdictOf(scenario: string): VerdictDocument {
  return JSON.parse(readFileSync(join(FOLDER, `${scenario}.json`), 'utf8')) as VerdictDocument;
}

/** The accessible names in it, in reading order. */
export function namesIn(view: VNode): string[] {
  return [...render(view).matchAll(/aria-label="([^"]*)"/g)].map(([, name = '']) => name.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<'));
}
