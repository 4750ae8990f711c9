// Proof that instrumentation took. When it did not, nothing fails: requests are answered, and their
// spans are simply not there. So a service asks once, at its start, and refuses to run without.

import http from 'node:http';

import { isSpanContextValid, trace } from '@opentelemetry/api';
import { isWrapped } from '@opentelemetry/instrumentation';
import express from 'express';

const proofs: Record<string, () => boolean> = {
  'outgoing HTTP calls are traced': () => isWrapped(http.request),
  'incoming HTTP requests are traced': () => isWrapped(http.Server.prototype.emit),
  'Express names the route on its spans': () => isWrapped(express.Router.prototype.route),
  // With OTEL_SDK_DISABLED=true all of the above holds, and every span is empty. This one is never ended,
  // so it is never exported.
  'spans get ids': () => isSpanContextValid(trace.getTracer('start-up').startSpan('start-up').spanContext()),
};

/** What should hold in an instrumented service and does not. Empty: all is well. */
export function missingInstrumentation(): string[] {
  return Object.entries(proofs).filter(([, holds]) => !holds()).map(([proof]) => proof);
}
