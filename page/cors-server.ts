// The server of the page of another origin: an origin of its own is what makes the browser ask service A first. It
// hands out one call at a time, and is told by the page what came of it.

import { randomBytes } from 'node:crypto';

import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { html } from 'htm/preact';

import { Problem } from '../lab/problem.ts';
import type { Answer } from '../lab/request.ts';
import { program } from '../lab/root.ts';
import { printableAll } from '../verifier/report/printable.ts';
import { readBrowserFiles } from './browser-files.ts';
import type { BrowserCall, CorsStage } from './cors-stage.ts';
import { type Address, ownHostOnly, ownPageOnly, policyOf, securityHeaders } from './guards.ts';
import type { CorsOutcome } from './screen/cors-outcome.ts';
import { CorsScreen, type CorsShown } from './screen/cors-screen.ts';
import { pageHtml } from './shell.ts';

const ENTRY = 'page/browser/cors.ts';

/** Of what the page tells: service A's answer is 2 kB long. */
const LONGEST = '64kb';

export interface CorsPage {
  stage: CorsStage;
  address: Address;
  onError: (error: unknown) => void;
}

interface UnderWay {
  click: string;
  told: (answer: Answer) => void;
  outcome: Promise<CorsOutcome>;
}

export function corsServer({ stage, address, onError }: CorsPage): Express {
  const [app, browser, token] = [express(), readBrowserFiles(program(ENTRY)), randomBytes(24).toString('base64url')];
  const calls = new Calls(stage);
  app.disable('x-powered-by');
  app.use(securityHeaders(browser.importMap), ownHostOnly(address));
  app.get('/', async ({ query }, response) => {
    const { url, ...allowances } = await stage.open();
    const shown: CorsShown = { url, allowances, mended: false, outcome: null, calling: false, refusal: null };
    response.set('Content-Security-Policy', policyOf(browser.importMap, [new URL(url).origin])).type('html')
      .send(pageHtml({ title: 'A web page calls · tracehop', screen: html`<${CorsScreen} shown=${shown} />`, shown, projector: 'projector' in query }, { ...browser, token }));
  });
  for (const [path, { type, text }] of browser.files) app.get(path, (_request, response) => { response.type(type).send(text); });
  app.post('/call', ownPageOnly(token), async ({ query }, response) => { response.json(await calls.begin('mended' in query)); });
  app.post('/call/:click', ownPageOnly(token), express.json({ limit: LONGEST }), async ({ params: { click }, body }, response: Response) => {
    response.json(printableAll(await calls.end(String(click), body)));
  });
  app.use((_request, response) => { response.status(404).type('text').send('There is nothing at this address.\n'); });
  app.use(failed(onError));
  return app;
}

/** One at a time: they share service A's switch. */
class Calls {
  readonly #stage: CorsStage;
  #underWay: UnderWay | undefined;

  constructor(stage: CorsStage) {
    this.#stage = stage;
  }

  /** Resolves when it is the call's turn, with what the page is to send. */
  async begin(mended: boolean): Promise<BrowserCall> {
    if (this.#underWay) throw new Problem(2, 'Another call is under way. Wait until it is over.');
    const [handedOut, told] = [Promise.withResolvers<BrowserCall>(), Promise.withResolvers<Answer>()];
    const outcome = this.#stage.call(mended, (call) => { handedOut.resolve(call); return told.promise; });
    const underWay: UnderWay = { click: '', told: told.resolve, outcome };
    this.#underWay = underWay;
    outcome.catch(handedOut.reject).finally(() => { if (this.#underWay === underWay) this.#underWay = undefined; });
    const call = await handedOut.promise;
    underWay.click = call.click;
    return call;
  }

  async end(click: string, told: unknown): Promise<CorsOutcome> {
    const underWay = this.#underWay;
    if (underWay?.click !== click) throw new Problem(2, 'This call is over already. Make another one.');
    underWay.told(answerOf(told));
    return underWay.outcome;
  }
}

function answerOf(told: unknown): Answer {
  const { status, body, error } = (typeof told === 'object' && told !== null ? told : {}) as Record<string, unknown>;
  if (typeof status !== 'number') return { error: `the browser gave the page \`${String(error).slice(0, 300)}\` instead of an answer` };
  try {
    return { httpStatus: status, body: JSON.parse(String(body)) as unknown };
  } catch {
    return { httpStatus: status, body: undefined };
  }
}

function failed(onError: CorsPage['onError']): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const isProblem = error instanceof Problem;
    const status = isProblem ? 503 : (error as { status?: number }).status ?? 500;
    if (status >= 500 && !isProblem) onError(error);
    response.status(status).type('text').send(isProblem ? `${error.message}\n` : status >= 500 ? 'The page failed here: the terminal in which it runs says more.\n' : 'That cannot be read.\n');
  };
}
