// What the two services said about themselves, read out of the answer of service A. Nothing in it is trusted
// to have the right shape: what is missing or of another type is null.

import type { Witness } from './truth.ts';
import { isZero } from './wire.ts';

/** A service's account of its own SERVER span and of its tracing setup. */
export interface Account {
  /** The name that the service gives itself; null: it did not say. */
  service: string | null;
  traceId: string | null;
  spanId: string | null;
  parentSpanId: string | null;
  parentIsRemote: boolean | null;
  sampled: boolean | null;
  /** The headers that its propagator reads; null: it did not say. */
  propagationFields: readonly string[] | null;
  exportDelayMs: number | null;
}

export interface AnswerOfA extends Account {
  httpStatus: number;
  /** Why A could not answer properly; null: it could. */
  error: string | null;
  statusOfB: number | null;
}

export interface AnswerOfB extends Account {
  /** Every value of every propagation header that reached B, by header name; null: it did not say. */
  received: ReadonlyMap<string, readonly string[]> | null;
}

export interface Answers {
  a: Witness<AnswerOfA>;
  b: Witness<AnswerOfB>;
}

/** `body` is the JSON that A answered with, or undefined where it was none. */
export function readAnswers(httpStatus: number, body: unknown): Answers {
  const whole = fields(body);
  const a = fields(whole['service_a']);
  const b = fields(whole['service_b']);
  const unreadable = body === undefined ? `Service A answered ${httpStatus} with something else than JSON.` : null;
  return {
    a: { ...account(a), httpStatus, error: text(whole['error']) ?? unreadable, statusOfB: number(whole['service_b_status']) },
    b: Object.keys(b).length > 0 ? { ...account(b), received: headers(b['received']) } : 'unknown',
  };
}

function account(from: Record<string, unknown>): Account {
  return {
    service: text(from['service']),
    traceId: id(from['trace_id']),
    spanId: id(from['span_id']),
    parentSpanId: id(from['parent_span_id']),
    parentIsRemote: truth(from['parent_is_remote']),
    sampled: truth(from['sampled']),
    propagationFields: Array.isArray(from['propagation_fields']) ? texts(from['propagation_fields']) : null,
    exportDelayMs: number(from['export_delay_ms']),
  };
}

/** Null where one of them is not a list of texts: what arrived is then not known. */
function headers(from: unknown): ReadonlyMap<string, readonly string[]> | null {
  const lists = Object.entries(fields(from));
  const isWhole = from === fields(from) && lists.every(([, values]) => Array.isArray(values) && values.length > 0 && values.every((each) => typeof each === 'string'));
  return isWhole ? new Map((lists as [string, string[]][]).map(([name, values]) => [name.toLowerCase(), values])) : null;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

/** An id of nothing but zeros, or of nothing at all, names no span. */
function id(value: unknown): string | null {
  return typeof value === 'string' && !isZero(value) ? value.toLowerCase() : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function truth(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
