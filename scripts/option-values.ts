// How the values of options are read: each a function from the text that was given, or one message about it.

import { InvalidArgumentError } from 'commander';

import { type AskedEdge, askedEdge } from '../check/asked.ts';
import { type Since, sinceOf } from '../check/since.ts';
import type { Edge } from '../verifier/judge.ts';

/** Where a service answers that it lives. */
export interface Alive {
  service: string;
  url: string;
}

/** `host`: a name, or an address without brackets. */
export interface HostAndPort {
  host: string;
  port: number;
}

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 10000000.');
}

export function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= 3_600) return number;
  throw new InvalidArgumentError('It must be a number of seconds, more than 0 and at most 3600.');
}

export function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be a URL that begins with http:// or https://.');
}

/** Port 0 is any that is free. */
export function hostAndPort(text: string): HostAndPort {
  const { six, name, port } = /^(?:\[(?<six>[\d:a-f]+)\]|(?<name>[\w.-]+)):(?<port>\d{1,5})$/i.exec(text)?.groups ?? {};
  const host = six ?? name;
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new InvalidArgumentError('It must be HOST:PORT: 127.0.0.1:8080.');
}

export function traceId(text: string): string {
  if (/^[\da-f]{32}$/i.test(text) && !/^0+$/.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It must be 32 hexadecimal digits, not all of them zeros.');
}

/** One, or several with commas between them. */
export function edges(text: string): readonly Edge[] {
  return text.split(',').map((part) => {
    const { caller, callee } = /^\s*(?<caller>\S+)\s*->\s*(?<callee>\S+)\s*$/.exec(part)?.groups ?? {};
    if (caller !== undefined && callee !== undefined) return { caller, callee };
    throw new InvalidArgumentError('It must name two services: \'service-a -> service-b\'.');
  });
}

/** One; a service may have a comma in its name. */
export function askedEdges(text: string): readonly AskedEdge[] {
  const asked = askedEdge(text);
  if (asked) return [asked];
  throw new InvalidArgumentError('It must name two services: \'service-a -> service-b\', with ! or ~ in front where it must not be there, or be a link.');
}

export function since(text: string): Since {
  const read = sinceOf(text);
  if (read) return read;
  throw new InvalidArgumentError('It must be a time such as 2026-01-31T12:00:00Z, or so long ago: 15m, 2h, 3d.');
}

export function alive(text: string): readonly Alive[] {
  const { service, url } = /^(?<service>[^=\s]+)=(?<url>.+)$/.exec(text)?.groups ?? {};
  if (service !== undefined && url !== undefined) return [{ service, url: httpUrl(url) }];
  throw new InvalidArgumentError('It must be SERVICE=URL: service-a=http://127.0.0.1:8081/health.');
}

/** For an option that may be given several times; the first time replaces `instead`, its default. */
export function several<T>(read: (text: string) => readonly T[], instead: readonly T[]): (text: string, earlier: readonly T[]) => readonly T[] {
  return (text, earlier) => [...(earlier === instead ? [] : earlier), ...read(text)];
}
