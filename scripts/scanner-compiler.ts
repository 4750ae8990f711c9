// The scanner of lines to WebAssembly, by AssemblyScript. It is the source that Node runs; only what it does with single bytes
// (bytes.ts) is another file.

import { $, fs, path, tmpdir } from 'zx';

import { ROOT } from '../lab/root.ts';
import { MEMORY_PAGES } from '../verifier/reading/scan/core.ts';

const SCAN = path.join(ROOT, 'verifier/reading/scan');

/** Throws with what the compiler says of an error. */
export async function compileScanner(into: string): Promise<void> {
  const folder = tmpdir();
  await fs.copy(path.join(SCAN, 'core'), path.join(folder, 'core'));
  await fs.copy(path.join(SCAN, 'assembly/bytes.ts'), path.join(folder, 'bytes.ts'));
  // Nothing is ever freed, as nothing is allocated, and memory is as large as its layout says.
  const pages = String(MEMORY_PAGES);
  await $({ cwd: folder, preferLocal: ROOT, quiet: true })`asc core/lines.ts --outFile ${into} -O3 --converge --noAssert --runtime stub --enable simd --initialMemory ${pages} --maximumMemory ${pages}`;
  await fs.remove(folder);
}
