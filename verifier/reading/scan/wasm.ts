// The scanner of lines in WebAssembly, which `npm run scanner:build` compiles.

import { readFileSync } from 'node:fs';

import type { Core, Host } from './core.ts';
import { writeTexts } from './texts.ts';

const BYTES = new URL('scanner.wasm', import.meta.url);

type Exports = Omit<Core, 'memory'> & { memory: { buffer: ArrayBuffer } };

let module: WebAssembly.Module | undefined;

/** Throws a CompileError where WebAssembly knows no vectors of 128 bits. */
export function openWasmCore(host: Host): Core {
  module ??= new WebAssembly.Module(readFileSync(BYTES));
  const instance = new WebAssembly.Instance(module, { host: { ...host } });
  const { memory: { buffer }, scanLines, contentLines, mayBeBadText, flush, locateSpans } = instance.exports as unknown as Exports;
  const memory = new Uint8Array(buffer);
  writeTexts(memory);
  return { memory, scanLines, contentLines, mayBeBadText, flush, locateSpans };
}
