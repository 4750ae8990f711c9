import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readPage } from './page.ts';

test('a command and its output, a command alone, and other blocks', () => {
  assert.deepEqual(readPage(`\
# 01 A page
\`\`\`sh
cat one
\`\`\`
It shows:
\`\`\`text
one

…
\`\`\`
\`\`\`yaml
services: {}
\`\`\`
\`\`\`sh
cat two
\`\`\`
`), { steps: [{ line: 2, command: 'cat one', output: 'one\n\n…\n' }, { line: 14, command: 'cat two', output: undefined }], misfits: [] });
});

test('blocks in a list lose its indent, and nothing more', () => {
  const { steps } = readPage('1. Look:\n   ```sh\n   cat one\n   ```\n   ```text\n   one\n     two\n   ```\n');
  assert.deepEqual(steps, [{ line: 2, command: 'cat one', output: 'one\n  two\n' }]);
});

test('a mark says whose files come next, also in a list', () => {
  const { steps } = readPage('<!-- answer: half-way -->\n```sh\ncheck\n```\n   <!-- answer: other -->\n');
  assert.deepEqual(steps, [{ answer: 'half-way' }, { line: 2, command: 'check', output: undefined }, { answer: 'other' }]);
});

test('an output that says SOLVED is the solution\'s, once, unless a mark has said so', () => {
  const solved = '```sh\ncheck\n```\n```text\n…\nSOLVED: 01-one\n```\n';
  assert.deepEqual(readPage(`${solved}${solved}`).steps.map((step) => 'answer' in step ? step.answer : step.command), ['solution', 'check', 'check']);
  assert.deepEqual(readPage(`<!-- answer: solution -->\n${solved}`).steps.map((step) => 'answer' in step ? step.answer : step.command), ['solution', 'check']);
  assert.deepEqual(readPage(solved.replace('SOLVED', 'NOT SOLVED YET')).steps.map((step) => 'answer' in step ? step.answer : step.command), ['check']);
});

test('an output that no command has is a misfit', () => {
  const output = '```text\none\n```\n';
  assert.deepEqual(readPage(output).misfits, ['line 1 shows an output, and no command above it has that.']);
  assert.deepEqual(readPage(`\`\`\`sh\ncat\n\`\`\`\n${output}${output}`).misfits, ['line 7 shows an output, and no command above it has that.']);
});
