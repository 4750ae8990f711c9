// The answer of service A: its own span beside what service B reports. What B did not tell is null.

import { isAxiosError } from 'axios';

import type { ServerSpan } from '../server-span.ts';

/** The part of service B's answer that is compared here. */
interface AnswerOfB {
  received_traceparent: string | null;
  trace_id: string | null;
  parent_span_id: string | null;
}

export interface Comparison {
  same_trace: boolean | null;
  service_a_trace_id: string | null;
  service_b_trace_id: string | null;
  traceparent_header: string | null;
  traceparent_parent_span_id: string | null;
  service_b_parent_span_id: string | null;
  parent_matches_traceparent: boolean | null;
  service_a: ServerSpan;
  service_b: unknown;
  service_b_status: number | null;
  error?: string;
}

export function compare(serviceA: ServerSpan, serviceB: unknown, status: number | null): Comparison {
  const b = isAnswerOfB(serviceB) ? serviceB : null;
  // traceparent is version-traceid-parentid-flags: https://www.w3.org/TR/trace-context/#traceparent-header
  const sentParent = b?.received_traceparent?.split('-')[2] ?? null;
  const comparison: Comparison = {
    same_trace: equal(serviceA.trace_id, b?.trace_id),
    service_a_trace_id: serviceA.trace_id,
    service_b_trace_id: b?.trace_id ?? null,
    traceparent_header: b?.received_traceparent ?? null,
    traceparent_parent_span_id: sentParent,
    service_b_parent_span_id: b?.parent_span_id ?? null,
    parent_matches_traceparent: equal(sentParent, b?.parent_span_id),
    service_a: serviceA,
    service_b: b,
    service_b_status: status,
  };
  if (b === null && status !== null) comparison.error = `Service B answered ${status} with something else than its report.`;
  return comparison;
}

/** Null where one of the two is not known. */
function equal(left: string | null, right: string | null | undefined): boolean | null {
  return left && right ? left === right : null;
}

function isAnswerOfB(value: unknown): value is AnswerOfB {
  const { service, received_traceparent, trace_id, parent_span_id } = Object(value) as Record<string, unknown>;
  return service === 'service-b' && [received_traceparent, trace_id, parent_span_id].every((text) => typeof (text ?? '') === 'string');
}

/** Which HTTP status service A answers with when the call itself failed, and why it did. */
export function callFailure(error: unknown, url: string): { status: 502 | 504; message: string } {
  if (!isAxiosError(error)) throw error;
  const timedOut = ['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'].includes(error.code ?? '');
  const reason = error.code === 'ERR_CANCELED' ? 'no whole answer in time' : error.message || error.code;
  return { status: timedOut ? 504 : 502, message: `The call to service B at ${url} failed: ${reason}.` };
}
