// Conditions about what arrives where: baggage at service B, and spans at the Collector, on the way to it, and in its file.

import { spansIn } from '../../verifier/gathered.ts';
import type { Judged } from '../../verifier/judge.ts';
import { isSame } from '../../verifier/presence.ts';
import { seen } from '../../verifier/truth.ts';
import type { Graded } from './graded.ts';

type Check = (run: Pick<Graded, 'judged' | 'topology'>, argument: string) => string | undefined;

export const ARRIVAL_CONDITIONS = {
  /** `tenant=blue`: an entry of the `baggage` that B got, in each request, once, and no other value under its name. */
  'arrived-baggage': ({ judged }, entry) => {
    const other = judged.map(baggageOf).find((entries) => entries.filter((each) => nameOf(each) === nameOf(entry)).join() !== entry);
    return other && `The baggage \`${entry}\` must reach \`service-b\`${other.includes(entry) ? ', and once' : ''}. ${other.length === 0 ? 'No baggage came' : `What came is \`${other.join(',')}\``}.`;
  },
  /** `b3`: the name of a header from which B would take a trace context, in each request. */
  'reads-header': ({ judged }, header) => {
    const other = judged.map(({ evidence: { answers: { b } } }) => seen(b) ? b.propagationFields ?? [] : []).find((fields) => !fields.includes(header));
    return other && `\`service-b\` must still read the header \`${header}\`. It reads ${other.map((name) => `\`${name}\``).join(' and ') || 'none'}.`;
  },
  /** `service-b hop`: where the first of them sends its spans. */
  'exports-through': ({ topology }, argument) => {
    const [name = '', gateway] = argument.split(' ');
    const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: forTraces, OTEL_EXPORTER_OTLP_ENDPOINT: forAll } = topology.services.get(name)?.environment ?? {};
    const endpoint = forTraces || forAll; // the first of them that is there, and is not empty
    if (endpoint && !/^https?:/.test(endpoint)) return `\`${name}\` cannot send its spans to \`${endpoint}\`, which has no \`http://\` in front.`;
    return endpoint && URL.parse(endpoint)?.hostname === gateway ? undefined
      : `\`${name}\` must still send its spans to \`${gateway}\`. It sends them ${endpoint ? `to \`${endpoint}\`` : 'nowhere'}.`;
  },
  /** The name of spans that the Collector gets, and must not write to its file. */
  'dropped': ({ judged }, name) => {
    const [received, written] = (['tap', 'file'] as const).map((source) => judged.flatMap(({ evidence }) => spansIn(evidence[source])).filter((span) => span.name === name).length);
    if (!received) return `The Collector must still get spans named \`${name}\`, and drop them. It got none.`;
    return written ? `The Collector must still drop the spans named \`${name}\`. It got ${received}, and wrote ${written} of them.` : undefined;
  },
  /** The name of spans besides which the Collector must write everything that it gets. */
  'dropped-only': ({ judged }, name) => {
    const lost = judged.flatMap(({ evidence: { tap, file } }) => spansIn(tap).filter((span) => !spansIn(file).some((each) => isSame(each, span))));
    const names = [...new Set(lost.map((span) => span.name))].filter((each) => each !== name).sort();
    return names.length === 0 ? undefined : `The Collector must drop nothing but the spans named \`${name}\`. It dropped ${names.map((each) => `\`${each}\``).join(' and ')} as well.`;
  },
} as const satisfies Readonly<Record<string, Check>>;

function nameOf(entry: string): string {
  return entry.split('=')[0]!;
}

/** Without the properties that an entry can have: https://www.w3.org/TR/baggage/#baggage-http-header-format. */
function baggageOf({ evidence: { answers: { b } } }: Judged): string[] {
  const values = seen(b) ? b.received?.get('baggage') ?? [] : [];
  return values.flatMap((value) => value.split(',')).map((entry) => entry.split(';')[0]!.trim());
}
