// The style of tables with many rows: they stand close together.

export const CLOSE = { style: { head: [], border: [] }, chars: { 'mid': '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } };
