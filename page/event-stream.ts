// Server-sent events: everyone who listens gets the whole scene first, and then whatever changes in it.
// https://html.spec.whatwg.org/multipage/server-sent-events.html

import type { RequestHandler, Response } from 'express';

import type { Director } from './director.ts';
import type { SceneEvent } from './screen/scene.ts';

/** One a tab. */
export const MOST_LISTENERS = 32;

/** Bytes that wait for a reader who does not read. It is cut off then, and a browser comes back by itself. */
const MOST_UNREAD = 8 * 1024 * 1024;

export class EventStream {
  readonly #director: Director;
  readonly #open = new Set<Response>();

  constructor(director: Director) {
    this.#director = director;
    director.listen((event) => { for (const response of this.#open) write(response, event); });
  }

  readonly handler: RequestHandler = (_request, response) => {
    if (this.#open.size >= MOST_LISTENERS) {
      response.status(503).type('text').send(`${MOST_LISTENERS} pages are open already. Close some.\n`);
      return;
    }
    response.set('Content-Type', 'text/event-stream').flushHeaders();
    response.once('close', () => this.#open.delete(response));
    this.#open.add(response);
    write(response, { kind: 'scene', scene: this.#director.scene });
  };

  close(): void {
    for (const response of this.#open) response.end();
  }
}

function write(response: Response, event: SceneEvent): void {
  if (response.writableLength > MOST_UNREAD) response.destroy();
  else response.write(`data: ${JSON.stringify(event)}\n\n`);
}
