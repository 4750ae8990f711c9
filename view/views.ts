// Which view shows which document, and what the document comes to in a few words. One row a schema: one without a
// view does not compile.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { printable, printableAll, printableByLine } from '../verifier/report/printable.ts';
import { CheckView } from './check/check-view.ts';
import { CourseView } from './course.ts';
import { ExerciseView } from './exercise.ts';
import { GalleryView } from './gallery/gallery-view.ts';
import { ScenariosView } from './gallery/scenarios-view.ts';
import { LedgerView } from './ledger/ledger-view.ts';
import { SelfcheckView } from './selfcheck.ts';
import type { Schema, Shown, ShownAs } from './shown.ts';
import { VerdictView } from './verdict/verdict-view.ts';
import { XrayView } from './xray/xray-view.ts';

interface Row<Document> {
  title: (document: Document) => string;
  view: (props: { document: Document }) => VNode;
  /** What programs wrote is in it, and keeps its lines. */
  hasLines?: true;
}

const VIEWS: { readonly [S in Schema]: Row<ShownAs<S>> } = {
  'tracehop.verdict/1': { title: ({ verdict, from, to }) => `${verdict}: ${from} → ${to}`, view: VerdictView },
  'tracehop.ledger/1': { title: ({ linked, requests }) => `${linked} of ${requests} requests linked`, view: LedgerView },
  'tracehop.gallery/1': { title: ({ asExpected, total }) => `${asExpected} of ${total} scenarios as expected`, view: GalleryView },
  'tracehop.scenarios/1': { title: ({ scenarios }) => `${scenarios.length} scenarios`, view: ScenariosView },
  'tracehop.xray/1': { title: ({ verdict, brokenBy }) => brokenBy === null ? verdict : `${verdict}: ${brokenBy}`, view: XrayView },
  'tracehop.check/1': { title: ({ linked }) => linked ? 'LINKED' : 'NOT LINKED', view: CheckView },
  'tracehop.workshop/1': { title: ({ solved, total }) => `${solved} of ${total} labs solved`, view: CourseView },
  'tracehop.exercise/1': { title: ({ exercise, solved }) => `${solved ? 'SOLVED' : 'NOT SOLVED YET'}: ${exercise}`, view: ExerciseView, hasLines: true },
  'tracehop.selfcheck/1': { title: ({ holds }) => holds ? 'The course holds' : 'The course does not hold', view: SelfcheckView, hasLines: true },
};

/** Nothing in the document can steer, hide or turn around what is shown of it. */
export function View({ document }: { document: Shown }): VNode {
  const { view, hasLines } = rowOf(document);
  return html`<${view} document=${printableAll(document, hasLines ? printableByLine : printable)} />`;
}

export function titleOf(document: Shown): string {
  return rowOf(document).title(printableAll(document));
}

function rowOf(document: Shown): Row<Shown> {
  return VIEWS[document.schema] as Row<Shown>;
}
