import { strFromU8 } from 'fflate';
import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { fromAkoma } from './akoma-reading.js';
import type { Read } from './blocks.js';
import { fromDocx } from './docx.js';
import { fromMarkdown } from './markdown.js';
import type { FileImport } from './instrument.js';
import { fromHtml } from './richtext.js';

/** Bytes that all files of one import have together. */
export const FILES_LIMIT = 5_000_000;

export type FileFormat = 'docx' | 'akoma' | 'html' | 'markdown';

/** What a file says: its texts by language, null where it does not say which. */
export interface FileRead {
  readonly format: FileFormat;
  readonly texts: readonly ({ readonly lang: Lang | null } & Read)[];
  /** The languages that it says are authentic. */
  readonly authentic: readonly Lang[];
  /** The instrument whose clauses' ids these are; null: they are of no house that it names. */
  readonly instrument: string | null;
}

/** What the first bytes say of a file that is none of ours. */
const OTHERS: readonly (readonly [found: string, ...bytes: number[]])[] = [
  ['pdf', 0x25, 0x50, 0x44, 0x46],
  ['doc', 0xd0, 0xcf, 0x11, 0xe0],
  ['rtf', 0x7b, 0x5c, 0x72, 0x74, 0x66],
  ['image', 0x89, 0x50, 0x4e, 0x47],
  ['image', 0xff, 0xd8, 0xff],
  ['image', 0x47, 0x49, 0x46, 0x38],
  ['archive', 0x1f, 0x8b],
  ['archive', 0x37, 0x7a, 0xbc, 0xaf],
  ['archive', 0x52, 0x61, 0x72, 0x21],
  ['program', 0x7f, 0x45, 0x4c, 0x46],
  ['program', 0x4d, 0x5a],
];

/**
 * Reads a file of a text by what it is, whatever it is called: a document of a word processor (DOCX), Akoma Ntoso, HTML or
 * Markdown. Refusals: `file.empty`, `file.too_large` {limit}, `file.type` {found}, `file.encoding`, and those of the format.
 */
export function readFile(bytes: Uint8Array): Result<FileRead> {
  if (bytes.length === 0) return refuse('file.empty');
  if (bytes.length > FILES_LIMIT) return refuse('file.too_large', { limit: FILES_LIMIT });
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return alone('docx', fromDocx(bytes));
  const other = OTHERS.find(([, ...first]) => begins(bytes, first));
  if (other) return refuse('file.type', { found: other[0] });
  const text = strFromU8(bytes).replace(/^\ufeff/, '');
  if (text.includes('\0') || text.includes('\ufffd')) return refuse('file.encoding');
  const start = text.slice(0, 4_096).trimStart();
  if (/^<\?xml|^<(\w+:)?akomaNtoso[\s>]/.test(start) && !/<html[\s>]/i.test(start)) {
    const read = fromAkoma(text);
    return read.ok ? ok({ format: 'akoma', ...read.value }) : read;
  }
  const markup =
    /^<(!doctype html|html|head|body|meta|p|div|h[1-6]|ol|ul|article|section|span|table|b|i|a)[\s>]/i;
  if (markup.test(start) || /^(<\?xml[^>]*>\s*)?(<!doctype[^>]*>\s*)?<html[\s>]/i.test(start))
    return alone('html', fromHtml(text));
  return readMarkdown(text);
}

/** A text that is known to be Markdown, whatever it begins with. Refusals: those of `fromMarkdown`. */
export const readMarkdown = (text: string): Result<FileRead> => alone('markdown', fromMarkdown(text));

const begins = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, place) => bytes[place] === byte);

const alone = (format: FileFormat, read: Result<Read>): Result<FileRead> =>
  read.ok ? ok({ format, texts: [{ lang: null, ...read.value }], authentic: [], instrument: null }) : read;

/**
 * The languages of a file: `lang` alone where it is given, else all that the file says. Refusals: `file.lang_unknown`,
 * `file.lang_differs` {languages, lang}.
 */
export function importsOf(
  { texts, authentic, instrument }: FileRead,
  lang: Lang | null,
): Result<({ lang: Lang } & FileImport)[]> {
  const imports: ({ lang: Lang } & FileImport)[] = [];
  for (const { lang: said, ...read } of texts) {
    const own = said ?? lang;
    if (own === null) return refuse('file.lang_unknown');
    if (lang !== null && own !== lang) continue;
    imports.push({ ...read, lang: own, of: instrument, authentic: authentic.includes(own) });
  }
  if (imports.length > 0) return ok(imports);
  return refuse('file.lang_differs', { languages: texts.map(({ lang: said }) => said ?? ''), lang });
}
