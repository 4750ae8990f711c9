// The second reading: spans in full, of the traces that are suspected. It takes whatever the first reading took, so
// what is odd about a span that has its ids costs its headers at most.

import { createHash } from 'node:crypto';

import { type Exported, exportedIn, type OtlpSpan, readSpan, scopeName } from '../verifier/reading/otlp-json.ts';
import { idKey } from '../verifier/reading/records.ts';
import type { Span } from '../verifier/span.ts';
import { isZero } from '../verifier/wire.ts';

/** As it was exported, and the trace that it belongs to. Both ids are those that records know it by. */
export interface WholeSpan {
  readonly trace: string;
  readonly spanId: string;
  readonly exported: Exported;
  /** All that it says, as it was written; undefined: that is not at hand. */
  readonly written?: string;
}

/** One that was cut out of its line, and is parsed when somebody asks. */
export class CutSpan implements WholeSpan {
  readonly trace: string;
  readonly spanId: string;
  readonly service: string;
  readonly scope: string;
  readonly text: string;

  constructor({ trace, spanId, service, scope, text }: Pick<CutSpan, 'trace' | 'spanId' | 'service' | 'scope' | 'text'>) {
    this.trace = trace;
    this.spanId = spanId;
    this.service = service;
    this.scope = scope;
    this.text = text;
  }

  get exported(): Exported {
    const scope = this.scope === '' ? null : JSON.parse(this.scope) as Parameters<typeof scopeName>[0];
    return { span: JSON.parse(this.text) as OtlpSpan, service: this.service, scope: scopeName(scope) };
  }

  get written(): string {
    return `${this.service}\n${this.scope}\n${this.text}`;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** The definition's names of fields, and their names in OTLP JSON. */
const SNAKE: Readonly<Record<string, string>> = {
  resource_spans: 'resourceSpans', scope_spans: 'scopeSpans', trace_id: 'traceId', span_id: 'spanId', parent_span_id: 'parentSpanId', start_time_unix_nano: 'startTimeUnixNano',
  end_time_unix_nano: 'endTimeUnixNano', string_value: 'stringValue', int_value: 'intValue', array_value: 'arrayValue',
};

/** Below this nothing stands that is read: the values of a list in an attribute are 14 lists and objects deep. */
const DEEPEST = 16;

/** `request`: a JSON value that `packRequest` takes. Spans without a place are left out. */
export function wholeSpansIn(request: unknown, isWanted: (trace: string) => boolean): WholeSpan[] {
  return exportedIn(named(request) as object).flatMap((exported): WholeSpan[] => {
    const { traceId, spanId, parentSpanId = '' } = exported.span;
    if (typeof traceId !== 'string' || typeof spanId !== 'string' || typeof (parentSpanId ?? '') !== 'string' || isZero(traceId) || isZero(spanId)) return [];
    const trace = idKey(traceId, 4);
    return isWanted(trace) ? [{ trace, spanId: idKey(spanId, 2), exported }] : [];
  });
}

export function spanOf({ exported }: WholeSpan): Span {
  try {
    return readSpan(exported);
  } catch {
    const { traceId, spanId, parentSpanId, flags, kind, name } = exported.span;
    return readSpan({ ...exported, span: { traceId, spanId, parentSpanId, flags: plain(flags), kind: plain(kind), name: plain(name) } });
  }
}

/** Whether two spans are one that was delivered twice: all that they say is the same, with its keys in whatever order. */
export function contentOf({ exported: { span, service, scope } }: WholeSpan): string {
  const pending: unknown[] = [service, scope, span];
  const said: string[] = [];
  // Without recursion: what a span holds may lie deeper than a stack does.
  while (pending.length > 0) {
    const value = pending.pop();
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    if (Array.isArray(value)) said.push(`[${value.length}`);
    else said.push(typeof value === 'object' && value !== null ? `{${JSON.stringify(keys.sort())}` : JSON.stringify(value));
    for (const key of keys) pending.push((value as Fields)[key]);
  }
  return createHash('md5').update(said.join('\n')).digest('base64');
}

/** An object need not have a text. */
function plain(value: unknown): unknown {
  return typeof value === 'object' ? undefined : value;
}

/** The names that protobuf gives to fields become those of OTLP JSON, which win where both are there. */
function named(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return value;
  if (Array.isArray(value)) return value.map((each) => named(each, depth + 1));
  const entries = Object.entries(value).map(([key, each]) => [Object.hasOwn(SNAKE, key) && !Object.hasOwn(value, SNAKE[key]!) ? SNAKE[key]! : key, named(each, depth + 1)]);
  return Object.fromEntries(entries) as Fields;
}
