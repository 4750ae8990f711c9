import assert from 'node:assert/strict';
import { test } from 'node:test';

import { xrayDocument } from './fixtures.ts';
import { xrayAnnotations, xraySummary } from './xray-github.ts';

const EXPECTATIONS = [{ expects: 'kept: <x> | `y`\n::stop', pass: true, found: '', at: null }, { expects: 'absent: 50%\r\n::error::x', pass: false, found: '3 came out', at: null }];

test('a fault is an annotation at the line of the component; no text begins a command of its own', () => {
  assert.equal(xrayAnnotations(xrayDocument({ expectations: EXPECTATIONS, differences: ['One differs.'] })), `\
::error file=my.yaml,line=7,title=BREAKS_TRACES::\`filter\` broke it. Do not, a:b.
::error file=my.yaml,title=tracehop.yaml::expected absent: 50%25\\u{d}\\u{a}::error::x: 3 came out
::warning file=my.yaml,title=not balanced::One differs.
`);
});

test('names of files are escaped where they are properties', () => {
  assert.match(xrayAnnotations(xrayDocument({ configs: ['a,b:c%.yaml'], stages: [], verdict: 'UNDECIDED' })), /^::warning file=a%2Cb%3Ac%25\.yaml,title=UNDECIDED::/);
});

test('the summary is a table, and nothing in it is markup but our own', () => {
  assert.equal(xraySummary(xrayDocument({ expectations: EXPECTATIONS })), `\
### X-ray of my&#46;yaml: BREAKS_TRACES

**❌** <code>filter</code> broke it.

Usually mended so: Do not, a&#58;b.

| component | pipeline | spans in | spans out | traces whole | gone | broken | orphans made |
|---|---|--:|--:|--:|--:|--:|--:|
| attributes | traces | 3 | 3 | 1 | 0 | 0 | 0 |
| filter | traces | 3 | 2 | 0 | 0 | 1 | 1 |

- ✅ kept: &#60;x&#62; &#124; <code>y</code>&#92;u&#123;a&#125;&#58;&#58;stop
- ❌ absent: 50%&#92;u&#123;d&#125;&#92;u&#123;a&#125;&#58;&#58;error&#58;&#58;x: 3 came out
`);
});
