// Cuts the traces pipelines of a configuration into links of one processor each, joined by `forward` connectors,
// with a file in front of the first and behind every one: the taps. The components keep their configurations, which
// the Collector takes from the user's own files: this is what is laid over them.

import { isDeepStrictEqual } from 'node:util';

import { type Pipeline, type Resolved, typeOf } from './pipelines.ts';

export interface Stage {
  /** A component's id, as the configuration has it. */
  component: string;
  kind: 'processor' | 'connector' | 'exporter';
  pipeline: string;
  /** Taps, by name: what went in, and what came out. Several are one after another's destinations, or sources. */
  inputs: string[];
  outputs: string[];
  /** Taps behind its like in pipelines beside it: those of the same source, which join with its own again. */
  beside: string[];
  /** Taps at the ends of those pipelines: what its own spans meet where they join. */
  met: string[];
}

export interface Chain {
  stages: Stage[];
  /** Names of all taps. The file of each is NAME.jsonl in the folder. */
  taps: string[];
  /** Those that hold what the receiver took in. */
  received: string[];
  /** Those that hold what left: each a destination's, or the last of a pipeline that exports. */
  ends: string[];
  /** What to give to the Collector behind the user's files. */
  overlay: Overlay;
}

export interface Overlay {
  receivers: Record<string, unknown>;
  exporters: Record<string, unknown>;
  connectors: Record<string, unknown>;
  service: { pipelines: Record<string, LinkOfChain>; telemetry: unknown };
}

interface LinkOfChain {
  receivers: string[];
  processors: string[];
  exporters: string[];
}

/** Where the Collector listens and writes, as it sees that itself. */
export interface Places {
  host: string;
  otlpPort: number;
  metricsPort: number;
  /** Where the destinations of a load balancer listen, one port each. */
  destinationPorts: readonly number[];
  folder: string;
}

/** What stands in the way of the chain is taken out first: maps are merged, and only null takes one away. */
export const CLEARED = 'yaml:{receivers: null, exporters: null, extensions: null, service: null}';

/** Our receiver; the user's receivers are many, and get their spans from somewhere else. */
export const RECEIVER = 'otlp/xray';

/** Of each load balancer, whatever it has of its own: of a few, two services of one trace often get the same, and of which, the ports say. */
const DESTINATIONS = 64;

export function tapExporter(tap: string): string {
  return `file/xray-${tap}`;
}

/** How many ports the destinations of load balancers need. */
export function destinationCount(pipelines: readonly Pipeline[]): number {
  return balancersOf(pipelines).length * DESTINATIONS;
}

export function chainOf(pipelines: readonly Pipeline[], resolved: Resolved, places: Places): Chain {
  const stages = [
    ...pipelines.flatMap((pipeline) => [...connectorStages(pipeline, pipelines), ...processorStages(pipeline, pipelines)]),
    ...balancerStages(pipelines),
  ];
  const taps = [...new Set([...pipelines.map((_, number) => tapOf(number, 0)), ...stages.flatMap(({ outputs }) => outputs)])];
  const received = pipelines.flatMap((pipeline, number) => pipeline.received && pipeline.from.length === 0 ? [tapOf(number, 0)] : []);
  const ends = pipelines.flatMap((pipeline) => pipeline.destinations.flatMap((id) => isBalancer(id) ? destinationTaps(id) : [lastTap(pipeline, pipelines)]));
  return { stages, taps, received, ends: [...new Set(ends)], overlay: overlayOf(pipelines, resolved, places, taps) };
}

function tapOf(pipeline: number, position: number): string {
  return `${pipeline}-${position}`;
}

function lastTap(pipeline: Pipeline, pipelines: readonly Pipeline[]): string {
  return tapOf(pipelines.indexOf(pipeline), pipeline.processors.length);
}

function processorStages(pipeline: Pipeline, pipelines: readonly Pipeline[]): Stage[] {
  const number = pipelines.indexOf(pipeline);
  const others = pipelines.filter((each) => each !== pipeline && areBeside(each, pipeline));
  return pipeline.processors.map((component, position) => ({
    component, kind: 'processor', pipeline: pipeline.id, inputs: [tapOf(number, position)], outputs: [tapOf(number, position + 1)],
    beside: others.flatMap((each) => tapsBehind(typeOf(component), each, pipelines.indexOf(each))), met: others.map((each) => lastTap(each, pipelines)),
  }));
}

/** Two that share one exporter of several, such as `debug`, do not join there: what each has of its own gets parts. */
function areBeside(one: Pipeline, other: Pipeline): boolean {
  const sameSource = (one.received && other.received) || one.from.some((connector) => other.from.includes(connector));
  const sameEnd = one.destinations.length > 0 && isDeepStrictEqual(new Set(one.destinations), new Set(other.destinations));
  return sameSource && (sameEnd || one.to.some((connector) => other.to.includes(connector)));
}

function tapsBehind(type: string, { processors }: Pipeline, number: number): string[] {
  return processors.flatMap((component, position) => typeOf(component) === type ? [tapOf(number, position + 1)] : []);
}

