// Where the embedded collector listens and writes: the same variables that collector/config.yaml reads.
// OTLP_GRPC is one of them, and is passed over: there is no gRPC here.

import { Problem } from '../problem.ts';

export interface Address {
  /** What it was read from, for messages. */
  setting: string;
  /** Undefined: every address of this machine. */
  host: string | undefined;
  port: number;
}

export interface Settings {
  otlp: Address;
  health: Address;
  metrics: Address;
  rawFile: string;
  tracesFile: string;
}

const HOST_AND_PORT = /^(?:\[(?<ipv6>[^\]]*)\]|(?<host>[^:]*)):(?<port>\d+)$/;

/** Throws Problem(5), which names the variable. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const value = (name: string): string => required(environment, name);
  const metricsPort = value('METRICS_PORT');
  return {
    otlp: address('OTLP_HTTP', value('OTLP_HTTP')),
    health: address('HEALTH', value('HEALTH')),
    metrics: { setting: `\`METRICS_PORT\` is \`${metricsPort}\``, host: value('METRICS_HOST'), port: port('METRICS_PORT', metricsPort, metricsPort) },
    rawFile: value('RAW_FILE'),
    tracesFile: value('TRACES_FILE'),
  };
}

function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Problem(5, `The environment variable \`${name}\` is ${value === undefined ? 'not set' : 'empty'}: the embedded collector needs it.`);
}

function address(name: string, value: string): Address {
  const { ipv6, host, port: digits } = HOST_AND_PORT.exec(value)?.groups ?? {};
  if (digits === undefined) throw new Problem(5, `\`${name}\` is \`${value}\`: it must be \`host:port\`, such as \`127.0.0.1:4318\`.`);
  return { setting: `\`${name}\` is \`${value}\``, host: ipv6 || host || undefined, port: port(name, value, digits) };
}

function port(name: string, value: string, digits: string): number {
  if (/^\d+$/.test(digits) && Number(digits) <= 65_535) return Number(digits);
  throw new Problem(5, `\`${name}\` is \`${value}\`: its port must be a number up to 65535.`);
}
