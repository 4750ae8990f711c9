// Colour, where the caller has found that it is wanted.

import { styleText } from 'node:util';

export type Paint = (colour: 'green' | 'red' | 'yellow' | 'bold' | 'dim', text: string) => string;

export const plain: Paint = (_colour, text) => text;

export const coloured: Paint = (colour, text) => styleText(colour, text, { validateStream: false });
