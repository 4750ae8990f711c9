// The files that the browser gets: its first module, and what that one imports, and so on. Nothing else of the
// project is served.

import { createRequire, stripTypeScriptTypes } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { program, ROOT } from '../lab/root.ts';

export interface BrowserFile {
  type: 'text/javascript' | 'text/css';
  text: string;
}

export interface BrowserFiles {
  /** By the path of their URL. */
  files: ReadonlyMap<string, BrowserFile>;
  /** The URL of the first module. */
  entry: string;
  /** What bare names mean in the browser, as JSON. */
  importMap: string;
  /** The URLs of all modules. */
  modules: readonly string[];
}

export const STYLE = '/view/style.css';

const ENTRY = 'page/browser/main.ts';

/** Rooms, or single files, that a browser may see. */
const FOR_BROWSERS = [/^page\/(browser|screen)\//, /^view\//, /^verifier\//];

const MODULES: Readonly<Record<string, string>> = {
  'preact': 'preact/dist/preact.mjs',
  'preact/hooks': 'preact/hooks/dist/hooks.mjs',
  'htm': 'htm/dist/htm.mjs',
  'htm/preact': 'htm/preact/index.mjs',
};

const IMPORT = /^(?:import|export)\s(?:[^;']*\sfrom\s+)?'(?<name>[^']+)'/gm;

export function readBrowserFiles(entry = program(ENTRY), root = ROOT): BrowserFiles {
  const files = new Map<string, BrowserFile>([[STYLE, { type: 'text/css', text: readFileSync(join(root, STYLE), 'utf8') }]]);
  addWithImports(entry, root, files);
  for (const path of Object.values(MODULES)) files.set(moduleUrl(path), { type: 'text/javascript', text: moduleText(path) });
  const imports = Object.fromEntries(Object.entries(MODULES).map(([name, path]) => [name, moduleUrl(path)]));
  return { files, entry: `/${entry}`, importMap: JSON.stringify({ imports }), modules: [...files.keys()].filter((url) => url !== STYLE) };
}

/** `path`: below the root, with slashes. */
function addWithImports(path: string, root: string, files: Map<string, BrowserFile>): void {
  if (files.has(`/${path}`)) return;
  if (!FOR_BROWSERS.some((room) => room.test(path))) throw new Error(`${path} is imported by what runs in the browser, and is not for it.`);
  const source = readFileSync(join(root, path), 'utf8');
  const text = path.endsWith('.ts') ? withoutTypes(source) : source;
  files.set(`/${path}`, { type: 'text/javascript', text });
  for (const { groups } of text.matchAll(IMPORT)) {
    const name = groups!['name']!;
    if (name.startsWith('.')) addWithImports(posix.join(posix.dirname(path), name), root, files);
    else if (!(name in MODULES)) throw new Error(`${path} imports ${name}, which is not for the browser.`);
  }
}

/** Node warns that this function is experimental. What it does is what Node does with every file of ours. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

function moduleUrl(path: string): string {
  return `/modules/${path.replaceAll('/', '-')}`;
}

/** Wherever npm put it; without the line that names a source map, which is not served. */
function moduleText(path: string): string {
  const [name, ...rest] = path.split('/');
  const folders = createRequire(import.meta.url).resolve.paths(name!)!;
  for (const folder of folders) {
    try {
      return readFileSync(join(folder, name!, ...rest), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`The module ${name} is not installed.`);
}
