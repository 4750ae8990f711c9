// A page of the course as steps: each command that it shows, with the output that it shows for it. A block `sh` is a
// command, and a block `text` that comes next is its output. `<!-- answer: NAME -->` says that from there on the
// learner's files are those of a wrong answer that is kept, or of the `solution`. Pure.

export interface CommandStep {
  /** Of the page, from 1. */
  line: number;
  command: string;
  /** Undefined: the page shows none. */
  output: string | undefined;
}

export interface AnswerStep {
  answer: string;
}

export type PageStep = CommandStep | AnswerStep;

export interface Page {
  steps: PageStep[];
  /** What is wrong with its blocks, as sentences. */
  misfits: string[];
}

interface Block {
  line: number;
  language: string;
  text: string;
}

const SOLVED = /^SOLVED\b/m;

export function readPage(text: string): Page {
  const page: Page = { steps: [], misfits: [] };
  let open: CommandStep | undefined;
  for (const item of itemsOf(text)) {
    if ('answer' in item) page.steps.push(item);
    else if (item.language === 'sh') page.steps.push(open = { line: item.line, command: item.text.trim(), output: undefined });
    else if (item.language === 'text' && open) open.output = item.text;
    else if (item.language === 'text') page.misfits.push(`line ${item.line} shows an output, and no command above it has that.`);
    if (!('language' in item) || item.language !== 'sh') open = undefined;
  }
  return { ...page, steps: withSolution(page.steps) };
}

/** The first output that says SOLVED is that of the solution, also where the page has no mark. */
function withSolution(steps: readonly PageStep[]): PageStep[] {
  const solved = steps.findIndex((step) => 'command' in step && SOLVED.test(step.output ?? ''));
  const isMarked = steps.slice(0, solved).some((step) => 'answer' in step && step.answer === 'solution');
  return solved === -1 || isMarked ? [...steps] : steps.toSpliced(solved, 0, { answer: 'solution' });
}

function itemsOf(text: string): (Block | AnswerStep)[] {
  const items: (Block | AnswerStep)[] = [];
  let block: (Block & { indent: string }) | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const { indent = '', language } = /^(?<indent> *)```(?<language>\w*)\s*$/.exec(line)?.groups ?? {};
    const answer = /^ *<!-- answer: (\S+) -->$/.exec(line)?.[1];
    if (block && language === '') {
      items.push(block);
      block = undefined;
    } else if (block) block.text += `${line.startsWith(block.indent) ? line.slice(block.indent.length) : line}\n`;
    else if (language !== undefined) block = { line: index + 1, language, text: '', indent };
    else if (answer !== undefined) items.push({ answer });
  }
  return items;
}
