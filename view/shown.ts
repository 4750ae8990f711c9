// The documents that can be shown: each by its schema, and each as its command prints it with `--json`.

import type { CheckDocument } from '../verifier/check.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import type { CourseDocument, ExerciseDocument, SelfcheckDocument } from '../verifier/exercise.ts';
import type { GalleryDocument } from '../verifier/gallery.ts';
import type { LedgerDocument } from '../verifier/ledger.ts';
import type { ScenariosDocument } from '../verifier/report/events.ts';
import type { XrayDocument } from '../verifier/xray.ts';

export type Shown = VerdictDocument | LedgerDocument | GalleryDocument | ScenariosDocument | XrayDocument | CheckDocument | CourseDocument | ExerciseDocument | SelfcheckDocument;

export type Schema = Shown['schema'];

export type ShownAs<S extends Schema> = Extract<Shown, { schema: S }>;
