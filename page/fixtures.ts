// A stage that does what a test says, and the page served for it. For tests.

import { once } from 'node:events';
import { request } from 'node:http';
import type { TestContext } from 'node:test';
import { text } from 'node:stream/consumers';

import { listenOn, portOf, stopListening } from './listening.ts';
import type { SceneEvent } from './screen/scene.ts';
import { type Page, pageServer } from './server.ts';
import type { Playable, Stage } from './stage.ts';

export const STRIPPED: Playable = { id: 'proxy-strips-header', title: 'A proxy removes the header', broken: 'A proxy removes `traceparent`.', verdict: 'HEADER_STRIPPED', where: 'wire', findings: [], elsewhere: null };
export const HEALTHY: Playable = { id: 'healthy', title: 'Nothing is broken', broken: 'Nothing.', verdict: 'LINKED', where: 'nowhere', findings: [], elsewhere: null };

export function stageOf(change: Partial<Stage> = {}): Stage {
  const stage = {
    scenarios: [STRIPPED, HEALTHY],
    current: null as string | null,
    switchTo: async (id: string) => { stage.current = id; },
    send: async () => undefined,
    close: async () => undefined,
  };
  return Object.assign(stage, change);
}

export interface Response {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface PageForTest {
  /** With the port. */
  host: string;
  token: string;
  /** `fetch` would set the headers that a browser sets, and tidy the path. */
  ask: (method: string, path: string, headers?: Record<string, string>) => Promise<Response>;
  /** As the page itself asks. */
  post: (path: string) => Promise<Response>;
  events: () => AsyncIterator<SceneEvent>;
}

export async function servedPage(t: TestContext, page: Partial<Page> = {}): Promise<PageForTest> {
  const { app, close } = pageServer({ stage: stageOf(), address: { names: [], published: false }, course: () => ({ schema: 'tracehop.workshop/1', tool: '0', exercises: [], solved: 0, total: 0, next: '' }), onError: (error) => { throw error; }, ...page });
  const server = await listenOn(app, { host: '127.0.0.1', port: 0 });
  t.after(() => { close(); return stopListening(server); });
  return pageAt(`127.0.0.1:${portOf(server)}`);
}

export async function pageAt(host: string): Promise<PageForTest> {
  const ask: PageForTest['ask'] = (method, path, headers) => answer(host, method, path, headers);
  const token = /name="tracehop-token" content="([^"]+)"/.exec((await ask('GET', '/')).body)![1]!;
  const post = (path: string): Promise<Response> => ask('POST', path, { 'origin': `http://${host}`, 'x-tracehop-token': token });
  return { host, token, ask, post, events: () => eventsOf(`http://${host}/events`) };
}

async function answer(host: string, method: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const [name, port] = host.split(':');
  const sent = request({ host: name, port, method, path, headers: { host, ...headers }, agent: false }).end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function* eventsOf(url: string): AsyncGenerator<SceneEvent, undefined> {
  let rest = '';
  const { body } = await fetch(url);
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) yield JSON.parse(block.slice('data: '.length)) as SceneEvent;
  }
}
