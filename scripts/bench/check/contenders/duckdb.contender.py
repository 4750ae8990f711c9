# DuckDB with typed columns: the ids only, and no more of the document than is asked for.

import json
import sys

import duckdb

COLUMNS = "{resourceSpans: 'STRUCT(scopeSpans STRUCT(spans STRUCT(traceId VARCHAR, spanId VARCHAR, parentSpanId VARCHAR)[])[])[]'}"

SPANS = f"""
create temp table spans as
select distinct span.traceId as trace, span.spanId as id, coalesce(span.parentSpanId, '') as parent
from (select unnest(scope.spans) as span
  from (select unnest(resource.scopeSpans) as scope
    from (select unnest(resourceSpans) as resource
      from read_json($1, format = 'newline_delimited', columns = {COLUMNS}))))
"""

ANSWER = """
select count(*), count(distinct trace), count(*) filter (parent = ''),
  (select count(*) from spans child anti join spans parent on parent.trace = child.trace and parent.id = child.parent where child.parent <> '')
from spans
"""

connection = duckdb.connect()
connection.execute(SPANS, [sys.argv[1]])
counts = connection.execute(ANSWER).fetchone()
print(json.dumps(dict(zip(['spans', 'traces', 'roots', 'absent'], counts))))
