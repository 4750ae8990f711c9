// A variant is compared with the healthy file by its reader, and so must follow it: only the lines that it is
// about may be missing. A change of the healthy file that was not made in its variants fails here.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const CALL = ['// Nothing here mentions tracing', 'const { status, data } = await axios.get('];

/** By healthy file and variant: how the lines of the healthy file begin that the variant has not. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'service-a/server.ts': {
    'service-a/variants/background-jobs.ts': ['import express from'],
    'service-a/variants/cors.ts': [],
    'service-a/variants/forward.ts': ["app.get('/call-b'", ...CALL],
    'service-a/variants/fetch.ts': ['import axios', ...CALL],
    'service-a/variants/fetch-with-own-header.ts': ['import axios', ...CALL],
    'service-a/variants/import-order.ts': [],
    'service-a/variants/killed.ts': [],
    'service-a/variants/queue.ts': CALL,
    'service-a/variants/retry.ts': CALL,
    'service-a/variants/root-span.ts': CALL,
    'service-a/variants/set-timeout.ts': ['import axios', ...CALL],
    'service-a/variants/shared-context.ts': CALL,
    '../workshop/04-import-order/exercise/server.ts': [],
    '../workshop/05-uninstrumented-client/exercise/server.ts': ['import axios', ...CALL],
  },
  'service-b/server.ts': {
    'service-b/variants/busy.ts': [],
    'service-b/variants/calls-on.ts': ["app.get('/work'"],
    'service-b/variants/error-500.ts': ["log('worked'", 'response.json(answer)'],
    'service-b/variants/redirect.ts': [],
    'service-b/variants/slow.ts': ["app.get('/work'"],
  },
  'telemetry.ts': {
    'variants/telemetry-express-layers.ts': ['import { ExpressLayerType }', '// One SERVER span a request', "'@opentelemetry/instrumentation-express'", 'ignoreLayersType'],
    'variants/telemetry-from-environment.ts': ['import { CountingExporter }', 'const exporter =', 'traceExporter:', 'Object.assign('],
    'variants/telemetry-64-bit.ts': ['import { CountingExporter }', 'const exporter ='],
    'variants/telemetry-counted-ids.ts': [],
    'variants/telemetry-ignores-too-much.ts': ['ignoreIncomingRequestHook:'],
    'variants/telemetry-switchable.ts': ['ignoreIncomingRequestHook:', 'headersToSpanAttributes: { client'],
    'variants/telemetry-sdk-only.ts': [
      'import { createRequire,', 'import { register }', '// 1.', '// 2.', 'const require =', "require('node:http')", "require('node:https')",
      'syncBuiltinESMExports()', '// 3.', '//    not for `http`', 'register(',
    ],
  },
};

for (const [healthy, variants] of Object.entries(LEFT_OUT)) {
  for (const [variant, beginnings] of Object.entries(variants)) {
    test(`${variant} leaves out of ${healthy} only what it is about`, () => {
      const kept = new Set(code(variant));
      const missing = code(healthy).filter((line) => !kept.has(line));
      assert.deepEqual(missing.map((line) => beginnings.find((beginning) => line.startsWith(beginning)) ?? line), beginnings);
    });
  }
}

/** The lines below the opening comment, without indentation, and without the folders of what they import: a learner's file has other ones. */
function code(file: string): string[] {
  const [, ...paragraphs] = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n\n');
  return paragraphs.join('\n').split('\n').map((line) => line.trim().replace(/(?<=^import .*')((\.{1,2}|#services(\/service-[ab])?)\/)+/, '')).filter((line) => line !== '');
}
