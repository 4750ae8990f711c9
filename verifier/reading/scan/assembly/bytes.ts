// What core/ does with bytes, for WebAssembly with vectors of 128 bits: the functions of ../bytes.ts. AssemblyScript, which
// only `npm run scanner:build` reads.

// @ts-ignore: decorator
@external("host", "records")
export declare function handRecords(partition: i32, at: i32, length: i32): void;

// @ts-ignore: decorator
@external("host", "surprise")
export declare function handSurprise(from: i32, to: i32, ordinal: i32): void;

// @ts-ignore: decorator
@external("host", "tooLong")
export declare function handTooLong(from: i32, ordinal: i32): void;

// @ts-ignore: decorator
@external("host", "service")
export declare function resourceService(from: i32, to: i32): i32;

// @ts-ignore: decorator
@inline
export function byte(p: i32): i32 {
  return load<u8>(p);
}

// @ts-ignore: decorator
@inline
export function word(p: i32): u32 {
  return load<u32>(p);
}

// @ts-ignore: decorator
@inline
export function setWord(p: i32, value: u32): void {
  store<u32>(p, value);
}

// @ts-ignore: decorator
@inline
export function copyRecord(to: i32, from: i32): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  // Its eleven words end four bytes before the third vector would.
  v128.store(to, v128.load(from, 28), 28);
}

export function copyBytes(to: i32, from: i32, length: i32): void {
  memory.copy(to, from, length);
}

export function sameBytes(a: i32, b: i32, length: i32): bool {
  if (length < 16) {
    for (let at = 0; at < length; at++) if (load<u8>(a + at) !== load<u8>(b + at)) return false;
    return true;
  }
  const last = length - 16;
  if (!same16(a + last, b + last)) return false;
  for (let at = 0; at < last; at += 16) if (!same16(a + at, b + at)) return false;
  return true;
}

// @ts-ignore: decorator
@inline
function same16(a: i32, b: i32): bool {
  return i8x16.all_true(i8x16.eq(v128.load(a), v128.load(b)));
}

/** The length is known when this is compiled: only one of the branches is left. */
// @ts-ignore: decorator
@inline
export function same(p: i32, text: i32): bool {
  const at = text >>> 8;
  const length = text & 0xff;
  if (length < 8) return load<u32>(p) === load<u32>(at) && load<u32>(p + length - 4) === load<u32>(at + length - 4);
  if (length < 16) return load<u64>(p) === load<u64>(at) && load<u64>(p + length - 8) === load<u64>(at + length - 8);
  return same16(p, at) && same16(p + length - 16, at + length - 16);
}

// @ts-ignore: decorator
@inline
export function after(p: i32, text: i32): i32 {
  return same(p, text) ? p + (text & 0xff) : 0;
}

// A quote (0x22) becomes 0x20 by the exclusive or, blank and exclamation mark become more than that, and no other byte passes
// the line between 0x20 and 0x21. Bytes above 0x7f are less than 0 where bytes have a sign.

// @ts-ignore: decorator
@inline
function endsOfPlain(p: i32): i32 {
  const chunk = v128.load(p);
  return i8x16.bitmask(v128.or(i8x16.lt_s(v128.xor(chunk, i8x16.splat(2)), i8x16.splat(0x21)), i8x16.eq(chunk, i8x16.splat(0x5c))));
}

// @ts-ignore: decorator
@inline
function endsOfWide(p: i32): i32 {
  const chunk = v128.load(p);
  return i8x16.bitmask(v128.or(i8x16.lt_u(v128.xor(chunk, i8x16.splat(2)), i8x16.splat(0x21)), i8x16.eq(chunk, i8x16.splat(0x5c))));
}

// @ts-ignore: decorator
@inline
export function plainEnd(p: i32): i32 {
  let found = endsOfPlain(p);
  while (found === 0) found = endsOfPlain(p += 16);
  return p + ctz(found);
}

export function wideEnd(p: i32): i32 {
  let found = endsOfWide(p);
  while (found === 0) found = endsOfWide(p += 16);
  return p + ctz(found);
}

export function hexDigit(c: i32): bool {
  return <u32>(c - 0x30) < 10 || <u32>((c | 0x20) - 0x61) < 6;
}

// @ts-ignore: decorator
@inline
export function hex16(p: i32, into: i32): bool {
  const chunk = v128.load(p);
  const digit = i8x16.sub(chunk, i8x16.splat(0x30));
  const letter = i8x16.sub(v128.or(chunk, i8x16.splat(0x20)), i8x16.splat(0x61));
  const isDigit = i8x16.lt_u(digit, i8x16.splat(10));
  const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
  const halves = v128.bitselect(digit, i8x16.add(letter, i8x16.splat(10)), isDigit);
  // Each lane of 16 bits holds the first digit below the second one.
  const pairs = v128.or(i16x8.shl(halves, 4), i16x8.shr_u(halves, 8));
  store<u64>(into, i64x2.extract_lane(v128.shuffle<u8>(pairs, pairs, 6, 4, 2, 0, 14, 12, 10, 8, 6, 4, 2, 0, 14, 12, 10, 8), 0));
  return i8x16.all_true(v128.or(isDigit, isLetter));
}

// @ts-ignore: decorator
@inline
export function partitionOf(record: i32): i32 {
  const folded = load<u32>(record) ^ load<u32>(record, 4) ^ load<u32>(record, 8) ^ load<u32>(record, 12);
  return ((folded ^ (folded >>> 16)) * 0x9e3779b1) >>> 26;
}

function newlines(p: i32): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a)));
}

export function newlineFrom(p: i32): i32 {
  let found = newlines(p);
  while (found === 0) found = newlines(p += 16);
  return p + ctz(found);
}
