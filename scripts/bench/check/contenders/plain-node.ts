// What one would write on an afternoon: each line through JSON.parse, each trace a Map of its spans.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

interface Line {
  resourceSpans?: { scopeSpans?: { spans?: { traceId: string; spanId: string; parentSpanId?: string }[] }[] }[];
}

/** By trace, the parent of each span; '' where it has none. */
const traces = new Map<string, Map<string, string>>();

for await (const line of createInterface({ input: createReadStream(process.argv[2]!) })) {
  for (const { scopeSpans = [] } of (JSON.parse(line) as Line).resourceSpans ?? []) {
    for (const { spans = [] } of scopeSpans) for (const { traceId, spanId, parentSpanId = '' } of spans) traceOf(traceId).set(spanId, parentSpanId);
  }
}

function traceOf(id: string): Map<string, string> {
  let trace = traces.get(id);
  if (trace === undefined) traces.set(id, trace = new Map());
  return trace;
}

const answer = { spans: 0, traces: traces.size, roots: 0, absent: 0 };
for (const trace of traces.values()) {
  for (const parent of trace.values()) {
    answer.spans += 1;
    if (parent === '') answer.roots += 1;
    else if (!trace.has(parent)) answer.absent += 1;
  }
}
console.log(JSON.stringify(answer));
