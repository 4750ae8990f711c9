// Verdict documents for the tests of the reports, made by the verifier itself from the hops of its fixtures.

import { verdictDocument, type VerdictDocument } from '../document.ts';
import { judgedOf } from '../fixtures/judged.ts';
import type { Gathered } from '../gathered.ts';

export function documentOf(gathered: Gathered): VerdictDocument {
  return verdictDocument(judgedOf(gathered), {
    tool: '0.1.0', collector: { kind: 'otelcol', version: '0.159.0' }, findings: [], milliseconds: { start: 900, request: 20, spans: 300, total: 1220 },
  });
}
