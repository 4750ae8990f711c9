// A request that is not taken: the HTTP status, and the body that OTLP/HTTP has for it, google.rpc.Status.
// https://opentelemetry.io/docs/specs/otlp/#failures-1

export type RefusalStatus = 400 | 404 | 405 | 413 | 415 | 500 | 503;

/** The gRPC code that the Collector gives with each status; 2, UNKNOWN, where gRPC has none for it. */
const CODES: Record<RefusalStatus, number> = { 400: 3, 404: 12, 405: 2, 413: 2, 415: 2, 500: 13, 503: 14 };

export class Refusal extends Error {
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }

  body(): string {
    return JSON.stringify({ code: CODES[this.status], message: this.message });
  }
}