/** Once a connector, at the first pipeline that it feeds. What a receiver adds behind it would hide what it loses. */
function connectorStages({ id, from }: Pipeline, pipelines: readonly Pipeline[]): Stage[] {
  return from.flatMap((component) => {
    const fed = pipelines.filter((each) => each.from.includes(component));
    if (fed[0]!.id !== id || fed.some((each) => each.received || each.from.length > 1)) return [];
    const feeding = pipelines.filter((each) => each.to.includes(component));
    return [{
      component, kind: 'connector' as const, pipeline: feeding[0]!.id,
      inputs: feeding.map((each) => lastTap(each, pipelines)), outputs: fed.map((each) => tapOf(pipelines.indexOf(each), 0)), beside: [], met: [],
    }];
  });
}

function balancerStages(pipelines: readonly Pipeline[]): Stage[] {
  return balancersOf(pipelines).map((component) => {
    const feeding = pipelines.filter(({ destinations }) => destinations.includes(component));
    return { component, kind: 'exporter', pipeline: feeding[0]!.id, inputs: feeding.map((each) => lastTap(each, pipelines)), outputs: destinationTaps(component), beside: [], met: [] };
  });
}

function balancersOf(pipelines: readonly Pipeline[]): string[] {
  return [...new Set(pipelines.flatMap(({ destinations }) => destinations))].filter(isBalancer);
}

function isBalancer(id: string): boolean {
  return ['load_balancing', 'loadbalancing'].includes(typeOf(id));
}

/** A name may have slashes and dots, and is not to lead out of the folder. */
function destinationTaps(component: string): string[] {
  return Array.from({ length: DESTINATIONS }, (_, number) => `${encodeURIComponent(component)}-${number}`);
}

function overlayOf(pipelines: readonly Pipeline[], resolved: Resolved, places: Places, taps: readonly string[]): Overlay {
  const forwards = pipelines.flatMap(({ processors }, number) => processors.map((_, position) => forward(number, position + 1)));
  const overlay: Overlay = {
    receivers: { [RECEIVER]: { protocols: { http: { endpoint: `${places.host}:${places.otlpPort}` } } } },
    exporters: Object.fromEntries(taps.map((tap) => [tapExporter(tap), { path: literal(`${places.folder}/${tap}.jsonl`), flush_interval: '100ms' }])),
    connectors: Object.fromEntries(forwards.map((id) => [id, {}])),
    service: { pipelines: Object.fromEntries(pipelines.flatMap((pipeline, number) => linksOf(pipeline, number))), telemetry: telemetryAt(places) },
  };
  const ports = places.destinationPorts.values();
  for (const balancer of balancersOf(pipelines)) balance(overlay, balancer, resolved, ports);
  return overlay;
}

/** The Collector fills in what stands behind a `$`. */
function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function forward(pipeline: number, position: number): string {
  return `forward/xray-${tapOf(pipeline, position)}`;
}

/** The first link keeps the pipeline's name, by which a connector may know it. */
function linksOf({ id, received, from, processors, to, destinations }: Pipeline, number: number): [string, LinkOfChain][] {
  const ends = [...to, ...destinations.filter(isBalancer)];
  return [undefined, ...processors].map((processor, position) => [position === 0 ? id : `traces/xray-${tapOf(number, position)}`, {
    receivers: position === 0 ? [...received ? [RECEIVER] : [], ...from] : [forward(number, position)],
    processors: processor === undefined ? [] : [processor],
    exporters: [tapExporter(tapOf(number, position)), ...position === processors.length ? ends : [forward(number, position + 1)]],
  }]);
}

/** Its own way of choosing, and destinations on this machine. These begin to listen after it dials: it has to wait, or tries again only 5 s later. */
function balance(overlay: Overlay, balancer: string, resolved: Resolved, ports: Iterator<number>): void {
  const { routing_key: key, routing_attributes: attributes } = resolved.exporters?.[balancer] ?? {};
  const destinations = destinationTaps(balancer).map((tap) => ({ tap, receiver: `otlp/xray-${tap}`, endpoint: `127.0.0.1:${ports.next().value}` }));
  overlay.exporters[balancer] = {
    ...key ? { routing_key: key } : {}, ...attributes ? { routing_attributes: attributes } : {},
    protocol: { otlp: { tls: { insecure: true }, wait_for_ready: true, sending_queue: { enabled: false } } }, resolver: { static: { hostnames: destinations.map(({ endpoint }) => endpoint) } },
  };
  for (const { tap, receiver, endpoint } of destinations) {
    overlay.receivers[receiver] = { protocols: { grpc: { endpoint } } };
    overlay.service.pipelines[`traces/xray-${tap}`] = { receivers: [receiver], processors: [], exporters: [tapExporter(tap)] };
  }
}

function telemetryAt({ host, metricsPort }: Places): unknown {
  const prometheus = { host, port: metricsPort, without_type_suffix: true, without_units: true, without_scope_info: true };
  return { metrics: { readers: [{ pull: { exporter: { prometheus } } }] } };
}
