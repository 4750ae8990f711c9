// Rules about the way of the spans: from the services to the Collector, and through it into its file.

import { type Side, spansIn, truncated } from '../gathered.ts';
import type { Evidence } from '../evidence.ts';
import { inFile, isSame } from '../presence.ts';
import type { Span } from '../span.ts';
import { malformed } from '../tree-faults.ts';
import { corrupted } from '../corrupted-ids.ts';
import { and, not, or, seen, type Truth } from '../truth.ts';
import type { Rule, Where } from './rule.ts';
import { carries } from './wire.ts';

/** Each expected span was received, or was proved not to be: otherwise what is missing may have been the faulty one. */
function allSeen({ serverReceived, clientReceived }: Evidence): Truth {
  return [serverReceived.caller, clientReceived, serverReceived.callee].includes('unknown') ? 'unknown' : true;
}

/** On a complete hop nobody needs to look for the fault. */
function faulty(evidence: Evidence, faultIn: (evidence: Evidence) => Truth): Truth {
  if (evidence.complete === true) return false;
  return and(not(evidence.complete), or(faultIn(evidence), not(allSeen(evidence))));
}

function corruptedWhere(evidence: Evidence): Where {
  const span = corrupted(evidence)?.span;
  if (!span || evidence.tap === 'unknown') return 'export or collector';
  if ([...spansIn(evidence.tap), ...evidence.strays].some((each) => isSame(each, span))) return 'export';
  return spansIn(evidence.tap).some(({ spanId }) => spanId === span.spanId) ? 'collector' : 'export or collector';
}

/** A header of A's trace arrived that names neither A's SERVER span nor what A was sent: a CLIENT span made it. */
function clientMadeHeader({ arrived, answers: { a }, server, probe }: Evidence): Truth {
  const traceId = server?.traceId ?? (seen(a) ? a.traceId : null) ?? (seen(probe) ? probe.traceId : undefined);
  if (traceId === undefined) return 'unknown';
  const others = [server?.spanId, seen(a) ? a.spanId : undefined, seen(probe) ? probe.parentId : undefined];
  return carries(arrived, ({ contexts }) => contexts.some((context) => context.traceId === traceId && !others.includes(context.parentId)));
}

/** Emptied behind the spans: a service says that it recorded one, and there is none. */
function emptied(evidence: Evidence): Truth {
  const { complete, ownSampled, server, calleeServer } = evidence;
  return and(not(complete), truncated(evidence), or(server ? false : ownSampled.caller, calleeServer ? false : ownSampled.callee));
}

/** Received, and not in the file. */
function dropped(evidence: Evidence): Truth {
  const { server, client, calleeServer, serverReceived, clientReceived } = evidence;
  const expected: [side: Side, span: Span | undefined, received: Truth][] = [['caller', server, serverReceived.caller], ['caller', client, clientReceived], ['callee', calleeServer, serverReceived.callee]];
  return and(not(evidence.complete), or(...expected.map(([side, span, received]) => span ? not(inFile(evidence, side, [span])) : and(received, 'unknown'))));
}

function droppedSpans(evidence: Evidence): Span[] {
  const written = spansIn(evidence.file);
  return [evidence.server, evidence.client, evidence.calleeServer].flatMap((span) => span && !written.some((each) => isSame(each, span)) ? [span] : []);
}

function exporterFix(service: string): string {
  return `See what the exporter of ${service} logs: \`docker compose logs ${service}\`, or on processes the log that \`npm start -- --keep\` names. Check its OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS: address, port 4318 for HTTP, credentials.`;
}

export const TRUNCATED_RULE = {
  code: 'DROPPED_IN_COLLECTOR', where: 'collector',
  holds: emptied,
  sentence: () => 'The Collector\'s file was emptied behind the spans: what it had received is gone.',
  why: () => 'The file is shorter than it was, or the Collector has restarted, since this run began; and a service says that it recorded a span that is not there.',
  fix: () => 'The `file` exporter empties its file when the Collector starts: set `append: true` on it, and do not truncate the file by hand.',
  tell: 'whether the Collector restarted, or its file shrank',
} as const satisfies Rule;

