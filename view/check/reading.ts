// What was read: counts of spans and traces, what could not be read, and what was odd.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CheckDocument, Unreadable } from '../../verifier/check.ts';
import { oddCounts, placeWords, unreadableWords } from '../../verifier/report/check-words.ts';
import { counted } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { Tally } from '../tally.ts';

/** So many are told before the rest, which is folded. */
const MOST_UNREADABLE = 5;

export function ReadCounts({ document }: { document: CheckDocument }): VNode {
  const { spans, traces, services, roots, entries, unreadableCount } = document;
  const good = [['spans', spans], ['traces', traces], ['services', services.length], ['roots', roots], ['entered from outside', entries]] as const;
  const odd = [...oddCounts(document).map(([count, noun]) => [`${noun}s`, count] as const), ['lines not read', unreadableCount] as const];
  return html`<section><${Heading} below=${1}>What was read<//>
    <${Tally} counts=${good.map(([what, count]) => ({ what, count }))} />
    <${Tally} counts=${odd.map(([what, count]) => ({ what, count, tone: count > 0 ? 'open' : undefined, sign: '!' }))} />
  </section>`;
}

export function Unread({ document: { unreadable, unreadableCount } }: { document: CheckDocument }): VNode | null {
  if (unreadableCount === 0) return null;
  const [first, rest] = [unreadable.slice(0, MOST_UNREADABLE), unreadable.slice(MOST_UNREADABLE)];
  const untold = unreadableCount - unreadable.length;
  return html`<section><${Heading} below=${1}>What could not be read: ${counted(unreadableCount, 'line')}<//>
    <${Lines} lines=${first} />
    ${rest.length > 0 && html`<details><summary>${counted(rest.length, 'more line')}</summary><${Lines} lines=${rest} /></details>`}
    ${untold > 0 && html`<p class="faint">And ${counted(untold, 'line')} that no document names.</p>`}
  </section>`;
}

function Lines({ lines }: { lines: readonly Unreadable[] }): VNode {
  return html`<ul class="judged">${lines.map((line) => html`<li class="bad"><strong class="bad" aria-hidden="true">✗</strong> <span>${unreadableWords(line)}</span></li>`)}</ul>`;
}

export function Findings({ document: { findings } }: { document: CheckDocument }): VNode | null {
  if (findings.length === 0) return null;
  return html`<section><${Heading} below=${1}>Also noticed<//>
    <ul class="judged">${findings.map((finding) => html`<li class="open"><strong class="open" aria-hidden="true">!</strong> <span><${Prose} text=${finding.message} />${placeWords(finding)}</span> <code class="faint">${finding.code}</code></li>`)}</ul>
  </section>`;
}
