// The built-in traces. One entry is one thing that pipelines get wrong.

import type { Draft, Shape } from './shape.ts';

/** SERVER span of A, its CLIENT span, SERVER span of B: the hop that this project is about. */
function hop(path: string, to = 100): [Draft, Draft, Draft] {
  return [
    { id: 'a', service: 'shop', kind: 'SERVER', name: `GET ${path}`, attributes: { 'http.request.method': 'GET', 'http.route': path, 'http.response.status_code': 200 }, from: 0, to },
    { id: 'call', parent: 'a', service: 'shop', kind: 'CLIENT', name: 'GET', attributes: { 'http.request.method': 'GET', 'server.address': 'stock' }, from: 10, to: to - 10 },
    { id: 'b', parent: 'call', service: 'stock', kind: 'SERVER', name: 'GET /stock', attributes: { 'http.request.method': 'GET', 'http.route': '/stock', 'http.response.status_code': 200 }, from: 20, to: to - 20 },
  ];
}

const [A, CALL, B] = hop('/cart');

const SENSITIVE = { 'http.request.header.authorization': 'Bearer not-a-real-token', 'user.email': 'somebody@example.com', 'db.query.text': "SELECT * FROM cards WHERE number = '4111111111111111'" };

const LONG = Array.from({ length: 60 }, (_, at): Draft => ({
  id: `n${at}`, ...at === 0 ? {} : { parent: `n${Math.floor((at - 1) / 2)}` }, service: ['shop', 'stock', 'price'][at % 3]!,
  kind: at === 0 ? 'SERVER' : 'INTERNAL', name: at === 0 ? 'GET /report' : `step ${at}`, from: at, to: 500 - at,
}));

export const SHAPES: readonly Shape[] = [
  { name: 'one after the other', spans: [A, CALL, B], sent: [{ after: 0, spans: ['a', 'call'] }, { after: 50, spans: ['b'] }] },
  { name: 'the child before its parent', spans: [A, CALL, B], sent: [{ after: 0, spans: ['b'] }, { after: 200, spans: ['a', 'call'] }] },
  { name: 'two services in one batch', spans: [A, CALL, B], sent: [{ after: 0, spans: ['b', 'a', 'call'] }] },
  { name: 'one service seconds later', spans: hop('/slow-exporter'), sent: [{ after: 0, spans: ['a', 'call'] }, { after: 3_000, spans: ['b'] }] },
  { name: 'a late child', spans: [A, CALL, B, { id: 'late', parent: 'b', service: 'stock', kind: 'INTERNAL', name: 'write the audit log', from: 2_000, to: 2_100 }], sent: [{ after: 0, spans: ['a', 'call', 'b'] }, { after: 2_200, spans: ['late'] }] },
  { name: 'a slow root', spans: hop('/slow', 2_500), sent: [{ after: 0, spans: ['b'] }, { after: 10, spans: ['call'] }, { after: 2_500, spans: ['a'] }] },
  { name: 'a long trace', spans: LONG, sent: [40, 20, 0].map((first, at) => ({ after: at * 100, spans: LONG.slice(first, first + 20).map(({ id }) => id) })) },
  {
    name: 'an error below',
    spans: [{ ...A, isError: true, attributes: { ...A.attributes, 'http.response.status_code': 502 } }, { ...CALL, isError: true }, { ...B, isError: true, attributes: { ...B.attributes, 'http.response.status_code': 500 }, event: { 'exception.type': 'Error', 'exception.message': 'no stock for somebody@example.com' } }],
    sent: [{ after: 0, spans: ['a', 'call'] }, { after: 100, spans: ['b'] }],
  },
  { name: 'a health check', spans: [{ ...A, name: 'GET /health', attributes: { ...A.attributes, 'http.route': '/health' } }], sent: [{ after: 0, spans: ['a'] }] },
  { name: 'sensitive attributes', spans: [{ ...A, attributes: { ...A.attributes, ...SENSITIVE } }, CALL, B], sent: [{ after: 0, spans: ['a', 'call'] }, { after: 30, spans: ['b'] }] },
  { name: 'a trace state', spans: [A, CALL, B].map((draft) => ({ ...draft, traceState: 'vendor=1' })), sent: [{ after: 0, spans: ['a', 'call'] }, { after: 30, spans: ['b'] }] },
  {
    name: 'a link between two traces',
    spans: [
      { ...A, name: 'POST /orders', attributes: { ...A.attributes, 'http.request.method': 'POST', 'http.route': '/orders' } }, { id: 'send', parent: 'a', service: 'shop', kind: 'PRODUCER', name: 'send orders', from: 10, to: 20 },
      { id: 'receive', linkedTo: 'send', service: 'orders', kind: 'CONSUMER', name: 'process orders', from: 300, to: 400 }, { id: 'save', parent: 'receive', service: 'orders', kind: 'INTERNAL', name: 'save the order', from: 310, to: 350 },
    ],
    sent: [{ after: 0, spans: ['a', 'send'] }, { after: 400, spans: ['save', 'receive'] }],
  },
];
