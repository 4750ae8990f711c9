// Fills variables into the texts of a Compose file: `$NAME`, `${NAME}`, `${NAME:-default}`,
// `${NAME-default}`, and `$$` for a plain `$`. The other forms of
// https://docs.docker.com/reference/compose-file/interpolation/ are refused.

import { Problem } from './problem.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

// The last, empty alternative catches a `$` that starts none of the forms.
const VARIABLE = /\$(?:(?<dollar>\$)|(?<bare>[a-z_]\w*)|\{(?<name>[a-z_]\w*)(?:(?<operator>:?-)(?<fallback>[^${}]*))?\}|)/gi;

/** A variable that is not set and has no default is empty, as in Compose. `where` opens the message of a Problem(3). */
export function interpolate(text: string, variables: Variables, where: string): string {
  return text.replace(VARIABLE, (...match) => {
    const { dollar, bare, name, operator, fallback = '' } = match.at(-1) as Record<string, string | undefined>;
    if (dollar) return dollar;
    const variable = bare ?? name;
    if (variable === undefined) throw new Problem(3, `${where}: a \`$\` of \`${text}\` begins no variable that the lab can fill in. A plain \`$\` is written \`$$\`.`);
    const value = variables[variable];
    return value === undefined || (value === '' && operator === ':-') ? fallback : value;
  });
}

/** Every text inside `value`, which is made of maps, lists and scalars. Keys stay as they are. */
export function interpolateAll(value: unknown, variables: Variables, where: string): unknown {
  if (typeof value === 'string') return interpolate(value, variables, where);
  if (Array.isArray(value)) return value.map((item, index) => interpolateAll(item, variables, `${where}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolateAll(item, variables, `${where}.${key}`)]));
}
