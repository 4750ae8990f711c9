// The page's server: its addresses, what each answers, and who may ask. It decides nothing about traces.

import { randomBytes } from 'node:crypto';

import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';

import { Problem } from '../lab/problem.ts';
import type { CourseDocument } from '../verifier/exercise.ts';
import { readBrowserFiles } from './browser-files.ts';
import { Director } from './director.ts';
import { EventStream } from './event-stream.ts';
import { type Address, ownHostOnly, ownPageOnly, securityHeaders } from './guards.ts';
import type { Place, Shown } from './screen/shown.ts';
import { shell } from './shell.ts';
import type { Stage } from './stage.ts';

export interface Page {
  stage: Stage;
  /** Read anew whenever it is looked at. Throws Problem where there is none. */
  course: () => CourseDocument;
  address: Address;
  /** The address of the page of another origin, where there is one. */
  otherOrigin?: string | null;
  /** Told of what is nobody's mistake but ours. */
  onError: (error: unknown) => void;
}

export interface Served {
  app: Express;
  /** Ends every stream of events: a server with one of them open never closes. */
  close: () => void;
}

export function pageServer({ stage, course, address, otherOrigin = null, onError }: Page): Served {
  const [director, browser, token] = [new Director(stage, onError), readBrowserFiles(), randomBytes(24).toString('base64url')];
  const [stream, app, ids] = [new EventStream(director), express(), new Set(stage.scenarios.map(({ id }) => id))];
  const show = (response: Response, place: Place, projector: boolean): void => {
    const shown = { place, projector, otherOrigin, scene: director.scene, scenarios: director.scenarios, course: place.kind === 'workshop' ? courseOr(course) : null };
    response.status(place.kind === 'missing' ? 404 : 200).type('html').send(shell(shown, { ...browser, token }));
  };
  app.disable('x-powered-by').enable('strict routing');
  app.use(securityHeaders(browser.importMap), ownHostOnly(address));
  app.get('/', ({ query }, response) => show(response, { kind: 'lab' }, 'projector' in query));
  app.get('/workshop', ({ query }, response) => show(response, { kind: 'workshop' }, 'projector' in query));
  app.get('/scenario/:id', ({ params: { id }, query }, response) => show(response, ids.has(id) ? { kind: 'scenario', id } : { kind: 'missing' }, 'projector' in query));
  app.get('/events', stream.handler);
  for (const [path, { type, text }] of browser.files) app.get(path, (_request, response) => { response.type(type).send(text); });
  app.post(['/send', '/scenario/:id/send', '/scenario/:id/switch'], ownPageOnly(token), askedOf(director, ids));
  app.use(({ query }, response) => show(response, { kind: 'missing' }, 'projector' in query));
  app.use(failed(onError));
  return { app, close: () => stream.close() };
}

/** Everything that changes something: it has its turn later, and all pages are told. */
function askedOf(director: Director, ids: ReadonlySet<string>): RequestHandler<{ id?: string }> {
  return ({ params: { id }, path }, response) => {
    if (id !== undefined && !ids.has(id)) response.status(404).type('text').send('There is no such scenario.\n');
    else if (director.isFull) response.status(503).type('text').send('Many are waiting for their turn already. Wait for some of them.\n');
    else if (id !== undefined && path.endsWith('/switch')) {
      director.switchTo(id);
      response.status(202).json({});
    } else response.status(202).json({ run: director.send(id ?? null) });
  };
}

function courseOr(course: Page['course']): Shown['course'] {
  try {
    return { document: course() };
  } catch (error) {
    if (error instanceof Problem) return { none: error.message };
    throw error;
  }
}

/** No stack, and nothing of what was asked for. */
function failed(onError: Page['onError']): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) onError(error);
    response.status(status).type('text').send(status >= 500 ? 'The page failed here: the terminal in which it runs says more.\n' : 'That is no address of this page.\n');
  };
}
