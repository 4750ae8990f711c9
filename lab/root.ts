// Where the project's own files are: its checkout, or `dist/` of the installed package.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

export const COMPOSE_FILE = join(ROOT, 'docker-compose.yml');

export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** The file itself, or what the package has in its place: below `node_modules` Node runs JavaScript only. */
export function program(file: string, root = ROOT): string {
  const compiled = file.replace(/\.ts$/, '.js');
  return !existsSync(resolve(root, file)) && existsSync(resolve(root, compiled)) ? compiled : file;
}
