// Puts together what was found: the document `tracehop.xray/1`.

import { VERSION } from '../../lab/root.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import type { Chain } from '../../xray/chain.ts';
import { evaluate, type Expectations } from '../../xray/expectations.ts';
import { differencesOf, ledgerOf } from '../../xray/ledger.ts';
import { judge } from '../../xray/verdict.ts';
import type { Fed } from './feed.ts';
import type { Settled } from './settling.ts';
import type { Compared } from './taps.ts';

export interface Found {
  configs: readonly string[];
  expectations: Expectations;
  source: string;
  fed: Fed;
  settled: Settled;
  compared: Compared;
  chain: Chain;
}

export function documentOf({ configs, expectations, source, fed: { requests, spans }, settled: { counters, milliseconds, settled, for: awaited }, compared, chain }: Found): XrayDocument {
  const { stages, written, traces, broken } = compared;
  const differences = differencesOf(counters, chain, written, stages);
  return {
    schema: 'tracehop.xray/1', tool: VERSION, ...judge(stages, { traces, broken: broken.size, settled, allowed: expectations.brokenTraces }), configs: [...configs],
    stages, ledger: ledgerOf(counters, written), balanced: differences.length === 0, differences, expectations: evaluate(expectations, chain, compared),
    traffic: { source, requests, traces, spans }, waited: { milliseconds, for: awaited, settled }, collector: counters.collector,
  };
}
