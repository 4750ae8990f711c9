import assert from 'node:assert/strict';
import { test } from 'node:test';

import { everywhere, hop, serverOfB, clientOfA, serverOfA } from '../fixtures/evidence.ts';
import { HOPS } from '../fixtures/hops.ts';
import { documentOf } from './fixtures.ts';
import { coloured, plain } from './paint.ts';
import { verdictLine, verdictText } from './text.ts';

const LINKED = `Trace 0af7651916cd43dd8448eb211c80319c
  the probe                             ①b7ad6b7169203331
  └─ service-a SERVER GET /call-b        aaaaaaaaaaaaaaa0   parent ①b7ad6b7169203331 (remote)
     └─ service-a CLIENT GET            ②cccccccccccccc01   parent  aaaaaaaaaaaaaaa0
        └─ service-b SERVER GET /work    bbbbbbbbbbbbbb01   parent ②cccccccccccccc01 (remote)

┌─────────────────────────────┬──────────────────────────────────┬──────────────────┬─────────┐
│ witness                     │ trace id                         │ parent id        │ flags   │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ probe: sent to service-a    │ 0af7651916cd43dd8448eb211c80319c │ b7ad6b7169203331 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ sent: left service-a        │ 0af7651916cd43dd8448eb211c80319c │ cccccccccccccc01 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ received: reached service-b │ 0af7651916cd43dd8448eb211c80319c │ cccccccccccccc01 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ recorded: service-b's span  │ 0af7651916cd43dd8448eb211c80319c │ cccccccccccccc01 │ remote  │
└─────────────────────────────┴──────────────────────────────────┴──────────────────┴─────────┘

✓ caller-continues-probe     0af7651916cd43dd8448eb211c80319c b7ad6b7169203331
✓ caller-received-probe      00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
✓ client-below-server        below aaaaaaaaaaaaaaa0
✓ sent-names-client          0af7651916cd43dd8448eb211c80319c cccccccccccccc01
✓ received-is-sent           00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
✓ received-is-recorded       00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
✓ parent-matches             0af7651916cd43dd8448eb211c80319c cccccccccccccc01
✓ parent-is-received         0af7651916cd43dd8448eb211c80319c cccccccccccccc01
✓ parent-is-remote           remote
✓ callee-reads-what-it-used  reads W3C
✓ caller-answer-is-its-span  0af7651916cd43dd8448eb211c80319c aaaaaaaaaaaaaaa0 in b7ad6b7169203331, sampled, parent remote
✓ callee-answer-is-its-span  0af7651916cd43dd8448eb211c80319c bbbbbbbbbbbbbb01 in cccccccccccccc01, sampled, parent remote
✓ file-is-tap                every span of the file
✓ counters-are-file          nothing lost

Written by OpenTelemetry Collector 0.159.0. Start 900 ms, request 20 ms, spans 300 ms, in all 1220 ms.
LINKED: service-b joined the trace of service-a: its SERVER span is the child of CLIENT span cccccccccccccc01, which lies below SERVER span aaaaaaaaaaaaaaa0, in trace 0af7651916cd43dd8448eb211c80319c.`;

const HEADER_STRIPPED = `Trace 0af7651916cd43dd8448eb211c80319c
  the probe                         ①b7ad6b7169203331
  └─ service-a SERVER GET /call-b    aaaaaaaaaaaaaaa0   parent ①b7ad6b7169203331 (remote)
     └─ service-a CLIENT GET        ②cccccccccccccc01   parent  aaaaaaaaaaaaaaa0
Trace 4bf92f3577b34da6a3ce929d0e0e4736
  service-b SERVER GET /work    bbbbbbbbbbbbbb01   ✗ no parent: it begins a trace

┌─────────────────────────────┬──────────────────────────────────┬──────────────────┬─────────┐
│ witness                     │ trace id                         │ parent id        │ flags   │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ probe: sent to service-a    │ 0af7651916cd43dd8448eb211c80319c │ b7ad6b7169203331 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ sent: left service-a        │ 0af7651916cd43dd8448eb211c80319c │ cccccccccccccc01 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ received: reached service-b │ nothing: not there               │                  │         │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ recorded: service-b's span  │ 4bf92f3577b34da6a3ce929d0e0e4736 │ no parent        │         │
└─────────────────────────────┴──────────────────────────────────┴──────────────────┴─────────┘

✓ caller-continues-probe     0af7651916cd43dd8448eb211c80319c b7ad6b7169203331
✓ caller-received-probe      00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
✓ client-below-server        below aaaaaaaaaaaaaaa0
✓ sent-names-client          0af7651916cd43dd8448eb211c80319c cccccccccccccc01
✗ received-is-sent
    expected  00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
    found     nothing
✓ received-is-recorded       nothing
✗ parent-matches
    expected  0af7651916cd43dd8448eb211c80319c cccccccccccccc01
    found     4bf92f3577b34da6a3ce929d0e0e4736 no parent
✗ parent-is-remote
    expected  remote
    found     no parent
✓ caller-answer-is-its-span  0af7651916cd43dd8448eb211c80319c aaaaaaaaaaaaaaa0 in b7ad6b7169203331, sampled, parent remote
✓ callee-answer-is-its-span  4bf92f3577b34da6a3ce929d0e0e4736 bbbbbbbbbbbbbb01 in no parent, sampled
✓ file-is-tap                every span of the file
✓ counters-are-file          nothing lost
≠ between \`sent\` and \`received\`
    sent      00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
    received  nothing
Why: service-a's CLIENT span recorded the header that it sent; service-b looked for it, and it was not there.
To mend it: Look at what stands between the two (a proxy, gateway, load balancer or service mesh): it must let \`traceparent\` and \`tracestate\` through.
Then run this command again.

Written by OpenTelemetry Collector 0.159.0. Start 900 ms, request 20 ms, spans 300 ms, in all 1220 ms.
HEADER_STRIPPED: The trace context left service-a and did not reach service-b: it was removed on the way.`;

