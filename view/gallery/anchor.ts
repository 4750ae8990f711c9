// Where a scenario stands in a page, for a link to it.

/** What no id of a scenario of ours has is left out of an anchor: an id must be one word. */
export function anchorOf(id: string): string {
  return `scenario-${id.replace(/[^\w-]+/g, '-')}`;
}
