// Fills dist/, which is what the package holds: Node strips no types below `node_modules`, so the TypeScript is
// compiled, but for tests, which `npm test` would run too. The files that the lab reads at run time go along.

import { $, fs, path } from 'zx';

import { ROOT } from '../lab/root.ts';

const READ_AT_RUN_TIME = ['docker-compose.yml', 'collector/config.yaml', 'scenarios', 'package.json', 'verifier/reading/scan/scanner.wasm', 'view/style.css', 'view/fold.js', 'page/compose.yaml'];

const dist = path.join(ROOT, 'dist');
await fs.remove(dist);
// `npm pack` prints the name of its tarball on standard output, and nothing else may be there.
await $({ cwd: ROOT, stdio: ['ignore', 2, 2] })`tsc --project scripts/tsconfig.pack.json`;
for (const file of READ_AT_RUN_TIME) await fs.copy(path.join(ROOT, file), path.join(dist, file));
