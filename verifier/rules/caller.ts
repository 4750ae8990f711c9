// Rules about service A: what its instrumentation made of the request and of the call, and what it sent.

import type { Account } from '../answers.ts';
import type { Evidence } from '../evidence.ts';
import type { Span } from '../span.ts';
import { topOf } from '../trace.ts';
import { and, not, seen, type Truth, type Witness } from '../truth.ts';
import type { Rule } from './rule.ts';

/** Nothing arrived; or what arrived names A's SERVER span, or its parent: the application passed it on by hand. */
function arrivedWithoutClient({ arrived, server, probe, answers: { a } }: Evidence): Truth {
  if (arrived === 'unknown') return 'unknown';
  if (!seen(arrived)) return true;
  const parent = server?.parentSpanId ?? (seen(a) ? a.parentSpanId : null) ?? (seen(probe) ? probe.parentId : undefined);
  if (arrived.contexts.some(({ parentId }) => parentId === server?.spanId || parentId === parent)) return true;
  return parent === undefined ? 'unknown' : false;
}

function hasResponse({ client, clientReceived }: Evidence): Truth {
  return client ? client.responseStatus !== undefined : clientReceived;
}

/** A propagator shows that an SDK runs in the service: then only the patch of `http` is missing. */
export function uninstrumentedFix(service: string, account: Witness<Account>): string {
  if (seen(account) && account.propagationFields?.length) {
    return `An SDK runs in ${service}, for it has a propagator; its HTTP server is not patched. Start OpenTelemetry before anything imports \`http\` or \`express\` (\`node --import ./services/telemetry.ts …\`), name \`http\` in OTEL_NODE_ENABLED_INSTRUMENTATIONS, and see that no \`ignoreIncomingRequestHook\` skips this path.`;
  }
  return `No SDK took effect in ${service}, for it has no propagator either. Start it with \`node --import ./services/telemetry.ts …\`, without OTEL_SDK_DISABLED=true and OTEL_TRACES_EXPORTER=none; and see that there is one copy of the API: \`npm ls @opentelemetry/api\`.`;
}

function wayUp(client: Span | undefined, received: readonly Span[]): string {
  const top = client && topOf(client, received);
  if (top && top !== client) return `The way up from the CLIENT span ends at the ${top.kind} span \`${top.name}\`, which ${top.parentSpanId === undefined ? 'has no parent' : `names ${top.parentSpanId} as its parent`}`;
  return `The CLIENT span ${client?.parentSpanId === undefined ? 'has no parent' : `names ${client.parentSpanId} as its parent`}`;
}

export const CALLER_RULES = [
  {
    code: 'ENTRY_NOT_INSTRUMENTED', where: 'caller',
    holds: ({ serverReceived, ownId }) => and(not(serverReceived.caller), not(ownId.caller)),
    sentence: ({ caller }) => `${caller} answered the request without making a SERVER span: it is not instrumented for incoming HTTP.`,
    why: ({ caller, answers: { a } }) => seen(a) && a.spanId !== null
      ? `The id that ${caller} calls its own is the one that it was sent: a service without a recording SDK only passes the context through.`
      : `${caller} names no span of its own, and the Collector received none.`,
    fix: ({ caller, answers: { a } }) => uninstrumentedFix(caller, a),
    tell: 'the answer of the caller: whether it names a span of its own',
  },
  {
    code: 'CLIENT_NOT_INSTRUMENTED', where: 'caller',
    holds: (evidence) => and(evidence.serverReceived.caller, not(evidence.clientReceived), arrivedWithoutClient(evidence)),
    sentence: ({ caller, callee }) => `${caller} called ${callee} without making a CLIENT span: the HTTP client that it uses is not instrumented.`,
    why: ({ caller, callee, arrived }) => seen(arrived)
      ? `${caller} has a SERVER span, and what reached ${callee} names that one, or its parent: the context was passed on by hand.`
      : `${caller} has a SERVER span and no CLIENT span, and no trace context reached ${callee}.`,
    fix: ({ caller }) => `Instrument the client in ${caller}: \`fetch\` needs \`undici\` in OTEL_NODE_ENABLED_INSTRUMENTATIONS, axios needs \`http\`; and start OpenTelemetry before anything imports them.`,
    tell: 'what arrived at the callee, and whether the caller made a CLIENT span',
    between: ['sent', 'received'],
  },
  {
    code: 'NOT_INJECTED', where: 'caller',
    holds: (evidence) => and(not(evidence.pair), evidence.clientReceived, hasResponse(evidence), evidence.sent === 'unknown' ? 'unknown' : evidence.sent === 'nothing'),
    sentence: ({ caller }) => `${caller} made a CLIENT span, and sent no trace context with the call: nothing injected it.`,
    why: ({ caller, answers: { a } }) => seen(a) && a.propagationFields?.length === 0
      ? `${caller} says that it has no propagator, and no propagation header of any format left it.`
      : 'The CLIENT span recorded the headers of the call, and none of them carries a trace context in any known format.',
    fix: ({ caller }) => `OTEL_PROPAGATORS of ${caller}: set \`tracecontext,baggage\`, which is the default, instead of \`none\`.`,
    tell: 'the headers of the call as the CLIENT span recorded them',
    between: ['recorded', 'sent'],
  },
  {
    code: 'CONTEXT_LEAKED', where: 'caller',
    holds: ({ leaked, clientReceived }) => and(clientReceived, leaked),
    sentence: ({ caller, client }) => `${caller} made this call in the trace of another request: its CLIENT span ${client?.spanId ?? ''} hangs in trace ${client?.traceId ?? ''}.`,
    why: ({ caller, server }) => `The CLIENT span does not lie below ${caller}'s SERVER span ${server?.spanId ?? ''}, and the trace that it is in began with another request of this run.`,
    fix: ({ caller }) => `Look in ${caller} for a context that is kept where several requests reach it, such as a variable of a module; take \`context.active()\` inside the request.`,
    tell: 'the traces of the other requests of the run',
  },
  {
    code: 'CONTEXT_LOST_IN_PROCESS', where: 'caller',
    holds: ({ clientReceived, descent, leaked }) => and(clientReceived, not(descent), not(leaked)),
    sentence: ({ caller, client, server }) => `${caller} lost its context before the call: CLIENT span ${client?.spanId ?? ''} does not lie below SERVER span ${server?.spanId ?? ''}.`,
    why: ({ client, pair, received }) => `${wayUp(client, received)}${pair === true ? '; the hop over the network itself is whole' : ''}.`,
    fix: ({ caller, client, received }) => {
      const top = client && topOf(client, received);
      if (top && top !== client && top.parentSpanId === undefined) {
        return `Span \`${top.name}\` of ${top.service} was started without a parent: look for \`root: true\` or \`ROOT_CONTEXT\` where ${caller} starts it, and leave it out.`;
      }
      return `Between the request and the call, ${caller} leaves the async context: a queue, a pool or an emitter made elsewhere. Wrap what is handed over: \`context.bind(context.active(), work)\` or \`AsyncResource.bind(work)\`. If OpenTelemetry starts after \`http\` was imported, start it first.`;
    },
    tell: 'the spans of the caller: what the CLIENT span\'s parent is',
  },
] as const satisfies readonly Rule[];

