import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lastErrorOf, lastErrorsOf, lastWordsOf } from './last-words.ts';

test('the last lines, and no blank ones', () => {
  assert.equal(lastWordsOf('one\n\ntwo\nthree\n', 2), 'two\nthree');
  assert.equal(lastWordsOf(''), '');
});

test('an error of Node is its message and the line that it is about, without the stack', () => {
  assert.equal(lastWordsOf(`{"event":"listening"}
file:///app/work/proxy.ts:4
}).listen(1);
^

SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expected ',', got '}'
    at parseTypeScript (node:internal/modules/typescript:61:36)
    at node:internal/main/run_main_module:33:47 {
  code: 'ERR_INVALID_TYPESCRIPT_SYNTAX'
}

Node.js v26.10.0
`, 4), `\
file:///app/work/proxy.ts:4
}).listen(1);
^
SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expected ',', got '}'`);
});

const THROWN = `ReferenceError: quue is not defined
    at file:///app/work/server.ts:33:5
    at new Promise (<anonymous>)
    at queued (file:///app/work/server.ts:31:10)
    at Layer.handleRequest (/app/node_modules/router/lib/layer.js:152:17)
    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)
`;
const SHOWN = `ReferenceError: quue is not defined
    at file:///app/work/server.ts:33:5
    at queued (file:///app/work/server.ts:31:10)`;

test('an error is shown with the part of its stack that is in files of one\'s own, and once', () => {
  assert.equal(lastErrorOf(THROWN), SHOWN);
  assert.equal(lastErrorOf(`TypeError: another\n    at other (file:///app/work/server.ts:1:1)\n${THROWN}${THROWN}`), SHOWN);
});

test('an error that ended the program, with the line of it, and without what it carries along', () => {
  assert.equal(lastErrorOf(`(node:7) ExperimentalWarning: Type Stripping is an experimental feature
(Use \`node --trace-warnings ...\` to show where the warning was created)
file:///app/work/proxy.ts:26
  return arived;
  ^

ReferenceError: arived is not defined
    at Server.<anonymous> (file:///app/work/proxy.ts:26:3)
    at Server.emit (node:events:509:20) {
  code: 'E',
  config: {
    url: 'http://service-b'
  }
}

Node.js v26.10.0
`), `\
file:///app/work/proxy.ts:26
  return arived;
  ^
ReferenceError: arived is not defined
    at Server.<anonymous> (file:///app/work/proxy.ts:26:3)`);
});

test('without a stack, the last lines, and never more than so many', () => {
  assert.equal(lastErrorOf('one\n\ntwo\nthree\n', 2), 'two\nthree');
  assert.equal(lastErrorOf(`Error: deep\n${'    at again (file:///app/work/server.ts:1:1)\n'.repeat(10)}`, 3).split('\n').length, 3);
});

test('a service that wrote nothing to standard error is not there, and the Collector never is', () => {
  const written = new Map([['collector', THROWN], ['service-a', THROWN], ['service-b', '\n']].map(([name = '', errors = '']) => [name, { log: 'a line', errors }]));
  assert.deepEqual(lastErrorsOf(written), [{ service: 'service-a', text: SHOWN }]);
});
