// What the Collector counted during a ledger's requests, held against them.

import type { LedgerDocument } from '../ledger.ts';

/** A hop that is linked has three spans: A's SERVER and CLIENT, B's SERVER. */
const SPANS_A_HOP = 3;

type Counted = Pick<LedgerDocument, 'collector' | 'linked' | 'requests'>;

/** The second ledger: it must agree with the first where all requests were linked and nobody else sent spans. */
export function collectorLine(ledger: Counted): string {
  const { collector: { accepted, refused, sent, failed }, linked, requests } = ledger;
  if (accepted === 'unknown' || sent === 'unknown') return 'The Collector\'s counters were not to be had.';
  const counted = `The Collector accepted ${accepted} spans, refused ${refused}, wrote ${sent}, failed to write ${failed}`;
  if (linked < requests) return `${counted}.`;
  return `${counted}: ${collectorAgrees(ledger) === true ? `the ${SPANS_A_HOP} spans of every request` : `not the ${SPANS_A_HOP} spans of each of ${linked} requests, so somebody else sent spans too, or some were lost`}.`;
}

/** Unknown where there is nothing to hold them against: nobody knows how many spans a request has that is not linked. */
export function collectorAgrees({ collector: { accepted, sent }, linked, requests }: Counted): boolean | 'unknown' {
  if (accepted === 'unknown' || sent === 'unknown' || linked < requests) return 'unknown';
  return accepted === sent && accepted === linked * SPANS_A_HOP;
}
