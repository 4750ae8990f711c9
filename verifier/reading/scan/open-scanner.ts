// A scanner, of the kind that is asked for or that works here.

import { BlockScanner } from './blocks.ts';
import { openPlainCore } from './core.ts';
import type { Scanner, ScannerKind, ScanSink } from './scanner.ts';
import { openWasmCore } from './wasm.ts';

/** Without a kind: the fastest that works here. */
export function openScanner(sink: ScanSink, kind?: ScannerKind): Scanner {
  if (kind !== 'typescript') {
    try {
      return new BlockScanner('wasm', sink, openWasmCore);
    } catch (error) {
      if (kind === 'wasm' || !(error instanceof WebAssembly.CompileError)) throw error;
    }
  }
  return new BlockScanner('typescript', sink, openPlainCore);
}
