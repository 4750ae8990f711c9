// One line of a span file to records, by JSON.parse: for every line that the scanner will not judge, and the meaning
// that the scanner must keep to. Only what places spans is read; one without a place is counted, and the rest goes on.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

import { isZero } from '../wire.ts';
import { SPAN_KINDS } from '../span.ts';
import { isId, META, packId, PAGE, PARENT, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, SPAN, START, TRACE, WORDS } from './records.ts';

/** What a line has that is odd, and was read all the same. */
export type Oddity = 'ODD_ID' | 'UNPLACED_SPAN' | 'SNAKE_CASE' | 'NOT_TRACES';

export interface Packed {
  /** Records, one behind the other. */
  records: Uint32Array;
  unplaced: number;
  oddities: ReadonlySet<Oddity>;
}

type Fields = Readonly<Record<string, unknown>>;

const SIGNALS = ['resourceMetrics', 'resourceLogs', 'resourceProfiles', 'resource_metrics', 'resource_logs', 'resource_profiles'];
const SNAKE = ['resource_spans', 'scope_spans', 'trace_id', 'span_id', 'parent_span_id', 'start_time_unix_nano', 'string_value'];

/** `service` gives the index of a `service.name`. Throws SyntaxError or TypeError where the line is no OTLP. */
export function packLine(line: string, page: number, service: (name: string) => number): Packed {
  return packRequest(JSON.parse(line), page, service);
}

/** The same of a value that was parsed already. */
export function packRequest(parsed: unknown, page: number, service: (name: string) => number): Packed {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new TypeError('not a JSON object');
  const packing = new Packing(page);
  for (const group of packing.list(parsed as Fields, 'resourceSpans', 'resource_spans')) {
    const index = service(serviceName(packing, group));
    for (const scope of packing.list(group, 'scopeSpans', 'scope_spans')) {
      for (const span of packing.list(scope, 'spans', 'spans')) packing.add(span, index);
    }
  }
  if (SIGNALS.some((signal) => Object.hasOwn(parsed, signal))) packing.oddities.add('NOT_TRACES');
  return packing.packed();
}

class Packing {
  readonly oddities = new Set<Oddity>();
  readonly #page: number;
  #records = new Uint32Array(WORDS * 64);
  #count = 0;
  #unplaced = 0;

  constructor(page: number) {
    this.#page = page;
  }

  /** A field by its name in OTLP JSON, else by the one that it has in the protobuf definition. */
  field(from: Fields, name: string, definition: string): unknown {
    if (name === definition || Object.hasOwn(from, name) || !Object.hasOwn(from, definition)) return Object.hasOwn(from, name) ? from[name] : undefined;
    if (SNAKE.includes(definition)) this.oddities.add('SNAKE_CASE');
    return from[definition];
  }

  list(from: Fields, name: string, definition: string): readonly Fields[] {
    const value = this.field(from, name, definition);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) || value.some((each) => typeof each !== 'object' || each === null)) throw new TypeError('not OTLP: a list of objects was expected');
    return value as Fields[];
  }

  add(span: Fields, service: number): void {
    const traceId = this.field(span, 'traceId', 'trace_id');
    const spanId = this.field(span, 'spanId', 'span_id');
    const parent = this.field(span, 'parentSpanId', 'parent_span_id') ?? '';
    if (typeof traceId !== 'string' || typeof spanId !== 'string' || typeof parent !== 'string' || isZero(traceId) || isZero(spanId)) {
      this.#unplaced++;
      this.oddities.add('UNPLACED_SPAN');
      return;
    }
    const at = this.#room();
    this.#id(traceId, 4, at + TRACE);
    this.#id(spanId, 2, at + SPAN);
    if (!isZero(parent)) this.#id(parent, 2, at + PARENT);
    this.#records[at + META] = kindOf(span['kind']) | flagBits(span['flags']) | (service << SERVICE_SHIFT);
    this.#records[at + PAGE] = this.#page;
    this.#records[at + START] = secondsOf(this.field(span, 'startTimeUnixNano', 'start_time_unix_nano'));
  }

  packed(): Packed {
    return { records: this.#records.subarray(0, this.#count * WORDS), unplaced: this.#unplaced, oddities: this.oddities };
  }

  #id(text: string, words: number, at: number): void {
    if (!isId(text, words)) this.oddities.add('ODD_ID');
    packId(text, words, this.#records, at);
  }

  #room(): number {
    const at = this.#count++ * WORDS;
    if (at + WORDS > this.#records.length) {
      const larger = new Uint32Array(this.#records.length * 2);
      larger.set(this.#records);
      this.#records = larger;
    }
    return at;
  }
}

function serviceName(packing: Packing, group: Fields): string {
  const { resource } = group;
  if (typeof resource !== 'object' || resource === null) return '';
  const attribute = packing.list(resource as Fields, 'attributes', 'attributes').find(({ key }) => key === 'service.name');
  const value = attribute?.['value'];
  if (typeof value !== 'object' || value === null) return '';
  return String(packing.field(value as Fields, 'stringValue', 'string_value') ?? '');
}

/** By number, also as text, or by name. */
function kindOf(value: unknown): number {
  const named = SPAN_KINDS.findIndex((kind) => value === `SPAN_KIND_${kind}`);
  if (named !== -1) return named;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
  return SPAN_KINDS[number] === undefined ? 0 : number;
}

function flagBits(value: unknown): number {
  const flags = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
  return ((flags & 0x100) === 0 ? 0 : REMOTE_KNOWN) | ((flags & 0x200) === 0 ? 0 : REMOTE);
}

/** Nanoseconds of this century have 19 digits. */
function secondsOf(value: unknown): number {
  if (typeof value !== 'string' || !/^\d{19}$/.test(value)) return 0;
  const seconds = Number(value.slice(0, 10));
  return seconds <= 0xffff_ffff ? seconds : 0;
}
