// The trace context that the verifier sends with a request: new for each, so that every span of the request
// can be told from all others.

import { randomBytes } from 'node:crypto';

import type { TraceContext } from '../verifier/wire.ts';

export function mintProbe(): TraceContext {
  return { traceId: randomBytes(16).toString('hex'), parentId: randomBytes(8).toString('hex'), sampled: true };
}
