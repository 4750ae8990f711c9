// What a configuration takes from elsewhere, and what is not to be printed: values of variables, and of files that
// hold nothing but one value.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** `${file:PATH}`, as the Collector fills it in. */
const FILE = /\$\{file:(?<path>[^}]+)\}/g;

/** Shorter ones would mask anything. */
const SHORTEST = 4;

export interface Secret {
  value: string;
  /** What is printed in its place. */
  label: string;
}

/** `texts`: of configurations. `variables`: names of those that they ask for. */
export function secretsIn(texts: readonly string[], variables: readonly string[], environment: NodeJS.ProcessEnv): Secret[] {
  const paths = new Set(texts.flatMap((text) => [...text.matchAll(FILE)].map(({ groups }) => groups!['path']!)));
  return [
    ...variables.flatMap((name) => linesOf(environment[name] ?? '').map((value) => ({ value, label: `\${env:${name}}` }))),
    ...[...paths].flatMap((path) => {
      const lines = linesOf(contentOf(path));
      // Several lines are a part of a configuration, and that is quoted so that it can be mended.
      return lines.length === 1 ? [{ value: lines[0]!, label: `\${file:${path}}` }] : [];
    }),
  ];
}

/** The Collector quotes what it does not understand, and quotes are quoted again in its log. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  const forms = secrets.flatMap(({ value, label }) => [quoted(quoted(value)), quoted(value), value].map((form) => ({ form, label })));
  return forms.toSorted((one, other) => other.form.length - one.form.length).reduce((masked, { form, label }) => masked.replaceAll(form, () => label), text);
}

/** In place. Those that are not there need nothing. */
export function maskFiles(files: readonly string[], secrets: readonly Secret[]): void {
  for (const file of files.filter((each) => existsSync(each))) writeFileSync(file, withoutSecrets(readFileSync(file, 'utf8'), secrets));
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line.length >= SHORTEST);
}

/** Of one that is not there, the Collector says so. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
