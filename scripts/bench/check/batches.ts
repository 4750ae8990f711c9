// The batches in which services send their spans, and the lines that the Collector writes of them: one a batch, with the
// service's resource once, and its spans by scope.

import { writeSync } from 'node:fs';

import { type Kind, KINDS } from './template.ts';
import type { Random } from './random.ts';

const MOST_SPANS = 160;
/** More than the longest span takes. */
const ROOM = 4_096;
const BLOCK = 4 * 2 ** 20;

const SCOPES = ['@opentelemetry/instrumentation-http', '@opentelemetry/instrumentation-express', 'shop'];

/** Gathers bytes, so that few writes are many. */
export class Sink {
  readonly #block = Buffer.allocUnsafe(BLOCK);
  readonly #descriptor: number;
  #used = 0;
  bytes = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  write(bytes: Buffer): void {
    if (this.#used + bytes.length > BLOCK) this.flush();
    this.#block.set(bytes, this.#used);
    this.#used += bytes.length;
    this.bytes += bytes.length;
  }

  flush(): void {
    for (let at = 0; at < this.#used;) at += writeSync(this.#descriptor, this.#block, at, this.#used - at);
    this.#used = 0;
  }
}

export class Batch {
  readonly service: string;
  readonly #head: Buffer;
  readonly #scopes = SCOPES.map((name) => ({
    head: Buffer.from(`{"scope":${JSON.stringify({ name, version: '0.300.0' })},"spans":[`), spans: Buffer.allocUnsafe(MOST_SPANS * ROOM), used: 0,
  }));
  /** How many spans it is sent with. SDKs send by number or by time, so that batches differ. */
  #limit = 1;
  spans = 0;
  /** Holds a version of a span that another line or place has too. */
  hasConflict = false;
  /** The next line is to be written once more. */
  repeats = false;

  constructor(service: string) {
    this.service = service;
    const attributes = Object.entries(resourceOf(service)).map(([key, stringValue]) => ({ key, value: { stringValue } }));
    this.#head = Buffer.from(`{"resourceSpans":[{"resource":${JSON.stringify({ attributes })},"scopeSpans":[`);
  }

  /** `write` is given a buffer and a place in it, and returns the end of what it wrote there. */
  add(kind: Kind, write: (into: Buffer, at: number) => number): void {
    const scope = this.#scopes[scopeOf(kind)]!;
    if (scope.used > 0) scope.spans[scope.used++] = COMMA;
    scope.used = write(scope.spans, scope.used);
    this.spans += 1;
  }

  get isFull(): boolean {
    return this.spans >= this.#limit;
  }

  /** Bytes of its spans so far. */
  get bytes(): number {
    return this.#scopes.reduce((sum, { used }) => sum + used, 0);
  }

  /** The line's bytes, in pieces that are good until the next span is added. It is empty then. */
  take(random: Random): Buffer[] {
    const scopes = this.#scopes.filter(({ used }) => used > 0);
    const pieces = scopes.flatMap(({ head, spans, used }, index) => [...(index > 0 ? [BETWEEN] : []), head, spans.subarray(0, used), SCOPE_END]);
    for (const scope of scopes) scope.used = 0;
    this.#limit = 1 + random.below(MOST_SPANS - 1);
    this.spans = 0;
    this.hasConflict = false;
    return [this.#head, ...pieces, LINE_END];
  }
}

const COMMA = 0x2c;
const BETWEEN = Buffer.from(',');
const SCOPE_END = Buffer.from(']}');
const LINE_END = Buffer.from(']}]}\n');

function scopeOf(kind: Kind): number {
  if (kind === KINDS.SERVER || kind === KINDS.CLIENT) return 0;
  return kind === KINDS.INTERNAL ? 1 : 2;
}

function resourceOf(service: string): Record<string, string> {
  return {
    'host.name': `${service}-7f9c6d5b4-x2m8k`, 'host.arch': 'amd64', 'host.id': '3d1219c7c4c5404aaa1f6d2a48adfda4', 'process.runtime.name': 'nodejs', 'process.runtime.version': '26.10.0',
    'process.executable.path': '/usr/local/bin/node', 'process.command': `/srv/${service}/server.js`, 'k8s.namespace.name': 'shop', 'k8s.pod.name': `${service}-7f9c6d5b4-x2m8k`,
    'service.name': service, 'service.version': '3.14.2', 'telemetry.sdk.language': 'nodejs', 'telemetry.sdk.name': 'opentelemetry', 'telemetry.sdk.version': '3.0.0',
  };
}
