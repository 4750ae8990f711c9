// What came of one scenario's run: every request that was decided, and the document with the verdict.

import type { Decided } from '../../lab/open-requests.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import type { LedgerDocument } from '../../verifier/ledger.ts';
import type { Event, Report } from '../../verifier/report/events.ts';
import type { VerifyOptions } from '../options.ts';
import { type Circumstances, verify } from '../verify.ts';

export interface Outcome {
  decided: Decided[];
  /** A verdict where there was one request, else a ledger. */
  document: VerdictDocument | LedgerDocument;
  exitCode: number;
  /** What was asked for. */
  options: VerifyOptions;
}

/** Verifies, and passes everything that is said on to `report` too. */
export async function outcomeOf(options: VerifyOptions, { report, ...circumstances }: Circumstances): Promise<Outcome> {
  const decided: Decided[] = [];
  const documents: Outcome['document'][] = [];
  const listen: Report = (event: Event) => {
    if (event.kind === 'verdict' || event.kind === 'ledger') documents.push(event.document);
    report(event);
  };
  const exitCode = await verify(options, { ...circumstances, ownLab: true, report: listen, onDecided: (each) => decided.push(each) });
  return { decided, document: documents[0]!, exitCode, options };
}
