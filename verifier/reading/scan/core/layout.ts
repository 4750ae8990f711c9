// Where what lies in the scanner's memory. It never grows: pages that nobody touches cost nothing, and no address and no
// view is ever out of date.

export const RECORD_BYTES: i32 = 44;

/** A line longer than this is passed over, so that a file without newlines cannot take all memory. */
export const LONGEST_LINE: i32 = 64 * 1024 * 1024;
/** What is read at once. It stays in the processor's cache until it is scanned. */
export const BLOCK_BYTES: i32 = 1024 * 1024;

/** What the scanner compares with, 32 bytes each. Below is nothing: address 0 holds 0, which no rule of JSON lets pass. */
export const TEXTS_AT: i32 = 0x10000;
/** Four bytes a partition: how many bytes of records are held back for it. */
export const FILLS_AT: i32 = TEXTS_AT + 64 * 32;
/** Records that are held back, a part for each partition. */
export const HELD_AT: i32 = FILLS_AT + 64 * 4;
export const HELD_BYTES: i32 = 1024 * RECORD_BYTES;

/** The blocks of `resource` that were seen last: their length, their service, their bytes. */
export const BLOCKS: i32 = 16;
export const BLOCKS_AT: i32 = HELD_AT + 64 * HELD_BYTES;
export const BLOCK_HEAD: i32 = 8;
export const RESOURCE_BYTES: i32 = 8192;
/** After them: which of them was found last. */
export const LAST_AT: i32 = BLOCKS_AT + BLOCKS * RESOURCE_BYTES;

/** A kept line of the greatest length and a block after it; the words of 16 bytes may reach over the end. */
export const INPUT_AT: i32 = LAST_AT + 64;
/** Records of the line at hand. The shortest span that makes one has 75 bytes, so that those of one line always fit in. */
export const PENDING_AT: i32 = INPUT_AT + LONGEST_LINE + BLOCK_BYTES + 64;
export const MEMORY_END: i32 = PENDING_AT + ((LONGEST_LINE + BLOCK_BYTES) / 64) * RECORD_BYTES;
