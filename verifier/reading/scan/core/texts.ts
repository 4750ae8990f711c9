// The texts that a line is compared with, as numbers: 256 times the address, and the length. ../texts.ts puts them there.
// A key ends with its quote, so that no longer one is taken for it. Between 4 and 32 bytes each.

import { TEXTS_AT } from './layout.ts';

export const RESOURCE_SPANS: i32 = (TEXTS_AT + 0) * 256 + 14;
export const RESOURCE: i32 = (TEXTS_AT + 32) * 256 + 9;
export const SCOPE_SPANS: i32 = (TEXTS_AT + 64) * 256 + 11;
export const SPANS: i32 = (TEXTS_AT + 96) * 256 + 6;
export const TRACE_ID: i32 = (TEXTS_AT + 128) * 256 + 8;
export const SPAN_ID: i32 = (TEXTS_AT + 160) * 256 + 7;
export const PARENT_SPAN_ID: i32 = (TEXTS_AT + 192) * 256 + 13;
export const KIND: i32 = (TEXTS_AT + 224) * 256 + 5;
export const FLAGS: i32 = (TEXTS_AT + 256) * 256 + 6;
export const START_TIME: i32 = (TEXTS_AT + 288) * 256 + 18;
export const FIRST_TRACE_ID: i32 = (TEXTS_AT + 320) * 256 + 12;
export const NEXT_SPAN_ID: i32 = (TEXTS_AT + 352) * 256 + 11;
export const NEXT_PARENT: i32 = (TEXTS_AT + 384) * 256 + 17;
export const NEXT_FLAGS: i32 = (TEXTS_AT + 416) * 256 + 9;
export const NEXT_NAME: i32 = (TEXTS_AT + 448) * 256 + 9;
export const NEXT_KIND: i32 = (TEXTS_AT + 480) * 256 + 8;
export const NEXT_START: i32 = (TEXTS_AT + 512) * 256 + 22;
export const NEXT_END: i32 = (TEXTS_AT + 544) * 256 + 20;
export const NEXT_ATTRIBUTES: i32 = (TEXTS_AT + 576) * 256 + 15;
export const ATTRIBUTE_KEY: i32 = (TEXTS_AT + 608) * 256 + 8;
export const ATTRIBUTE_VALUE: i32 = (TEXTS_AT + 640) * 256 + 11;
export const STRING_VALUE: i32 = (TEXTS_AT + 672) * 256 + 14;
export const INT_VALUE: i32 = (TEXTS_AT + 704) * 256 + 11;
export const TRUE: i32 = (TEXTS_AT + 736) * 256 + 4;
export const FALSE: i32 = (TEXTS_AT + 768) * 256 + 5;
export const NULL: i32 = (TEXTS_AT + 800) * 256 + 4;
export const SCOPE: i32 = (TEXTS_AT + 832) * 256 + 6;
