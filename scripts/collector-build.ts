// Builds the Collector of collector/builder.yaml with Go, for `npm start` on machines without one. Takes some
// minutes, and leaves it in .cache/otelcol/.

import { $, echo, fs, path, which } from 'zx';

import { BUILT_COLLECTOR } from '../lab/collector-choice.ts';
import { ROOT } from '../lab/root.ts';

const BUILDER = 'go.opentelemetry.io/collector/cmd/builder@v0.159.0';

if (!await which('go', { nothrow: true })) {
  console.error('`go` is not installed: the Collector is built with it. Without it, `npm start` uses the embedded collector.');
  process.exit(5);
}

const tools = path.join(ROOT, '.cache/bin');
await fs.ensureDir(tools);
const shell = $({ cwd: ROOT, stdio: 'inherit', env: { ...process.env, GOBIN: tools, CGO_ENABLED: '0' } });
await shell`go install ${BUILDER}`;
await shell`${path.join(tools, 'builder')} --config=collector/builder.yaml`;
echo(`Built ${BUILT_COLLECTOR}`);
