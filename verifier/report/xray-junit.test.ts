import assert from 'node:assert/strict';
import { test } from 'node:test';

import { xrayDocument } from './fixtures.ts';
import { xrayJunit } from './xray-junit.ts';

test('the whole report: one case a component, one an expectation, one for the ledger; hostile names are text', () => {
  const expectations = [{ expects: 'kept: <x> & "y"\u0000', pass: true, found: '', at: null }, { expects: 'absent: y', pass: false, found: ']]> came out', at: 'x' }];
  assert.equal(xrayJunit(xrayDocument({ expectations, balanced: false, differences: ['One differs.', 'Two.'] })), `\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="3" errors="0" skipped="0">
  <testsuite name="tracehop xray my.yaml" time="2.345" tests="5" failures="3" errors="0" skipped="0">
    <testcase classname="traces" name="attributes"/>
    <testcase classname="traces" name="filter" file="my.yaml">
      <failure message="\`filter\` broke it. Do not, a:b." type="BREAKS_TRACES"/>
    </testcase>
    <testcase classname="expectations" name="kept: &lt;x> &amp; &quot;y&quot;\\u{0}"/>
    <testcase classname="expectations" name="absent: y">
      <failure message="]]> came out, first behind \`x\`" type="NOT_AS_EXPECTED"/>
    </testcase>
    <testcase classname="ledger" name="taps and counters agree">
      <failure message="One differs. Two." type="BREAKS_TRACES"/>
    </testcase>
  </testsuite>
</testsuites>`);
});

test('what was not decided is a failure of its own', () => {
  assert.match(xrayJunit(xrayDocument({ verdict: 'UNDECIDED', stages: [], summary: 'Late.' })), /<testcase classname="verdict" name="everything came out in time">\s*<failure message="Late\." type="UNDECIDED"\/>/);
});
