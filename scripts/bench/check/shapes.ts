// The traces of a small shop, as tables: who calls whom, and how often that happens. A span's parent is its index in the
// table. The shapes that can break all begin alike: a server, a step inside it, a client, and the server of another service.

import { type Kind, KINDS } from './template.ts';

export interface Step {
  service: string;
  kind: Kind;
  name: string;
  /** Index of the parent in its shape; -1: the top. */
  parent: number;
  /** Of a CLIENT span: the service that it calls, and the route there. */
  calls?: { service: string; route: string };
}

export interface Shape {
  /** How many of 100 traces are of this shape. */
  weight: number;
  steps: readonly Step[];
}

/** Services whose SDK is so old that it sends no flags. */
export const WITHOUT_FLAGS: ReadonlySet<string> = new Set(['mail']);

const { SERVER, INTERNAL, CLIENT, PRODUCER, CONSUMER } = KINDS;

const BROWSE: Step[] = [
  { service: 'web', kind: SERVER, name: 'GET /products/:id', parent: -1 },
  { service: 'web', kind: INTERNAL, name: 'middleware - session', parent: 0 },
  { service: 'web', kind: CLIENT, name: 'GET', parent: 1, calls: { service: 'catalog', route: '/catalog/:id' } },
  { service: 'catalog', kind: SERVER, name: 'GET /catalog/:id', parent: 2 },
];

export const SHAPES: readonly Shape[] = [
  { weight: 22, steps: BROWSE },
  { weight: 22, steps: [...BROWSE, { service: 'catalog', kind: CLIENT, name: 'SELECT products', parent: 3 }] },
  {
    weight: 16,
    steps: [
      { service: 'web', kind: SERVER, name: 'POST /checkout', parent: -1 },
      { service: 'web', kind: INTERNAL, name: 'middleware - basket', parent: 0 },
      { service: 'web', kind: CLIENT, name: 'POST', parent: 1, calls: { service: 'orders', route: '/orders' } },
      { service: 'orders', kind: SERVER, name: 'POST /orders', parent: 2 },
      { service: 'orders', kind: CLIENT, name: 'POST', parent: 3, calls: { service: 'payment', route: '/charges' } },
      { service: 'payment', kind: SERVER, name: 'POST /charges', parent: 4 },
      { service: 'orders', kind: PRODUCER, name: 'send orders', parent: 3 },
      { service: 'mail', kind: CONSUMER, name: 'process orders', parent: 6 },
    ],
  },
  {
    // A service that calls itself through its public address.
    weight: 14,
    steps: [...BROWSE, { service: 'catalog', kind: CLIENT, name: 'GET', parent: 3, calls: { service: 'catalog', route: '/catalog/:id/similar' } }, { service: 'catalog', kind: SERVER, name: 'GET /catalog/:id/similar', parent: 4 }],
  },
  { weight: 14, steps: [{ service: 'web', kind: SERVER, name: 'GET /health', parent: -1 }] },
  { weight: 12, steps: [{ service: 'mail', kind: SERVER, name: 'POST /bounces', parent: -1 }, { service: 'mail', kind: INTERNAL, name: 'parse bounce', parent: 0 }] },
];

export const BREAKABLE: readonly Shape[] = SHAPES.filter(({ steps }) => steps.length >= BROWSE.length);

export const SERVICES: readonly string[] = [...new Set(SHAPES.flatMap(({ steps }) => steps.map(({ service }) => service)))].toSorted();
