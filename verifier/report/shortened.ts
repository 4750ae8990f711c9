// A text cut to where it stands: nobody reads more of a name in a table.

/** `most`: characters, with the mark of the cut. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
