// What can be changed while a process runs: switches, each named like the environment variable that sets it at the
// start. Where ADMIN_PORT is set, they are read and turned over HTTP on that port, which is for the lab's own network
// and is never published. Nothing is kept: a process that starts again is as its environment says.
//
//   curl http://127.0.0.1:9083/switches
//   curl --request PUT --data '{"FAULT": "strip-traceparent"}' http://127.0.0.1:9083/switches

import http, { type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Switch {
  value: string;
  /** What it was when the process began. */
  start: string;
  /** All that it can be. */
  known: readonly string[];
}

export type Switches = Record<string, Switch>;

interface Answer {
  status: number;
  body: string;
}

/** In bytes. All switches of a service together need less than that. */
const LONGEST_BODY = 1000;

const EXAMPLE = '{"FAULT": "strip-traceparent"}';

const switches: Switches = {};

/** The new switch stands as the environment says, or else as `standard`. Whoever asks for it reads `value` anew each time. */
export function addSwitch(name: string, known: readonly string[], standard: string): Switch {
  const start = process.env[name] ?? standard;
  if (!known.includes(start)) {
    console.error(refusal(name, start, known));
    process.exit(1);
  }
  return switches[name] = { value: start, start, known };
}

/** Nothing listens where the environment does not ask for it. */
export function serveAdmin({ HOST = '127.0.0.1', ADMIN_PORT }: NodeJS.ProcessEnv = process.env): Server | undefined {
  // It must not keep a process alive that has nothing else to do.
  return ADMIN_PORT === undefined ? undefined : adminServer(switches).listen(Number(ADMIN_PORT), HOST).unref();
}

export function adminServer(offered: Switches): Server {
  return http.createServer(async (request, response) => {
    const { status, body } = await answer(offered, request);
    response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'text/plain' }).end(`${body}\n`);
  });
}

async function answer(offered: Switches, request: IncomingMessage): Promise<Answer> {
  const { method, url, headers } = request;
  // A browser adds `Origin` to every PUT. A page that found its way here, by whatever name, has no business here.
  if (headers.origin !== undefined) return { status: 403, body: 'The switches are for the lab, and not for pages in a browser.' };
  if (url !== '/switches') return { status: 404, body: 'The switches are at `/switches`.' };
  if (method === 'PUT') return change(offered, request);
  if (method === 'GET') return { status: 200, body: JSON.stringify(offered) };
  return { status: 405, body: 'GET tells how the switches stand, and PUT turns them.' };
}

async function change(offered: Switches, request: IncomingMessage): Promise<Answer> {
  const length = Number(request.headers['content-length']);
  if (!(length <= LONGEST_BODY)) return { status: 413, body: `A body of at most ${LONGEST_BODY} bytes, with its \`content-length\`, says how the switches are to stand: \`${EXAMPLE}\`.` };
  const asked = read(await text(request).catch(() => ''));
  const wrong = asked ? wrongIn(asked, offered) : `The body must be a JSON object of names and values: \`${EXAMPLE}\`.`;
  if (wrong !== undefined) return { status: 400, body: wrong };
  // All of them, or, above, none.
  for (const [name, value] of Object.entries(asked!)) offered[name]!.value = String(value);
  return { status: 200, body: JSON.stringify(offered) };
}

function read(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wrongIn(asked: object, offered: Switches): string | undefined {
  for (const [name, value] of Object.entries(asked) as [string, unknown][]) {
    if (!Object.hasOwn(offered, name)) return `\`${name}\` is no switch here: there is ${listed(Object.keys(offered))}.`;
    const { known } = offered[name]!;
    if (!known.some((each) => each === value)) return refusal(name, JSON.stringify(value), known);
  }
  return undefined;
}

function refusal(name: string, value: string, known: readonly string[]): string {
  return `${name} is \`${value}\`, which is not known here. Known ${known.length === 1 ? 'is' : 'are'} ${listed(known)}.`;
}

/** The empty value is the one that stands for nothing at all. */
function listed(values: readonly string[]): string {
  return values.map((value) => value === '' ? 'no value' : `\`${value}\``).join(', ');
}
