import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBE_PARENT, TRACE } from '../fixtures/evidence.ts';
import { readW3c, traceparentFault, tracestateFault } from './w3c.ts';

const IDS = `${TRACE}-${PROBE_PARENT}`;

/** The cases of the W3C test-suite, and what it says of them. https://github.com/w3c/trace-context/blob/main/test/test.py */
const VALID: [says: string, header: string][] = [
  ['version 00', `00-${IDS}-01`],
  ['a flag that level 1 does not know, such as level 2\'s random one', `00-${IDS}-03`],
  ['every flag', `00-${IDS}-ff`],
  ['a future version', `cc-${IDS}-01`],
  ['a future version with more behind a dash', `cc-${IDS}-01-what-the-future-will-be-like`],
  ['a future version with nothing behind a dash', `01-${IDS}-00-`],
];

for (const [says, header] of VALID) {
  test(`a \`traceparent\` of ${says} breaks no rule`, () => {
    assert.equal(traceparentFault(header), undefined);
    assert.ok('context' in readW3c(new Map([['traceparent', [header]]]))!);
  });
}

const BROKEN: [says: string, header: string, rule: RegExp][] = [
  ['two values joined by a comma', `00-${IDS}-01,00-${IDS}-01`, /^there must be one `traceparent`/],
  ['white space before it', ` 00-${IDS}-01`, /white space/],
  ['a tab behind it', `00-${IDS}-01\t`, /white space/],
  ['nothing', '', /four fields/],
  ['two fields', `00-${TRACE}`, /four fields/],
  ['three fields', `00-${IDS}`, /four fields/],
  ['a dot in place of a dash', `00.${TRACE}.${PROBE_PARENT}.01`, /four fields/],
  ['a short version', `0-${IDS}-01`, /version must be two/],
  ['a long version', `000-${IDS}-01`, /version must be two/],
  ['a version that is no number', `.0-${IDS}-01`, /version must be two/],
  ['version ff', `ff-${IDS}-01`, /`ff` is forbidden/],
  ['version FF', `FF-${IDS}-01`, /`ff` is forbidden/],
  ['version 00 with more fields', `00-${IDS}-01-what-the-future-will-be-like`, /nothing behind its flags/],
  ['version 00 with a dash at its end', `00-${IDS}-01-`, /nothing behind its flags/],
  ['a short trace id', `00-${TRACE.slice(1)}-${PROBE_PARENT}-01`, /32 digits/],
  ['a long trace id', `00-${TRACE}0-${PROBE_PARENT}-01`, /32 digits/],
  ['a short parent id', `00-${TRACE}-${PROBE_PARENT.slice(1)}-01`, /16 digits/],
  ['a long parent id', `00-${IDS}0-01`, /16 digits/],
  ['short flags', `00-${IDS}-1`, /flags must have 2/],
  ['long flags', `00-${IDS}-001`, /flags must have 2/],
  ['a future version with more, and no dash', `cc-${IDS}-01.what-the-future-will-be-like`, /flags must have 2/],
  ['an upper-case trace id', `00-${IDS.toUpperCase()}-01`, /lower-case/],
  ['an upper-case version', `CC-${IDS}-01`, /lower-case/],
  ['upper-case flags', `00-${IDS}-FF`, /lower-case/],
  ['a trace id that is no number', `00-.${TRACE.slice(1)}-${PROBE_PARENT}-01`, /must be hexadecimal/],
  ['a parent id that is no number', `00-${TRACE}-.${PROBE_PARENT.slice(1)}-01`, /must be hexadecimal/],
  ['flags that are no number', `00-${IDS}-.0`, /must be hexadecimal/],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${PROBE_PARENT}-01`, /trace id of nothing but zeros/],
  ['a parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`, /parent id of nothing but zeros/],
  ['a line break at its end, in a future version', `cc-${IDS}-01-x\n`, /white space/],
  ['a line break inside of it', `cc-${IDS}-01-x\ny`, /breaks the grammar/],
];

for (const [says, header, rule] of BROKEN) {
  test(`a \`traceparent\` of ${says} breaks the rule ${rule.source}`, () => {
    assert.match(traceparentFault(header) ?? 'none', rule);
    assert.deepEqual(readW3c(new Map([['traceparent', [header]]])), { broken: traceparentFault(header) });
  });
}

