// How a component that breaks or loses traces is usually mended, by its type. One entry is one type.

import type { StageEntry } from '../verifier/xray.ts';
import { typeOf } from './pipelines.ts';

const MENDS: Readonly<Record<string, string | ((stage: StageEntry) => string)>> = {
  filter: ({ orphansMade }) => orphansMade > 0
    ? 'A filter looks at one span at a time, and its children stay behind as orphans. Drop whole traces with a `tail_sampling` policy (`drop`), drop in the service that makes the spans, or filter only spans that never have children.'
    : 'No span lost its parent. If what is gone is not wanted, say so in `tracehop.yaml` under `dropped`; else narrow the condition.',
  tail_sampling: 'It decided a trace before all of its spans were there, or forgot what it had decided. Raise `num_traces` above (new traces a second × `decision_wait`), raise `decision_wait` above the latest span, keep late decisions with `decision_cache`, and let one instance see all spans of a trace (`load_balancing` by `traceID` in front of it).',
  probabilistic_sampler: 'Every sampler that sees a part of a trace must decide alike: the same `hash_seed` and the same `sampling_percentage`, by trace id (`mode: proportional` or `equalizing` where they differ).',
  groupbytrace: 'It let go of a trace before its last spans came, or had no room: raise `wait_duration` and `num_traces`.',
  memory_limiter: 'It refused what came while memory was short. Raise `limit_mib`, or send less at a time; exporters of SDKs send again what was refused, and drop it when that takes too long.',
  transform: ({ idsChanged, parentsChanged }) => idsChanged + parentsChanged > 0
    ? 'A statement writes ids or parents (`trace_id`, `span_id`, `parent_span_id`). Leave these alone, and hash an attribute instead.'
    : 'It only drops what came in one batch with a span on which a statement failed. Set `error_mode: ignore`, and give the statement a `where` that leaves out what it cannot do.',
  load_balancing: 'Parts of a trace go to different destinations. Set `routing_key: traceID` where a tail sampler or a viewer behind it needs whole traces.',
  routing: 'What matches no condition is dropped without `default_pipelines`. Name one, and route on what all spans of a trace have in common.',
};

export function mendFor(stage: StageEntry): string | null {
  const mend = MENDS[typeOf(stage.component).replace('loadbalancing', 'load_balancing')];
  return typeof mend === 'function' ? mend(stage) : mend ?? null;
}
