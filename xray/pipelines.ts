// The traces pipelines of a Collector's configuration, out of what the Collector itself made of it: where their
// spans come from, which processors they pass, and where they go.

import { Problem } from '../lab/problem.ts';

/** What `otelcol print-config` prints, as far as it is needed here: the Collector has validated it. */
export interface Resolved {
  processors?: Record<string, Record<string, unknown> | null> | null;
  exporters?: Record<string, Record<string, unknown> | null> | null;
  connectors?: Record<string, unknown> | null;
  service?: { pipelines?: Record<string, Components | null> | null } | null;
}

interface Components {
  receivers?: string[] | null;
  processors?: string[] | null;
  exporters?: string[] | null;
}

export interface Pipeline {
  /** `traces`, or `traces/NAME`. */
  id: string;
  /** Some receiver feeds it. */
  received: boolean;
  /** Connectors that bring it the traces of other pipelines. */
  from: string[];
  /** In the order in which spans pass them. */
  processors: string[];
  /** Connectors that take its traces to other pipelines. */
  to: string[];
  /** Where traces leave: exporters, and connectors that make something else of them. */
  destinations: string[];
}

/** All of them, those that are fed by others after these; or the one that is asked for, as if it stood alone. */
export function pipelinesOf({ connectors, service }: Resolved, asked: string | undefined): Pipeline[] {
  const declared = Object.entries(service?.pipelines ?? {}).filter(([id]) => /^traces(\/|$)/.test(id));
  const names = declared.map(([id]) => id);
  if (names.length === 0) throw new Problem(3, 'The configuration has no traces pipeline: there is nothing to look into.');
  if (asked !== undefined && !names.includes(asked)) throw new Problem(2, `The configuration has no traces pipeline \`${asked}\`. It has ${names.map((id) => `\`${id}\``).join(', ')}.`);
  const taken = declared.filter(([id]) => asked === undefined || id === asked);
  const follows = followed(taken.map(([, components]) => components), new Set(Object.keys(connectors ?? {})));
  return inOrder(taken.map(([id, components]) => pipelineOf(id, components, follows)));
}

/** Component ids are `type` or `type/name`. */
export function typeOf(component: string): string {
  return component.split('/', 1)[0]!;
}

/** The connectors that one traces pipeline exports to and another receives from. */
function followed(pipelines: readonly (Components | null)[], connectors: ReadonlySet<string>): Set<string> {
  const received = new Set(pipelines.flatMap((each) => each?.receivers ?? []));
  return new Set(pipelines.flatMap((each) => each?.exporters ?? []).filter((id) => connectors.has(id) && received.has(id)));
}

function pipelineOf(id: string, components: Components | null, follows: ReadonlySet<string>): Pipeline {
  const { receivers, processors, exporters } = components ?? {};
  return {
    id,
    received: (receivers ?? []).some((each) => !follows.has(each)),
    from: (receivers ?? []).filter((each) => follows.has(each)),
    processors: processors ?? [],
    to: (exporters ?? []).filter((each) => follows.has(each)),
    destinations: (exporters ?? []).filter((each) => !follows.has(each)),
  };
}

/** The Collector refuses cycles, so there is always one that nothing left feeds. */
function inOrder(pipelines: readonly Pipeline[]): Pipeline[] {
  const ordered: Pipeline[] = [];
  const left = [...pipelines];
  while (left.length > 0) {
    const next = left.findIndex(({ from }) => !left.some(({ to }) => to.some((connector) => from.includes(connector))));
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}
