import type { Lang, Titles } from '../basics/fields.js';
import { numbers, type Clause } from './clause.js';
import { joined, runsOf, sameRuns, textOf, type Run } from './inline.js';
import { escapeXml, NO_XML } from './xml.js';

/** Akoma Ntoso 3.0 (OASIS LegalDocML), in which texts leave and come back with their clauses' ids. */
export const AKOMA = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
/** What Akoma Ntoso has no word for: the exact spelling of a clause, and what the version is. */
export const OWN = 'urn:plenary:text';

/** ISO 639-2, as the format wants it. */
export const LANGUAGES: Readonly<Record<Lang, string>> = { en: 'eng', fr: 'fra', es: 'spa' };

/** A version with all that its export says of it. */
export interface Exported {
  readonly instrument: string;
  readonly titles: Titles;
  readonly number: number;
  readonly hash: string;
  /** The day of its freezing, and of the first version's; `YYYY-MM-DD`. */
  readonly date: string;
  readonly begun: string;
  readonly body: { readonly id: string; readonly name: string };
  /** Of the body's organisation, in two letters; null: none. */
  readonly country: string | null;
  readonly expressions: readonly {
    readonly lang: Lang;
    readonly kind: 'authentic' | 'translation' | 'adaptation';
    readonly clauses: readonly Clause[];
  }[];
}

/**
 * Writes a version: a `statement` for each language, in a `documentCollection` where there are several. `eId` is a clause's
 * place, as the format's naming has it; `wId` its own id, which stays through all versions. A clause's kind is its element,
 * or the `name` of an `hcontainer`. Where emphasis and blanks do not give the spelling of a clause back, `plenary:text` has it.
 */
export function toAkoma(version: Exported): string {
  const [only, ...more] = version.expressions;
  const document = only && more.length === 0 ? statement(version, only, '') : collection(version);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="${AKOMA}" xmlns:plenary="${OWN}">${document}</akomaNtoso>\n`;
}

type Expression = Exported['expressions'][number];

function collection(version: Exported): string {
  const components = version.expressions.map((expression) => {
    const name = `cmp_${expression.lang}`;
    return `<component eId="${name}">${statement(version, expression, `${name}__`)}</component>`;
  });
  return `<documentCollection name="version">${meta(version, version.expressions, '')}<collectionBody>${components.join('')}</collectionBody></documentCollection>`;
}

function statement(version: Exported, expression: Expression, prefix: string): string {
  const { clauses, lang } = expression;
  const under = new Map<string | null, Clause[]>();
  for (const clause of clauses) under.set(clause.parent, [...(under.get(clause.parent) ?? []), clause]);
  const roots = under.get(null) ?? [];
  const title = roots[0]?.kind === 'title' && !under.has(roots[0].id) ? roots[0] : undefined;
  const rest = title ? roots.slice(1) : roots;
  const first = rest[0];
  const own = first?.kind === 'preamble' ? recitals(first, under) : null;
  const body = own ? rest.slice(1) : rest;
  const write = writer(under, { prefix, labels: numbers(clauses) });
  return [
    `<statement name="${escapeXml(version.instrument)}">`,
    meta(version, [expression], prefix),
    title
      ? `<preface><longTitle eId="${prefix}longTitle"><p><docTitle${named(title, `${prefix}docTitle`)}>${inline(title.text)}</docTitle></p></longTitle></preface>`
      : '',
    first && own ? preamble(first, own, prefix) : '',
    `<mainBody eId="${prefix}body" xml:lang="${lang}">${body.map((one) => write(one, '')).join('') || `<p eId="${prefix}body__p"/>`}</mainBody></statement>`,
  ].join('');
}

function preamble(clause: Clause, own: readonly Clause[], prefix: string): string {
  const all = own.map(
    (one, place) =>
      `<recital${named(one, `${prefix}preamble__recs__rec_${place + 1}`)}><p>${inline(one.text)}</p></recital>`,
  );
  return [
    `<preamble${named(clause, `${prefix}preamble`)}><formula name="preamble" eId="${prefix}preamble__formula"><p>${inline(clause.text)}</p></formula>`,
    all.length === 0 ? '' : `<recitals eId="${prefix}preamble__recs">${all.join('')}</recitals>`,
    '</preamble>',
  ].join('');
}

/** The recitals of a preamble that holds nothing else; null where it does. */
function recitals(
  preamble: Clause,
  under: ReadonlyMap<string | null, readonly Clause[]>,
): readonly Clause[] | null {
  const children = under.get(preamble.id) ?? [];
  return children.every(({ id, kind }) => kind === 'paragraph' && !under.has(id)) ? children : null;
}

const SHORT: Readonly<Record<Clause['kind'], string>> = {
  ...{ title: 'title', preamble: 'preamble', heading: 'hcontainer' },
  ...{ article: 'art', paragraph: 'para', point: 'point' },
};

function writer(
  under: ReadonlyMap<string | null, readonly Clause[]>,
  { prefix, labels }: { prefix: string; labels: Readonly<Record<string, string>> },
): (clause: Clause, above: string) => string {
  const counts = new Map<string, number>();
  const write = (clause: Clause, above: string): string => {
    const { kind, id, text } = clause;
    const place = `${above}${SHORT[kind]}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    const eId = `${place}_${counts.get(place)}`;
    const children = (under.get(id) ?? []).map((child) => write(child, `${eId}__`)).join('');
    const own = kind === 'article' || kind === 'paragraph' || kind === 'point';
    const element = own ? kind : 'hcontainer';
    const opened = `<${element}${own ? '' : ` name="${kind}"`}${named(clause, prefix + eId)}>`;
    const number = labels[id] ? `<num>${escapeXml(labels[id])}</num>` : '';
    const words = !own
      ? `<heading>${inline(text)}</heading>`
      : children
        ? `<intro><p>${inline(text)}</p></intro>`
        : `<content><p>${inline(text)}</p></content>`;
    return `${opened}${number}${words}${children}</${element}>`;
  };
  return write;
}

