// The trace context as it travels between processes: the `traceparent` header of W3C Trace Context.
// https://www.w3.org/TR/trace-context/#traceparent-header

export interface TraceContext {
  /** 32 lower-case hexadecimal digits. */
  traceId: string;
  /** 16 lower-case hexadecimal digits: the span that made the call. */
  parentId: string;
  sampled: boolean;
}

/** version-traceid-parentid-flags, and what a later version adds. */
const GRAMMAR = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Undefined where the specification says that the header must be ignored. */
export function parseTraceparent(header: string): TraceContext | undefined {
  const [, version, traceId = '', parentId = '', flags = '', rest] = GRAMMAR.exec(header) ?? [];
  const known = version !== undefined && version !== 'ff' && !(version === '00' && rest !== undefined);
  if (!known || isZero(traceId) || isZero(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function formatTraceparent({ traceId, parentId, sampled }: TraceContext): string {
  return `00-${traceId}-${parentId}-${sampled ? '01' : '00'}`;
}

/** An id of nothing but zeros stands for "no id", in headers and in spans. */
export function isZero(id: string): boolean {
  return /^0*$/.test(id);
}
