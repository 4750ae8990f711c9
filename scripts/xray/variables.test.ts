import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { variablesOf } from './variables.ts';

const silent = (): void => undefined;

/** What is said of a configuration that is given as a URI. */
function said(configuration: string): string {
  const messages: string[] = [];
  variablesOf([`yaml:${configuration}`], {}, (event) => { if (event.kind === 'step') messages.push(event.message); });
  return messages.join();
}

test('all that is missing is named at once, where a component needs it that is run', () => {
  const processors = 'processors:\n  a: ${env:ONE}\n  b: ${TWO}\n  c: ${env:THREE:-x}\n  d: $${env:FOUR}';
  assert.throws(() => said(processors), /asks for the environment variables `ONE`, `TWO`, which are not set: /);
  assert.throws(() => said('service: ${env:ONE}'), /asks for the environment variable `ONE`, which is not set: /);
});

test('what only a receiver, an exporter or an extension asks for is told, and may be missing', () => {
  assert.equal(said('exporters:\n  otlp: { key: "${env:KEY}" }\nreceivers: { x: ${env:PORT} }'), 'Not set, and empty here: `KEY`, `PORT`. Only receivers, exporters or extensions ask for that, which are not run.');
});

test('a variable that is the whole configuration may ask for others', () => {
  const environment = { WHOLE: 'exporters: { otlp: { endpoint: "${env:ENDPOINT}" } }', ENDPOINT: 'https://collector.example' };
  assert.deepEqual(variablesOf(['env:WHOLE'], environment, silent), ['WHOLE', 'ENDPOINT']);
  assert.throws(() => variablesOf(['env:WHOLE'], {}, silent), /asks for the environment variable `WHOLE`, which is not set/);
});

const ASKED: [says: string, text: string, names: string[]][] = [
  ['a comment in a line of its own', 'a:\n  # ${env:X}\n  b: c\n', []],
  ['a comment behind a value', 'a: b # ${env:X}\n', []],
  ['a text with a hash', 'a: "b # ${env:X}"\n', ['X']],
  ['a block of text with a hash', 'a: |\n  b # ${env:X}\n  # ${env:Y}\n', ['X', 'Y']],
  ['a flow map, with the line ends of Windows', 'a: { b: "${env:X}" } # ${env:Y}\r\n', ['X']],
  ['what is not YAML', 'a: [ "${env:X}\n', ['X']],
];

for (const [says, text, names] of ASKED) {
  test(`${says} asks for ${names.join(' and ') || 'nothing'}`, (t) => {
    const file = join(ownTemporaryFolder(t), 'x.yaml');
    writeFileSync(file, text);
    assert.deepEqual(variablesOf([file], { X: 'x', Y: 'y' }, silent), names);
  });
}