test('two headers are broken, even where they are the same', () => {
  assert.deepEqual(readW3c(new Map([['traceparent', [`00-${IDS}-01`, `00-${IDS}-01`]]])), { broken: 'there must be one `traceparent`: 2 arrived' });
});

test('without the header there is nothing to read', () => assert.equal(readW3c(new Map([['tracestate', ['a=b']]])), undefined));

const members = (count: number): string => Array.from({ length: count }, (_, index) => `bar${index}=${index}`).join(',');

const STATES: [says: string, values: string[], rule: RegExp | undefined][] = [
  ['one member', ['foo=1'], undefined],
  ['nothing', [''], undefined],
  ['no header', [], undefined],
  ['two headers', ['foo=1', 'bar=2'], undefined],
  ['empty members', ['foo=1,,,bar=2,'], undefined],
  ['spaces and tabs around its members', ['foo=1 \t , \t bar=2', ' baz=3\t'], undefined],
  ['32 members', [members(32)], undefined],
  ['32 members and empty ones', [`${members(32)},,`], undefined],
  ['33 members', [members(33)], /at most 32 members: it has 33/],
  ['33 members in two headers', [members(32), 'foo=1'], /at most 32 members/],
  ['a key of 256 characters', [`${'z'.repeat(256)}=1`], undefined],
  ['a key of 257 characters', [`${'z'.repeat(257)}=1`], /^a key/],
  ['a key with every character that is allowed', ['abcdefghijklmnopqrstuvwxyz0123456789_-*/=1'], undefined],
  ['a vendor\'s key by level 1', [`${'t'.repeat(241)}@${'v'.repeat(14)}=1`], undefined],
  ['a key that begins with a digit: level 1 with a vendor, level 2 without', ['0foo@bar=1', '0foo=2'], undefined],
  ['a key that level 2 allows and level 1 does not', ['foo@=1', 'foo@@bar=1', 'foo@bar@baz=1'], undefined],
  ['a key that begins with @', ['@foo=1'], /^a key/],
  ['a key that begins with _', ['_foo=1'], /^a key/],
  ['an upper-case key', ['FOO=1'], /^a key/],
  ['a key with a dot', ['foo.bar=1'], /^a key/],
  ['a key with a space behind it', ['foo =1'], /^a key/],
  ['an empty key', ['=1'], /^a key/],
  ['a member without =', ['foo'], /`key=value`/],
  ['a member without =, behind a good one', ['foo=1,bar'], /`key=value`/],
  ['a value of 256 characters', [`foo=${'v'.repeat(256)}`], undefined],
  ['a value of 257 characters', [`foo=${'v'.repeat(257)}`], /^a value/],
  ['a value with every character that is allowed', [`foo=${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 0x20 + index)).replaceAll(/[,=]/g, '')}`], undefined],
  ['a value that begins with a space', ['foo= 1'], undefined],
  ['an empty value', ['foo='], /^a value/],
  ['a value with =', ['foo=bar=baz'], /^a value/],
  ['a value with a tab', ['foo=b\tr'], /^a value/],
  ['a value beyond ASCII', ['foo=ü'], /^a value/],
  ['the same key twice', ['foo=1,foo=1'], /stand there once/],
  ['the same key in two headers', ['foo=1', 'foo=2'], /stand there once/],
  ['keys that every object has', ['constructor=1,tostring=2'], undefined],
];

for (const [says, values, rule] of STATES) {
  test(`a \`tracestate\` of ${says} ${rule ? `breaks the rule ${rule.source}` : 'breaks no rule'}`, () => {
    const fault = tracestateFault(values);
    if (rule) assert.match(fault ?? 'none', rule);
    else assert.equal(fault, undefined);
  });
}

// One that took time with the square of their length would never come to its end.
test('headers of a megabyte are read', { timeout: 120_000 }, () => {
  for (const filling of [' ', '\t', ',', '-', '0', 'a', '=', 'a=b,', ', ']) {
    const long = filling.repeat(1_000_000 / filling.length);
    for (const header of [long, `00-${long}`, `a=${long}b`, `cc-${IDS}-01-${long}`]) {
      traceparentFault(header);
      tracestateFault([header]);
      readW3c(new Map([['traceparent', [header]]]));
    }
  }
});
