// What the page of another origin plays on: one lab, whose service A answers a browser's preflight in one of two ways.

import type { Answer } from '../lab/request.ts';
import type { Allowances, CorsOutcome } from './screen/cors-outcome.ts';

/** What a page is to send from the browser. */
export interface BrowserCall {
  /** The same in the URL: by it the preflight, which carries no trace context, is known. */
  click: string;
  url: string;
  traceparent: string;
}

/** Hands the call to the browser, and returns what that told of it. */
export type SendFromBrowser = (call: BrowserCall) => Promise<Answer>;

export interface CorsStage {
  /** Where service A is for a browser, and what it can be made to allow. Starts the lab where there is none yet. */
  open(): Promise<Allowances & { url: string }>;
  call(mended: boolean, send: SendFromBrowser): Promise<CorsOutcome>;
  close(): Promise<void>;
}
