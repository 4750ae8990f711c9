// How the help of a command shows its options: one line an option, and what all commands have in the last lines.

import { type Command, Help, type HelpConfiguration, Option } from 'commander';

/** The last lines of the help, some of them about two options, so that the help of each command is one screen. */
const TOGETHER: readonly { flags: string; description: string; of: readonly string[] }[] = [
  { flags: '--json, --quiet', description: 'one JSON document on standard output; the verdict only', of: ['json', 'quiet'] },
  { flags: '--html, --junit <file>', description: 'write a report to read; one for CI', of: ['html', 'junit'] },
  { flags: '--github', description: 'annotations and a step summary [GITHUB_ACTIONS]', of: ['github'] },
];

/** Only for the text: who mistypes an option is told the nearest of all that there are. */
export const HELP: HelpConfiguration = {
  optionDescription,
  formatHelp: (command, helper) => Help.prototype.formatHelp.call(Object.assign(helper, { visibleOptions: shownOptions }), command, helper),
};

/** `--help` itself is known to who reads it. */
function shownOptions({ options }: Command): Option[] {
  const names = new Set(options.map((option) => option.attributeName()));
  const together = TOGETHER.filter(({ of }) => of.every((name) => names.has(name)));
  const shared = new Set(together.flatMap(({ of }) => of));
  return [...options.filter((option) => !shared.has(option.attributeName())), ...together.map(({ flags, description }) => new Option(flags, description))];
}

/** One line an option: its description says its default, and its variable follows. */
function optionDescription({ description, envVar }: Option): string {
  return envVar === undefined ? description : `${description} [${envVar}]`;
}
