// How a verdict is meant: for the eye as a colour, and for everybody as a sign.

export type Tone = 'good' | 'bad' | 'open';

export const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', open: '?' };
