// What a stream of bytes is made of, told from how it begins, never from a file's name: lines, messages, one document.
// What cannot hold traces is named, so that nobody has to guess why nothing was found.

export type Compression = 'none' | 'gzip' | 'zstd';

export type Framing =
  /** JSON lines, damaged ones among them. */
  | { kind: 'lines' }
  /** A length of four bytes, most significant first, and so many bytes: again and again. See messages.ts. */
  | { kind: 'messages' }
  /** One JSON value that goes over several lines. */
  | { kind: 'document' }
  /** One JSON value as Jaeger exports it, on one line or several. */
  | { kind: 'jaeger' }
  /** One protobuf export request, with nothing around it. */
  | { kind: 'protobuf' }
  /** Not a single byte. */
  | { kind: 'empty' }
  /** `looks`: what it seems to be, such as `a zip archive`. */
  | { kind: 'unknown'; looks: string };

/** So many bytes are enough to tell. */
export const HEAD_BYTES = 65_536;

/** A longer message, or line, is not kept. Bytes. */
export const LONGEST_MESSAGE = 64 * 1024 * 1024;

const ZSTD = '28b52ffd';

/** What files begin with that hold no traces. https://en.wikipedia.org/wiki/List_of_file_signatures */
const SIGNATURES: readonly [begins: string, looks: string][] = [
  ['504b0304', 'a zip archive'], ['504b0506', 'an empty zip archive'], ['377abcaf271c', 'a 7-Zip archive'], ['fd377a585a00', 'xz data'], ['425a68', 'bzip2 data'], ['04224d18', 'LZ4 data'],
  ['ff060000734e61507059', 'Snappy data'], ['1f8b08', 'gzip data in compressed data'], [ZSTD, 'zstd data in compressed data'], ['89504e47', 'a PNG image'], ['ffd8ff', 'a JPEG image'],
  ['47494638', 'a GIF image'], ['25504446', 'a PDF document'], ['7f454c46', 'a program (ELF)'], ['0061736d', 'a WebAssembly module'], ['53514c69746520666f726d6174203300', 'an SQLite database'],
  ['50415231', 'a Parquet file'], ['4f626a01', 'an Avro file'], ['fffe', 'UTF-16 text'], ['feff', 'UTF-16 text'],
];

/** `head`: the first bytes of a file, a few are enough. Skippable frames of zstd count as zstd. */
export function compressionOf(head: Uint8Array): Compression {
  if (beginsWith(head, '1f8b08')) return 'gzip';
  const isSkippable = head[0] !== undefined && (head[0] & 0xf0) === 0x50 && beginsWith(head.subarray(1), '2a4d18');
  return beginsWith(head, ZSTD) || isSkippable ? 'zstd' : 'none';
}

/** `head`: the first HEAD_BYTES of what was decompressed, or all of it where that is less; `whole`: it is all. */
export function framingOf(head: Uint8Array, whole: boolean): Framing {
  if (head.length === 0) return { kind: 'empty' };
  const signature = SIGNATURES.find(([begins]) => beginsWith(head, begins));
  if (signature) return { kind: 'unknown', looks: signature[1] };
  if (isMessages(head)) return { kind: 'messages' };
  if (isProtobuf(head)) return { kind: 'protobuf' };
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return ofText(text, whole) ?? { kind: 'unknown', looks: looksOf(text) };
}

/** The first message or the one after it is what a message can be. */
function isMessages(head: Uint8Array): boolean {
  const length = lengthAt(head, 0);
  return length !== undefined && (isPayload(head.subarray(4)) || (lengthAt(head, 4 + length) !== undefined && isPayload(head.subarray(8 + length))));
}

/** Undefined where no length is, or none that can be. */
function lengthAt(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
  return length === 0 || length > LONGEST_MESSAGE ? undefined : length;
}

function isPayload(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZSTD) || bytes[0] === 0x7b || isProtobuf(bytes);
}

/** A group of spans (field 1) that begins with one of the group's three fields; no text, which may begin with a newline (0x0a) too. */
function isProtobuf(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x0a) return false;
  let at = 1;
  while (at < 6 && bytes[at]! >= 0x80) at++;
  const isEmptyGroup = bytes[at] === 0;
  return (isEmptyGroup || [0x0a, 0x12, 0x1a].includes(bytes[at + 1]!)) && bytes.subarray(0, 256).some(isControl);
}

function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}

/** Undefined: it is no text, and holds none. */
function ofText(text: string, whole: boolean): Framing | undefined {
  if (/^\s*\{(\s*"(total|limit|offset|errors)"\s*:\s*(null|\d+|\[\])\s*,)*\s*"data"\s*:\s*\[/.test(text)) return { kind: 'jaeger' };
  if (isDocument(text)) return { kind: 'document' };
  if (/^\s*[{[]/.test(text) || /"resource_?[sS]pans"/.test(text)) return { kind: 'lines' };
  if (/^\0+$/.test(text)) return whole ? undefined : { kind: 'lines' };
  if (Buffer.from(text, 'latin1').some(isControl)) return undefined;
  return whole && text.trim() !== '' && !text.includes('{') ? undefined : { kind: 'lines' };
}

/** Its first line breaks off where JSON may, and what follows is no line of its own. */
function isDocument(text: string): boolean {
  return /^\s*[{[][ \t\r]*\n\s*\S/.test(text) || /^\s*[{[][^\n]*[{[,:][ \t\r]*\n(?!\{"resource)\s*\S/.test(text);
}

function looksOf(text: string): string {
  if (/^\0+$/.test(text)) return 'nothing but NUL bytes';
  if (text.slice(257, 262) === 'ustar') return 'a tar archive';
  if (!Buffer.from(text, 'latin1').some(isControl)) return 'text that is no JSON';
  return `binary data that begins with ${Buffer.from(text.slice(0, 8), 'latin1').toString('hex').replace(/..(?=.)/g, '$& ')}`;
}

function beginsWith(bytes: Uint8Array, hexadecimal: string): boolean {
  return Buffer.from(bytes.subarray(0, hexadecimal.length / 2)).toString('hex') === hexadecimal;
}
