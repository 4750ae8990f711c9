#!/bin/sh
# One row a span, sorted so that a trace's rows are together, and counted a trace at a time. Identical rows become one.
jq -r '.resourceSpans[].scopeSpans[].spans[] | .traceId + "\t" + .spanId + "\t" + (.parentSpanId // "")' "$1" | LC_ALL=C sort -u | awk -F '\t' '
  function judge(   at) {
    for (at = 1; at <= tops; at++) if (!(parents[at] in ids)) absent++
    split("", ids); tops = 0
  }
  $1 != trace { judge(); traces++; trace = $1 }
  { spans++; ids[$2]; if ($3 == "") roots++; else parents[++tops] = $3 }
  END { judge(); printf "{\"spans\":%d,\"traces\":%d,\"roots\":%d,\"absent\":%d}\n", spans, traces, roots, absent }'
