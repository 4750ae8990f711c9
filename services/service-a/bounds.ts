// How long service A waits for an answer of service B, and how much of it it takes. Whatever its status is, an
// answer is read.

const { B_TIMEOUT_MS = '2000' } = process.env;
const MOST_BYTES = 1024 * 1024;

/** A signal, and not axios's `timeout`: that would go on waiting for an answer that never comes to its end. */
export function bounds(): { signal: AbortSignal; maxContentLength: number; validateStatus: () => true } {
  return { signal: AbortSignal.timeout(Number(B_TIMEOUT_MS)), maxContentLength: MOST_BYTES, validateStatus: () => true };
}
