import { Inflate, zipSync, strFromU8, strToU8 } from 'fflate';
import { ok, refuse, type Result } from '../basics/result.js';

/** How many files an archive may have, how much may come out of it, and how many times what went in. */
export const ENTRIES_LIMIT = 2_000;
export const UNPACKED_LIMIT = 24_000_000;
export const RATIO_LIMIT = 250;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly at: number;
}

/** An archive whose list has been read, and nothing else. */
export interface Archive {
  readonly bytes: Uint8Array;
  readonly entries: ReadonlyMap<string, Entry>;
}

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Reads the list of a ZIP archive (APPNOTE 6.3.10; no encryption, no ZIP64). Nothing is unpacked. Refusals: `file.broken`,
 * `file.encrypted`, `file.too_many_parts` {limit}, `file.bomb`, `file.strange_path`.
 */
export function openZip(bytes: Uint8Array): Result<Archive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = refuse('file.broken', {});
  let end = bytes.length - 22;
  // Behind it stands a comment of at most 65,535 bytes.
  const first = Math.max(0, end - 0xffff);
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first) return broken;
  const count = view.getUint16(end + 10, true);
  if (count > ENTRIES_LIMIT) return refuse('file.too_many_parts', { limit: ENTRIES_LIMIT });
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== LISTED) return broken;
    const flags = view.getUint16(at + 8, true);
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [named, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    if (at + 46 + named > end) return broken;
    const name = strFromU8(bytes.subarray(at + 46, at + 46 + named));
    if (flags & 1) return refuse('file.encrypted', {});
    if (strange(name) || entries.has(name)) return refuse('file.strange_path', {});
    total += size;
    if (total > UNPACKED_LIMIT * 4 || size > RATIO_LIMIT * packed + 4096) return refuse('file.bomb', {});
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    entries.set(name, { name, method, packed, size, crc, at: view.getUint32(at + 42, true) });
    at += 46 + named + extra + comment;
  }
  return ok({ bytes, entries });
}

/** Paths that would leave a folder, or that no office program writes. */
const strange = (name: string): boolean =>
  name === '' || /^[/\\]|^[a-z]:|\\|\0|(^|\/)\.\.?(\/|$)|\/\//i.test(name);

/**
 * Unpacks files of an archive as text, those that are there. What counts is what really comes out: not more than the list
 * says, nor than is left of the whole. Refusals: `file.broken`, `file.bomb`.
 */
export function unpack(archive: Archive, names: readonly string[]): Result<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let left = UNPACKED_LIMIT;
  for (const name of names) {
    const entry = archive.entries.get(name);
    if (!entry) continue;
    if (entry.size > left) return refuse('file.bomb', {});
    const content = unpacked(archive.bytes, entry);
    if (!content.ok) return content;
    left -= content.value.length;
    texts.set(name, strFromU8(content.value));
  }
  return ok(texts);
}

/** As much is given to the inflater at once: a piece makes at most a thousand times as much. */
const PIECE = 2_048;

function unpacked(bytes: Uint8Array, { method, packed, size, crc, at }: Entry): Result<Uint8Array> {
  const broken = refuse('file.broken', {});
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return broken;
  const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (begin + packed > bytes.length) return broken;
  const content = bytes.subarray(begin, begin + packed);
  if (method === 0) return packed === size && checksum(content) === crc ? ok(content) : broken;
  if (method !== 8) return broken;
  const whole = new Uint8Array(size);
  let done = 0;
  let over = false;
  const inflate = new Inflate((piece) => {
    over ||= done + piece.length > size;
    if (!over) whole.set(piece, done);
    done += piece.length;
  });
  try {
    for (let from = 0; from < packed && !over; from += PIECE) {
      inflate.push(content.subarray(from, from + PIECE), from + PIECE >= packed);
    }
  } catch {
    return broken;
  }
  if (over) return refuse('file.bomb', {});
  return done === size && checksum(whole) === crc ? ok(whole) : broken;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as ZIP has it. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** An archive of texts; the same texts give the same bytes. */
export const pack = (texts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])), {
    level: 6,
    // The first moment that the format knows: an archive says nothing of when it was made.
    mtime: '1980-01-01T00:00:00',
  });
