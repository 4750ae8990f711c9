// Compiles the scanner of lines to WebAssembly.

import { path } from 'zx';

import { ROOT } from '../lab/root.ts';
import { compileScanner } from './scanner-compiler.ts';

await compileScanner(path.join(ROOT, 'verifier/reading/scan/scanner.wasm'));
