// The resource of a group of spans. The service that it names is asked for once for each of the last few resources that were
// seen; after that its bytes are known again, and passed over whole.

import { byte, copyBytes, resourceService, sameBytes, setWord, word } from '../bytes.ts';
import { BLOCK_HEAD, BLOCKS, BLOCKS_AT, LAST_AT, RESOURCE_BYTES } from './layout.ts';
import { DEEPEST, OPEN, passValue } from './json.ts';

/** Of the resource that was passed last; less than 0: to be asked for. */
export let service: i32 = -1;

export function passResource(p: i32): i32 {
  let block = word(LAST_AT) as i32;
  for (let tried: i32 = 0; tried < BLOCKS; tried++) {
    const at = BLOCKS_AT + block * RESOURCE_BYTES;
    const length = word(at) as i32;
    if (length !== 0 && sameBytes(p, at + BLOCK_HEAD, length)) return found(block, p + length);
    block = (block + 1) & (BLOCKS - 1);
  }
  service = -1;
  return passValue(p, DEEPEST);
}

function found(block: i32, end: i32): i32 {
  setWord(LAST_AT, block);
  service = word(BLOCKS_AT + block * RESOURCE_BYTES + 4) as i32;
  return end;
}

/** The service by the resource in these bytes; less than 0: its line is not to be judged here. */
export function askService(from: i32, to: i32): i32 {
  const index = resourceService(from, to);
  if (index >= 0 && byte(from) === OPEN && to - from <= RESOURCE_BYTES - BLOCK_HEAD) remember(from, to - from, index);
  return index;
}

/** In place of the one after the last that was found: where all are used in turn, that is the oldest. */
function remember(from: i32, length: i32, index: i32): void {
  const block = ((word(LAST_AT) as i32) + 1) & (BLOCKS - 1);
  const at = BLOCKS_AT + block * RESOURCE_BYTES;
  setWord(LAST_AT, block);
  setWord(at, length);
  setWord(at + 4, index);
  copyBytes(at + BLOCK_HEAD, from, length);
}