const named = ({ id, text }: Clause, eId: string): string =>
  ` eId="${escapeXml(eId)}" wId="${escapeXml(id)}"${spelledSo(text) ? '' : ` plenary:text="${escapeXml(quoted(text))}"`}`;

/** As JSON, with what XML cannot hold written as codes. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(NO_XML, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Whether emphasis, links and single blanks give exactly this spelling. */
const spelledSo = (text: string): boolean => spelling(runsOf(text)) === text;

/** Without what XML cannot hold, with single blanks and none at the ends. */
export function plainRuns(runs: readonly Run[]): Run[] {
  let blank = true;
  const single = joined(runs).map((run) => {
    const words = run.text.replace(NO_XML, '').replace(/[\t\n\r ]+/g, ' ');
    const text = blank ? words.replace(/^ /, '') : words;
    if (text !== '') blank = text.endsWith(' ');
    return { ...run, text };
  });
  const last = single.findLastIndex(({ text }) => text !== '' && text !== ' ');
  return joined(
    single
      .slice(0, last + 1)
      .map((run, at) => (at === last ? { ...run, text: run.text.replace(/ $/, '') } : run)),
  );
}

/** The usual spelling of runs. */
export const spelling = (runs: readonly Run[]): string => textOf(plainRuns(runs));

/** The exact spelling that a file gives, where it reads as its words do; else null. */
export function spelt(given: string, runs: readonly Run[]): string | null {
  let text: unknown;
  try {
    text = JSON.parse(given);
  } catch {
    return null;
  }
  return typeof text === 'string' && sameRuns(seen(runsOf(text)), seen(runs)) ? text : null;
}

/** What of runs is seen. */
function seen(runs: readonly Run[]): Run[] {
  const plain = plainRuns(runs);
  return plain.every(({ text }) => text.trim() === '') ? [] : plain;
}

function inline(text: string): string {
  return runsOf(text)
    .map(({ text: words, strong, em, href }) => {
      let done = escapeXml(words);
      if (em) done = `<i>${done}</i>`;
      if (strong) done = `<b>${done}</b>`;
      return href === null ? done : `<a href="${escapeXml(href)}">${done}</a>`;
    })
    .join('');
}

function meta(version: Exported, expressions: readonly Expression[], prefix: string): string {
  const { instrument, number, date, begun, body, titles, hash } = version;
  const country = (version.country ?? 'xx').toLowerCase();
  const work = `/akn/${country}/statement/${body.id}/${begun}/${instrument}`;
  const codes = expressions.map(({ lang }) => LANGUAGES[lang]);
  const [only] = expressions.length === 1 ? expressions : [];
  const tongue = only ? LANGUAGES[only.lang] : 'mul';
  const expression = `${work}/${tongue}@${date};v${number}`;
  const core = (place: string, of: { date: string; name: string }): string =>
    [
      `<FRBRthis value="${escapeXml(place)}/!main"/><FRBRuri value="${escapeXml(place)}"/>`,
      `<FRBRdate date="${of.date}" name="${of.name}"/><FRBRauthor href="#${prefix}body_of" as="#${prefix}author"/>`,
    ].join('');
  const authentic = expressions.every(({ kind }) => kind === 'authentic');
  const name = Object.values(titles)[0] ?? instrument;
  return [
    `<meta><identification source="#${prefix}plenary"><FRBRWork>${core(work, { date: begun, name: 'begun' })}`,
    `<FRBRcountry value="${escapeXml(country)}"/><FRBRname value="${escapeXml(name)}"/></FRBRWork>`,
    `<FRBRExpression>${core(expression, { date, name: 'frozen' })}<FRBRversionNumber value="${number}"/>`,
    `<FRBRauthoritative value="${authentic}"/>${codes.map((code) => `<FRBRlanguage language="${code}"/>`).join('')}</FRBRExpression>`,
    `<FRBRManifestation>${core(`${expression}.xml`, { date, name: 'written' })}<FRBRformat value="application/akn+xml"/></FRBRManifestation></identification>`,
    `<references source="#${prefix}plenary"><TLCOrganization eId="${prefix}body_of" href="/akn/ontology/organization/${escapeXml(body.id)}" showAs="${escapeXml(body.name)}"/>`,
    `<TLCRole eId="${prefix}author" href="/akn/ontology/role/author" showAs="Author"/>`,
    `<TLCObject eId="${prefix}plenary" href="/akn/ontology/object/plenary" showAs="Plenary"/></references>`,
    `<proprietary source="#${prefix}plenary"><plenary:version instrument="${escapeXml(instrument)}" number="${number}" hash="${hash}"${only ? ` kind="${only.kind}"` : ''}/></proprietary></meta>`,
  ].join('');
}