export const TREE_RULES = [
  {
    code: 'ID_CORRUPTED', where: corruptedWhere,
    holds: (evidence) => faulty(evidence, (each) => corrupted(each)?.isChanged ?? false),
    sentence: (evidence) => `An id was changed on its way to the file: ${corrupted(evidence)?.how ?? ''}.`,
    why: (evidence) => `The ${corrupted(evidence)?.span.kind ?? ''} span of ${corrupted(evidence)?.span.service ?? ''} has ids that are a damaged form of the right ones.`,
    fix: (evidence) => `Look in ${corrupted(evidence)?.span.service ?? 'the service'} for an exporter or bridge, and then in the Collector for a processor, that writes trace ids as 64 bits, as numbers or in base64: OTLP has 16 bytes, 32 hexadecimal digits in JSON.`,
    tell: 'the raw tap: what the Collector received',
  },
  {
    code: 'MALFORMED_TREE', where: 'export',
    holds: (evidence) => faulty(evidence, (each) => malformed(each) !== undefined),
    sentence: (evidence) => `The spans make no tree: ${malformed(evidence) ?? ''}.`,
    why: () => 'A span has one parent, that is not below it, and its id stands for one span.',
    fix: ({ caller, callee }) => `Look in ${caller} and ${callee} for an \`idGenerator\`, an SDK or a bridge that makes the same span ids again, and for processors that rewrite ids.`,
    tell: 'the raw tap: what the Collector received',
  },
] as const satisfies readonly Rule[];

export const EXPORT_RULES = [
  {
    code: 'CALLER_NOT_EXPORTED', where: 'export',
    holds: (evidence) => and(not(evidence.complete), or(
      and(evidence.ownSampled.caller, not(evidence.serverReceived.caller)),
      and(not(evidence.clientReceived), clientMadeHeader(evidence)),
    )),
    sentence: ({ caller }) => `${caller} recorded its spans, and they never reached the Collector.`,
    why: ({ caller, ended }) => `${caller} answers with a span of its own that is sampled, or its header reached the callee; the Collector received no such span, and nothing more can come${ended.caller === true ? `: ${caller} has ended` : ''}.`,
    fix: ({ caller, ended }) => ended.caller === true
      ? `${caller} ended before it exported: see how (\`docker compose ps --all\`, \`docker compose logs ${caller}\`). SIGKILL and a lack of memory lose what waits; let it end with SIGTERM, or shorten OTEL_BSP_SCHEDULE_DELAY.`
      : exporterFix(caller),
    tell: 'the raw tap, and the answer of the caller',
  },
  {
    code: 'CALLEE_NOT_EXPORTED', where: 'export',
    holds: (evidence) => and(not(evidence.complete), evidence.ownSampled.callee, not(evidence.serverReceived.callee)),
    sentence: ({ callee }) => `${callee} recorded its span, and it never reached the Collector.`,
    why: ({ callee }) => `${callee} answers with a span of its own that is sampled; the Collector received no such span, and nothing more can come.`,
    fix: ({ callee }) => exporterFix(callee),
    tell: 'the raw tap, and the answer of the callee',
    between: ['received', 'recorded'],
  },
  {
    code: 'DROPPED_IN_COLLECTOR', where: 'collector',
    holds: dropped,
    sentence: (evidence) => `The Collector received the ${droppedSpans(evidence).map(({ kind, service }) => `${kind} span of ${service}`).join(' and the ')}, and did not write ${droppedSpans(evidence).length > 1 ? 'them' : 'it'} to its file.`,
    why: () => 'It is in the raw tap, which is in front of every processor, and not in the file behind them.',
    fix: () => 'Look at the processors between receiver and exporter in the Collector\'s configuration: a `filter`, a sampler that decides span by span or service by service, or a `tail_sampling` whose `num_traces` or `decision_wait` is too small.',
    tell: 'the raw tap beside the file',
  },
] as const satisfies readonly Rule[];
