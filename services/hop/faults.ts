// What an intermediary can do to a request that passes through it, by name. One fault is one entry.

import { randomBytes } from 'node:crypto';

/** https://www.w3.org/TR/trace-context/#traceparent-header: `version-traceId-parentId-flags`, all lower-case hex. */
export interface Traceparent {
  version: string;
  traceId: string;
  parentId: string;
  flags: string;
}

export interface Fault {
  /** The values of `traceparent` that are passed on instead of the one that arrived. */
  traceparent?: (arrived: Traceparent) => string[];
  /** How often the request is delivered. The last answer is the one that counts. */
  deliveries?: number;
  /** The HTTP status that the hop answers with itself, and delivers nothing. */
  answer?: number;
}

/** Parent ids and trace ids are random bytes, and an intermediary that takes part in tracing makes its own. */
const newId = (bytes: number): string => randomBytes(bytes).toString('hex');

const text = ({ version, traceId, parentId, flags }: Traceparent): string => [version, traceId, parentId, flags].join('-');

export const FAULTS: Readonly<Record<string, Fault>> = {
  // None.
  '': {},

  // The header is lost, doubled, or its values are exchanged.
  'strip-traceparent': { traceparent: () => [] },
  'duplicate-traceparent': { traceparent: (arrived) => [text(arrived), text({ ...arrived, parentId: newId(8) })] },
  'rewrite-parent': { traceparent: (arrived) => [text({ ...arrived, parentId: newId(8) })] },
  'restart-trace': { traceparent: (arrived) => [text({ ...arrived, traceId: newId(16), parentId: newId(8) })] },
  'clear-sampled': { traceparent: (arrived) => [text({ ...arrived, flags: '00' })] },

  // The header is there, and breaks the specification.
  'zero-trace-id': { traceparent: (arrived) => [text({ ...arrived, traceId: '0'.repeat(32) })] },
  'zero-parent-id': { traceparent: (arrived) => [text({ ...arrived, parentId: '0'.repeat(16) })] },
  'short-trace-id': { traceparent: (arrived) => [text({ ...arrived, traceId: arrived.traceId.slice(16) })] },
  'upper-case': { traceparent: (arrived) => [text(arrived).toUpperCase()] },
  'version-ff': { traceparent: (arrived) => [text({ ...arrived, version: 'ff' })] },

  // No fault at all: a version that is still to come may have more fields, and today's readers take the first four.
  'future-version': { traceparent: (arrived) => [`${text({ ...arrived, version: 'cc' })}-what-the-future-brings`] },

  // What happens to the request as a whole.
  'deliver-twice': { deliveries: 2 },
  'answer-400': { answer: 400 },
  'answer-401': { answer: 401 },
};

/** The raw headers (name, value, name, value, …) as they are passed on. All others stay as they are, where they are. */
export function passedOn(rawHeaders: readonly string[], { traceparent }: Fault): string[] {
  return pairs(rawHeaders).flatMap(([name, value]) => {
    if (!traceparent || name.toLowerCase() !== 'traceparent') return [name, value];
    return traceparent(parse(value)).flatMap((instead) => [name, instead]);
  });
}

function pairs(rawHeaders: readonly string[]): [name: string, value: string][] {
  return rawHeaders.flatMap((name, index) => index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []);
}

function parse(value: string): Traceparent {
  const [version = '', traceId = '', parentId = '', flags = ''] = value.split('-');
  return { version, traceId, parentId, flags };
}
