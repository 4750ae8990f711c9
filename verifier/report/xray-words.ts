// What is said of an X-ray as a whole, in the terminal and wherever it is shown.

import type { ExpectationEntry, XrayDocument } from '../xray.ts';
import { counted } from './counted.ts';

/** What it comes to: in a word or two, and as sentences. */
export function xrayOutcome({ verdict, summary, expectations }: XrayDocument): { word: string; sentences: string } {
  const failed = expectations.filter(({ pass }) => !pass).length;
  const unmet = `${failed} of ${expectations.length} expectations failed.`;
  if (verdict === 'WHOLE' && failed > 0) return { word: 'NOT AS EXPECTED', sentences: `${unmet} ${summary}` };
  return { word: verdict, sentences: failed > 0 ? `${summary} ${unmet}` : summary };
}

export function aboutXray({ configs }: XrayDocument): string {
  return `X-ray of ${configs.map((config) => `\`${config}\``).join(' and ')}`;
}

export function trafficText({ traffic: { source, traces, spans, requests } }: XrayDocument): string {
  return `${source}: ${counted(traces, 'trace')}, ${counted(spans, 'span')}, in ${counted(requests, 'request')}`;
}

export function foundText({ found, at }: ExpectationEntry): string {
  return at === null ? found : `${found}, first behind \`${at}\``;
}

export function warningText({ message, count }: XrayDocument['warnings'][number]): string {
  return `the Collector said${count > 1 ? ` ${count} times` : ''}: ${message}`;
}

export function waitText({ waited: { milliseconds, settled, for: awaited } }: XrayDocument): string {
  const seconds = (milliseconds / 1_000).toFixed(1);
  return settled ? `Waited ${seconds} s for ${awaited}.` : `Gave up after ${seconds} s of waiting for ${awaited}.`;
}

export function balanceText({ balanced, ledger: { accepted, refused, sent, failed, written } }: XrayDocument): string {
  return `${balanced ? 'balanced' : 'not balanced'}: accepted ${accepted}, refused ${refused}; at the taps sent ${sent}, failed ${failed}, written ${written}.`;
}
