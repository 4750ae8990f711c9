// Texts from elsewhere in GitHub's Markdown: nothing in them is markup, a link, or the end of a cell. What stands in
// backticks is code.

/** Whatever means something to GitHub's Markdown anywhere in a line; points and colons too, where they could be part of an address. */
const MARKUP = /[#$&*<>@[\\\]^_`{|}~]|[.:](?=\S)/g;

/** Not for the beginning of a line: a number or a dash may begin a list there. */
export function markdown(text: string): string {
  // Without a partner, the last backtick is one.
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, at) => at % 2 === 1 ? `<code>${encoded(part)}</code>` : encoded(part)).join('');
}

/** All of it code. */
export function code(text: string): string {
  return `<code>${encoded(text)}</code>`;
}

/** `--:` aligns numbers. Every cell is Markdown already. Ends with an empty line. */
export function table(columns: Readonly<Record<string, '---' | '--:'>>, rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(Object.keys(columns)), `|${Object.values(columns).join('|')}|`, ...rows.map(line), ''];
}

function encoded(text: string): string {
  return text.replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`);
}
