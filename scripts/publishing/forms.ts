// In which forms a document is published besides HTML. One row a schema: one without a row does not compile.

import { relative, resolve } from 'node:path';

import { checkAnnotations, checkSummary } from '../../verifier/report/check-github.ts';
import { checkJunit } from '../../verifier/report/check-junit.ts';
import { galleryAnnotations, gallerySummary } from '../../verifier/report/gallery-github.ts';
import { galleryJunit } from '../../verifier/report/gallery-junit.ts';
import { ledgerAnnotations, ledgerSummary } from '../../verifier/report/ledger-github.ts';
import { ledgerJunit } from '../../verifier/report/ledger-junit.ts';
import { verdictAnnotations, verdictSummary } from '../../verifier/report/verdict-github.ts';
import { verdictJunit } from '../../verifier/report/verdict-junit.ts';
import { exerciseJunit, selfcheckJunit } from '../../verifier/report/workshop-junit.ts';
import { xrayAnnotations, xraySummary } from '../../verifier/report/xray-github.ts';
import { xrayJunit } from '../../verifier/report/xray-junit.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import type { CheckDocument } from '../../verifier/check.ts';
import type { Schema, Shown, ShownAs } from '../../view/shown.ts';

type Form<Document> = (document: Document) => string;

/** Null: its command has no option for it. */
interface Forms<Document> {
  junit: Form<Document> | null;
  annotations: Form<Document> | null;
  summary: Form<Document> | null;
  /** The same document, with `named` for the name of each file in it. */
  renamed?: (document: Document, named: (file: string) => string) => Document;
}

const LIST = { junit: null, annotations: null, summary: null };

const FORMS: { readonly [S in Schema]: Forms<ShownAs<S>> } = {
  'tracehop.verdict/1': { junit: verdictJunit, annotations: verdictAnnotations, summary: verdictSummary },
  'tracehop.ledger/1': { junit: ledgerJunit, annotations: ledgerAnnotations, summary: ledgerSummary },
  'tracehop.gallery/1': { junit: galleryJunit, annotations: galleryAnnotations, summary: gallerySummary },
  'tracehop.xray/1': { junit: xrayJunit, annotations: xrayAnnotations, summary: xraySummary, renamed: renamedXray },
  'tracehop.check/1': { junit: checkJunit, annotations: checkAnnotations, summary: checkSummary, renamed: renamedCheck },
  'tracehop.exercise/1': { junit: exerciseJunit, annotations: null, summary: null },
  'tracehop.selfcheck/1': { junit: selfcheckJunit, annotations: null, summary: null },
  'tracehop.scenarios/1': LIST,
  'tracehop.workshop/1': LIST,
};

/** `workspace`: where the repository is, whose files GitHub knows by their paths in it. */
export function junitOf(document: Shown, workspace: string | undefined): string {
  const { junit, renamed } = formsOf(document);
  return junit?.(within(workspace, document, renamed)) ?? '';
}

export function githubOf(document: Shown, workspace: string | undefined): { annotations: string; summary: string } {
  const { annotations, summary, renamed } = formsOf(document);
  const placed = within(workspace, document, renamed);
  return { annotations: annotations?.(placed) ?? '', summary: summary?.(placed) ?? '' };
}

function formsOf(document: Shown): Forms<Shown> {
  return FORMS[document.schema] as Forms<Shown>;
}

function within(workspace: string | undefined, document: Shown, renamed: Forms<Shown>['renamed']): Shown {
  return workspace && renamed ? renamed(document, (file) => file === '' ? file : relative(workspace, resolve(file))) : document;
}

function renamedXray(document: XrayDocument, named: (file: string) => string): XrayDocument {
  const stages = document.stages.map((stage) => ({ ...stage, at: stage.at && { ...stage.at, file: named(stage.at.file) } }));
  return { ...document, configs: document.configs.map(named), stages };
}

function renamedCheck(document: CheckDocument, named: (file: string) => string): CheckDocument {
  return { ...document, unreadable: document.unreadable.map((each) => ({ ...each, file: named(each.file) })) };
}
