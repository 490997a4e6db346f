import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ok, refuse, type Facts, type Result } from '../basics/result.js';

/** How deep elements may stand in each other, and how many there may be. */
export const XML_DEPTH = 120;
export const XML_ELEMENTS = 400_000;

export interface Element {
  /** Without its prefix. */
  readonly name: string;
  /** Its namespace. */
  readonly space: string;
  /** By name; one in a namespace as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
  /** Where it begins, from 1. */
  readonly line: number;
}

/**
 * Reads XML strictly. There are no entities but the five of XML itself: a document type is refused, so that nothing can be
 * expanded or fetched. Refusals: `file.doctype`, `file.too_deep` {limit}, `file.too_many_parts` {limit}, `file.broken` {line}.
 * Cost: linear.
 */
export function parseXml(text: string): Result<Element> {
  type Growing = Element & { readonly children: (Element | string)[] };
  const open: Growing[] = [];
  let root: Element | null = null;
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  const stop = (code: string, facts: Facts): never => {
    throw new Stopped(code, facts);
  };
  parser.on('error', () => stop('file.broken', { line: parser.line }));
  parser.on('doctype', () => stop('file.doctype', {}));
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length >= XML_DEPTH) stop('file.too_deep', { limit: XML_DEPTH });
    if (++count > XML_ELEMENTS) stop('file.too_many_parts', { limit: XML_ELEMENTS });
    const attributes = new Map(
      Object.values(tag.attributes).map(({ local, uri, value }) => [uri ? `{${uri}}${local}` : local, value]),
    );
    const element: Growing = { name: tag.local, space: tag.uri, attributes, children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    root = open.pop() ?? null;
  });
  const say = (words: string): void => {
    open.at(-1)?.children.push(words);
  };
  parser.on('text', say);
  parser.on('cdata', say);
  try {
    // In pieces, so that what is refused ends early.
    for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE));
    parser.close();
  } catch (error) {
    if (error instanceof Stopped) return refuse(error.code, error.facts);
    throw error;
  }
  return root ? ok(root) : refuse('file.broken', { line: parser.line });
}

const PIECE = 65_536;

class Stopped extends Error {
  constructor(
    readonly code: string,
    readonly facts: Facts,
  ) {
    super(code);
  }
}

export const elementsOf = (element: Element, name?: string): Element[] =>
  element.children.filter(
    (one): one is Element => typeof one !== 'string' && (name === undefined || one.name === name),
  );

export const elementOf = (element: Element | undefined, name: string): Element | undefined =>
  element && elementsOf(element, name)[0];

/** The first element of that name within another, however deep, the outermost first. */
export function within(element: Element, name: string): Element | undefined {
  for (const child of elementsOf(element)) {
    const found = child.name === name ? child : within(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The words of an element and of all within it. */
export const wordsIn = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : wordsIn(child))).join('');

/** Signs that no XML can hold. */
// eslint-disable-next-line no-control-regex
export const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text as content or an attribute's value; signs that XML cannot hold are left out. */
export const escapeXml = (text: string): string =>
  text.replace(NO_XML, '').replace(/[&<>"\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};
