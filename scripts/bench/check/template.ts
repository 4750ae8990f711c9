// A span as the Collector writes it, as bytes with holes: ids and times are filled in, all else is copied. What is not the
// same for all spans of a template, but is of no interest here, comes in variants.

export const KINDS = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 } as const;
export type Kind = (typeof KINDS)[keyof typeof KINDS];

export interface SpanSource {
  /** The service that is called: its own, of a CLIENT span the other. */
  called: string;
  /** Of a CLIENT span, which does not have it in its name. */
  route: string | undefined;
  name: string;
  kind: Kind;
  /** undefined: the field is absent. */
  flags: number | undefined;
  hasParent: boolean;
  variant: number;
}

/** What goes into a hole. */
export type Filling = 'trace' | 'span' | 'parent' | 'start' | 'end';

export interface Template {
  bytes: Buffer;
  holes: readonly { filling: Filling; at: number }[];
}

const MARKS: Readonly<Record<Filling, string>> = { trace: '#T'.repeat(16), span: '#S'.repeat(8), parent: '#P'.repeat(8), start: '#B'.repeat(9) + '#', end: '#E'.repeat(9) + '#' };

export const VARIANTS = 6;

export function templateOf(source: SpanSource): Template {
  const text = JSON.stringify(spanOf(source));
  const bytes = Buffer.from(text);
  const holes = (Object.keys(MARKS) as Filling[]).flatMap((filling) => allIndexesOf(bytes, MARKS[filling]).map((at) => ({ filling, at })));
  return { bytes, holes };
}

/** The members in the order of the Collector, which leaves out what is empty. */
function spanOf(source: SpanSource): object {
  const { name, kind, flags, hasParent } = source;
  return {
    traceId: MARKS.trace, spanId: MARKS.span, ...(hasParent && { parentSpanId: MARKS.parent }), ...(flags !== undefined && { flags }),
    name, kind, startTimeUnixNano: MARKS.start, endTimeUnixNano: MARKS.end,
    attributes: Object.entries(attributesOf(source)).map(([key, value]) => ({ key, value })),
    status: {},
  };
}

type Value = { stringValue: string } | { intValue: string } | { arrayValue: { values: Value[] } };

function attributesOf({ name, kind, hasParent, variant, called, route: calling }: SpanSource): Record<string, Value> {
  const [method = 'GET', route = calling ?? '/'] = name.split(' ');
  if (kind === KINDS.INTERNAL) return { 'code.function.name': text(name), 'code.file.path': text('/srv/app/node_modules/express/lib/router/layer.js'), ...oddOf(variant) };
  if (method === 'SELECT') return { ...DATABASE, ...oddOf(variant) };
  if (kind === KINDS.PRODUCER || kind === KINDS.CONSUMER) return { ...MESSAGING, ...oddOf(variant) };
  const sent = { trace: MARKS.trace, parent: kind === KINDS.CLIENT ? MARKS.span : MARKS.parent };
  return { ...httpOf(method, kind, route, `${called}.shop.svc.cluster.local`), ...(variant % 2 === 0 && (hasParent || kind === KINDS.CLIENT) && headersOf(sent)), ...oddOf(variant) };
}

function httpOf(method: string, kind: Kind, route: string, host: string): Record<string, Value> {
  const path = route.replace(':id', '4711');
  const peer = {
    'http.request.method': text(method), 'server.address': text(host), 'server.port': integer(8080),
    'network.peer.address': text('10.42.7.113'), 'http.response.status_code': integer(200),
  };
  if (kind === KINDS.CLIENT) return { ...peer, 'url.full': text(`http://${host}:8080${path}?fields=name,price`) };
  return { ...peer, 'url.path': text(path), 'http.route': text(route), 'client.address': text('10.42.7.113') };
}

function headersOf({ trace, parent }: { trace: string; parent: string }): Record<string, Value> {
  return {
    'http.request.header.traceparent': { arrayValue: { values: [text(`00-${trace}-${parent}-01`)] } },
    'http.request.header.user-agent': { arrayValue: { values: [text('node')] } },
  };
}

const DATABASE: Record<string, Value> = {
  'db.system.name': text('postgresql'), 'db.namespace': text('shop'), 'db.operation.name': text('SELECT'),
  'db.query.text': text(`SELECT "id", "name", "price", "stock" FROM "products" WHERE "id" = $1 AND "visible" = true ORDER BY "rank" DESC, "name" LIMIT 50`),
  'server.address': text('postgres.shop.svc.cluster.local'), 'server.port': integer(5432),
};

const MESSAGING: Record<string, Value> = {
  'messaging.system': text('kafka'), 'messaging.destination.name': text('orders'), 'messaging.destination.partition.id': text('7'),
  'messaging.kafka.offset': integer(1_482_713), 'messaging.client.id': text('shop-7f9c6d5b4-x2m8k'),
};

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** Values that make lines hard to read: long, beyond ASCII, escaped, and text that looks like spans. */
function oddOf(variant: number): Record<string, Value> {
  const odd: readonly Record<string, Value>[] = [
    {},
    { 'user_agent.original': text(AGENT) },
    { 'shop.search': text('Bücher für Kinder · 子供の本 · 📚'), 'user_agent.original': text(AGENT) },
    { 'shop.note': text('He said: "two\tof them"\nC:\\orders\\new') },
    { 'shop.payload': text(JSON.stringify({ spans: [{ traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', parentSpanId: '', kind: 2 }], text: '}]}' })) },
    { 'exception.stacktrace': text(Array.from({ length: 8 }, (_, line) => `    at step${line} (/srv/app/orders/steps/step${line}.js:${line * 7 + 3}:21)`).join('\n')) },
  ];
  return odd[variant]!;
}

function text(stringValue: string): Value {
  return { stringValue };
}

function integer(value: number): Value {
  return { intValue: String(value) };
}

function allIndexesOf(bytes: Buffer, mark: string): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at);
  return found;
}
