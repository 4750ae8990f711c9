import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lastWordsOf } from './last-words.ts';

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
