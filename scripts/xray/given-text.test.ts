import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nameOf } from './given-text.ts';

const NAMES: [config: string, name: string][] = [
  ['a/b?.yaml', 'a/b?.yaml'], ['env:WHOLE', 'env:WHOLE'], ['yaml:exporters::otlp::headers::key: hush', 'yaml:…'],
  ['https://user:hush@host/x.yaml?token=hush', 'https://…host/x.yaml…'],
];

for (const [config, name] of NAMES) {
  test(`in a report, a configuration is called \`${name}\``, () => assert.equal(nameOf(config), name));
}
