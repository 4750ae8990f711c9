// The version of the package that a file belongs to, from the nearest `package.json` at or above its folder:
// the checkout's, or the one in `dist/`.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function packageVersion(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version ?? 'unknown';
  return dirname(folder) === folder ? 'unknown' : packageVersion(dirname(folder));
}
