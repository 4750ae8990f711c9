# ClickHouse in this process, with typed columns: the ids only.

import json
import sys

import chdb

STRUCTURE = 'resourceSpans Array(Tuple(scopeSpans Array(Tuple(spans Array(Tuple(traceId String, spanId String, parentSpanId String))))))'

QUERY = f"""
with spans as (
  select distinct reinterpretAsUInt128(unhex(span.1)) as trace, reinterpretAsUInt64(unhex(span.2)) as id, reinterpretAsUInt64(unhex(span.3)) as parent
  from (select arrayJoin(arrayFlatten(resourceSpans.scopeSpans.spans)) as span from file('{sys.argv[1]}', JSONEachRow, '{STRUCTURE}'))
)
select sum(length(ids)) as spans, count() as traces, sum(countEqual(parents, 0)) as roots, sum(arrayCount(parent -> parent != 0 and not has(ids, parent), parents)) as absent
from (select groupArray(id) as ids, groupArray(parent) as parents from spans group by trace)
"""

answer = json.loads(chdb.query(QUERY, 'JSONEachRow').bytes())
print(json.dumps({name: int(count) for name, count in answer.items()}))
