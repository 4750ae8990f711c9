// Puts together what was found: the document `tracehop.xray/1`.

import { VERSION } from '../../lab/root.ts';
import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import type { Chain } from '../../xray/chain.ts';
import { evaluate, type Expectations } from '../../xray/expectations.ts';
import { differencesOf, ledgerOf } from '../../xray/ledger.ts';
import { mendFor } from '../../xray/mends.ts';
import { faultOf, judge } from '../../xray/verdict.ts';
import type { Fed } from './feed.ts';
import type { Settled } from './settling.ts';
import type { Compared } from './taps.ts';

export interface Found {
  configs: readonly string[];
  /** Where each component's configuration is. */
  places: ReadonlyMap<string, NonNullable<StageEntry['at']>>;
  expectations: Expectations;
  source: string;
  fed: Fed;
  settled: Settled;
  compared: Compared;
  warnings: XrayDocument['warnings'];
  chain: Chain;
}

export function documentOf({ configs, places, expectations, source, fed: { requests, spans }, settled: { counters, milliseconds, settled, for: awaited }, compared, chain, warnings }: Found): XrayDocument {
  const { written, traces, broken } = compared;
  const stages = compared.stages.map((stage) => judged({ ...stage, at: places.get(stage.component) ?? null, fault: null, mend: null }));
  const differences = differencesOf(counters, chain, { given: spans, written, stages });
  const expected = evaluate(expectations, chain, compared);
  const judgement = judge(stages, { traces, broken: broken.size, settled, allowed: expectations.brokenTraces });
  return {
    schema: 'tracehop.xray/1', tool: VERSION, ...judgement, passed: judgement.verdict === 'WHOLE' && expected.every(({ pass }) => pass), configs: [...configs],
    stages, ledger: ledgerOf(counters, written), balanced: differences.length === 0, differences, expectations: expected,
    traffic: { source, requests, traces, spans }, waited: { milliseconds, for: awaited, settled }, collector: counters.collector, warnings: [...warnings],
  };
}

function judged(stage: StageEntry): StageEntry {
  const fault = faultOf(stage);
  return { ...stage, fault, mend: fault === null ? null : mendFor(stage) };
}