const NO_ANSWER = `┌─────────────────────────────┬──────────────────────────────────┬──────────────────┬─────────┐
│ witness                     │ trace id                         │ parent id        │ flags   │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ probe: sent to service-a    │ 0af7651916cd43dd8448eb211c80319c │ b7ad6b7169203331 │ sampled │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ sent: left service-a        │ unknown: nobody looked           │                  │         │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ received: reached service-b │ unknown: nobody looked           │                  │         │
├─────────────────────────────┼──────────────────────────────────┼──────────────────┼─────────┤
│ recorded: service-b's span  │ nothing: not there               │                  │         │
└─────────────────────────────┴──────────────────────────────────┴──────────────────┴─────────┘

✓ counters-are-file          nothing lost
Why: Without an answer of service-a there is no hop, whatever its spans say.
To mend it: See whether service-a is up, and what it logs: \`docker compose ps\`; \`docker compose logs service-a\`.
Then run this command again.

Written by OpenTelemetry Collector 0.159.0. Start 900 ms, request 20 ms, spans 300 ms, in all 1220 ms.
REQUEST_FAILED: The request itself failed, so there is no hop to judge: connect ECONNREFUSED`;

const texts: [hop: keyof typeof HOPS, text: string][] = [['healthy', LINKED], ['header-stripped', HEADER_STRIPPED], ['no-answer', NO_ANSWER]];

for (const [name, text] of texts) {
  test(`the whole text: ${name}`, () => assert.equal(verdictText(documentOf(HOPS[name][1]), plain), text));
}

test('an undecided verdict says what it may be, and what would tell', () => {
  const text = verdictText(documentOf(HOPS['no-file'][1]), plain);
  assert.match(text, /^\? It may be LINKED\. What would tell: the three spans of the hop in the file\.$/m);
  assert.match(text, /\nUNDECIDED: Not decided: the evidence fits DROPPED_IN_COLLECTOR or LINKED\.$/);
  assert.doesNotMatch(text, /the usual check/);
});

test('where the context changed, the characters that differ are marked', () => {
  const text = verdictText(documentOf(HOPS['parent-rewritten'][1]), plain);
  assert.match(text, /\n    received  00-0af7651916cd43dd8448eb211c80319c-9999999999999999-01\n {50}\^{16}\n/);
});

test('checks that people usually write are shown where they are wrong', () => {
  const text = verdictText(documentOf(HOPS['parent-rewritten'][1]), plain);
  assert.match(text, /^~ the usual check `same-trace-id` would have said linked$/m);
  assert.match(text, /parent  9999999999999999 \(remote\) ✗ not in this trace: an orphan/);
});

test('nothing from a span steers the terminal', () => {
  const name = 'GET \u001b]0;title\u0007\u202e';
  const text = verdictText(documentOf(hop(everywhere(serverOfB({ name }), clientOfA(), serverOfA()))), plain);
  assert.ok(text.includes('GET \\u{1b}]0;title\\u{7}\\u{202e}'));
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});

test('the embedded collector is always named as what it is', () => {
  const document = documentOf(hop());
  document.collector = { kind: 'embedded', version: '0.1.0' };
  assert.match(verdictText(document, plain), /^Written by the embedded collector \(a convenience without Docker, not the OpenTelemetry Collector\)\./m);
});

test('the verdict is coloured where colour is wanted', () => {
  assert.equal(verdictLine({ verdict: 'LINKED', summary: 'so.' }, coloured), '\u001b[32mLINKED\u001b[39m: so.');
  assert.equal(verdictLine({ verdict: 'UNDECIDED', summary: 'so.' }, coloured), '\u001b[33mUNDECIDED\u001b[39m: so.');
});
