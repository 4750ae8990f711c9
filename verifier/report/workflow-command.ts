// A workflow command of GitHub Actions, which shows an annotation. Nothing in its texts begins another command.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

export type Level = 'error' | 'warning' | 'notice';

/** One line. */
export function workflowCommand(level: Level, properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${level} ${given.join(',')}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
