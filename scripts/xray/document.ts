// Puts together what was found: the document `tracehop.xray/1`.

import { VERSION } from '../../lab/root.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import type { Chain } from '../../xray/chain.ts';
import { differencesOf, ledgerOf } from '../../xray/ledger.ts';
import { judge } from '../../xray/verdict.ts';
import type { Fed } from './feed.ts';
import type { Settled } from './settling.ts';
import type { Compared } from './taps.ts';

export interface Found {
  configs: readonly string[];
  source: string;
  fed: Fed;
  settled: Settled;
  compared: Compared;
  chain: Chain;
}

export function documentOf({ configs, source, fed: { requests, spans }, settled: { counters, milliseconds, settled, for: awaited }, compared: { stages, written, traces }, chain }: Found): XrayDocument {
  const differences = differencesOf(counters, chain, written, stages);
  return {
    schema: 'tracehop.xray/1', tool: VERSION, ...judge(stages, { traces, settled }), configs: [...configs],
    stages, ledger: ledgerOf(counters, written), balanced: differences.length === 0, differences, expectations: [],
    traffic: { source, requests, traces, spans }, waited: { milliseconds, for: awaited, settled }, collector: counters.collector,
  };
}
