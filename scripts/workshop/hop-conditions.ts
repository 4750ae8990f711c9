// Conditions about the hop from A to B, and about what the two services say of it. Where a span is not there that a
// condition is about, or a service said nothing, it is kept: that much the verdict says.

import type { Evidence } from '../../verifier/evidence.ts';
import { readWith } from '../../verifier/formats/formats.ts';
import type { Span } from '../../verifier/span.ts';
import { seen } from '../../verifier/truth.ts';
import type { Graded } from './graded.ts';
import { spansOf } from './span-conditions.ts';

type Check = (run: Pick<Graded, 'judged'>, argument: string) => string | undefined;

export const HOP_CONDITIONS = {
  /** A propagation header that no request may bring to B. */
  'not-arrived': ({ judged }, header) => {
    const arrived = judged.some(({ evidence: { answers: { b } } }) => seen(b) && b.received?.has(header)) || serversOfB(judged).some(({ requestHeaders }) => requestHeaders.has(header));
    return arrived ? `The header \`${header}\` must not reach \`service-b\`, and it did.` : undefined;
  },
  /** A trace id and a header: the request with that id in its `traceparent` brings the header to B as well. */
  'brings': ({ judged }, argument) => {
    const [traceId = '', header = ''] = argument.split(' ');
    const without = serversOfB(judged).find(({ requestHeaders }) => requestHeaders.get('traceparent')?.some((value) => value.includes(traceId)) && !requestHeaders.has(header));
    return without && `The header \`${header}\` must reach \`service-b\` together with \`traceparent\`, and a request brought it no further than the proxy.`;
  },
  /** `service-b B3 single`: what that service says that its propagator reads. */
  'reads-format': ({ judged }, argument) => {
    const { name = '', format = '' } = /^(?<name>\S+) (?<format>.+)$/.exec(argument)?.groups ?? {};
    const other = judged.map(({ evidence }) => formatsReadBy(name, evidence)).find((formats) => formats !== undefined && !formats.includes(format));
    return other && `\`${name}\` must still read the format ${format}. It reads ${other.join(' and ') || 'none'}.`;
  },
  /** Without the route, the name of A's SERVER span is the method alone. */
  'entry-named': ({ judged }, name) => {
    const other = judged.flatMap(({ evidence: { server } }) => server ?? []).find((span) => span.name !== name);
    return other && `The SERVER span of \`service-a\` must be named \`${name}\`, and is named \`${other.name}\`: OpenTelemetry sees HTTP, and not express. It must be there before express is loaded.`;
  },
  /** Whatever else makes A's CLIENT span: an instrumentation of `fetch`, or A itself. */
  'calls-with-fetch': ({ judged }) => judged.some(({ evidence: { client } }) => client?.scope === '@opentelemetry/instrumentation-http')
    ? 'Service A must still call service B with `fetch`. This call went through `node:http`, as those of axios do.' : undefined,
} as const satisfies Readonly<Record<string, Check>>;

/** Of all requests of the run. */
function serversOfB(judged: Graded['judged']): Span[] {
  return spansOf(judged).filter(({ service, kind }) => service === 'service-b' && kind === 'SERVER');
}

/** Undefined: it did not say. */
function formatsReadBy(name: string, { caller, answers: { a, b } }: Evidence): string[] | undefined {
  const account = name === caller ? a : b;
  return seen(account) && account.propagationFields ? readWith(account.propagationFields) : undefined;
}
