import type { Certainty } from '../../../src/basics/fields.js';
import { parseEdtf, type EdtfDate } from '../../../src/basics/edtf.js';
import { slugOf } from '../../../src/basics/folded.js';
import type { InstrumentState } from '../../../src/instruments/instruments.contract.js';
import type { StageKind, StageOutcome } from '../../../src/instruments/path.js';
import type { Speech } from '../words/words.js';

/** A stage that was passed, as far as the sentence needs it. */
export interface Passed {
  readonly kind: StageKind;
  readonly outcome: StageOutcome;
  readonly body: { readonly id: string; readonly name: string; readonly organisation: string };
  /** Where it was, as it was written: "Oslo, Norway"; null: unknown. */
  readonly place: string | null;
  /** EDTF; null: unknown. */
  readonly date: string | null;
  readonly certainty: Certainty;
}

/**
 * What became of a text, in one sentence for people: "Approved in principle in Oslo in 2003, finished by the Executive Committee in
 * 2004." The body of the first stage leads and is not named; of others it is said who they were, of each stage where and in which
 * year. What is not sure is "probably", what nobody knows of a place is left out.
 */
export function courseOf(
  {
    passages,
    leading,
    state,
  }: {
    readonly passages: readonly Passed[];
    /** The body of the path's first stage. */
    readonly leading: Passed['body'];
    readonly state: InstrumentState;
  },
  speech: Speech,
): string {
  const { t } = speech;
  if (passages.length === 0)
    return t(state === 'in_progress' ? 'course.nothing_yet' : `course.nothing_${state}`);
  const told = passages.map((passage) => phraseOf(passage, leading, speech)).join(', ');
  const course = t('course.text', { told });
  const begun = course.charAt(0).toUpperCase() + course.slice(1);
  return t(state === 'in_progress' ? 'course.goes_on' : 'course.over', { course: begun });
}

function phraseOf(passage: Passed, leading: Passed['body'], speech: Speech): string {
  const { t } = speech;
  const { certainty, body, place, date } = passage;
  const when = date === null ? null : yearOf(date, { ...speech, sure: certainty === 'high' });
  return [
    certainty !== 'high' && t(`course.${certainty}`),
    t(`course.${deedOf(passage)}`),
    body.id !== leading.id && bodyIn(body, leading, speech),
    place !== null && placeIn(place, speech),
    when ?? t('course.no_date'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What was done at a stage: as its kind has it where it was approved, else what came of it. */
function deedOf({ kind, outcome }: Passed) {
  if (outcome === 'rejected') return 'rejected';
  if (outcome === 'lapsed') return kind === 'tacit' ? 'silence' : 'lapsed';
  if (outcome === 'held') return kind === 'consult' ? 'consulted' : 'dealt_with';
  if (outcome === 'amended') return 'amended';
  return APPROVED[kind];
}

const APPROVED = {
  draft: 'drafted',
  consult: 'consulted',
  principle: 'in_principle',
  finalise: 'finished',
  final: 'final',
  'adopt-parent': 'adopted',
  tacit: 'silence',
} as const satisfies Record<StageKind, string>;

/** Who decided it: of another organisation its name, else the body's. Of names that we do not know no article is known either. */
function bodyIn(body: Passed['body'], leading: Passed['body'], { t, known }: Speech): string {
  const other = body.organisation !== leading.organisation;
  const name = other ? body.organisation : body.name;
  return (
    known(`course.by.${slugOf(name)}`) ?? t(other ? 'course.by_organisation' : 'course.by_body', { name })
  );
}

/** The city of "Oslo, Norway". */
function placeIn(written: string, { t, known, lang }: Speech): string {
  const [city = written] = written.split(',');
  const place = known(`place.known.${slugOf(city)}`) ?? city.trim();
  // Articles of French cities are drawn into the preposition: "au Caire".
  const [, article, rest = ''] = (lang === 'fr' && /^(Les?) (.+)$/.exec(place)) || [];
  if (article) return `${article === 'Le' ? 'au' : 'aux'} ${rest}`;
  return t('course.in_place', { place });
}

/** In which year, or between which; null: it cannot be read. `sure`: nothing said yet that it is not. */
function yearOf(date: string, { t, sure }: Speech & { readonly sure: boolean }): string | null {
  const parsed = parseEdtf(date);
  if (!parsed.ok) return null;
  const { value } = parsed;
  const [from, to] = value.kind === 'date' ? [value.date, value.date] : [value.from, value.to];
  const isDay = (side: typeof from): side is EdtfDate => side !== null && side !== 'open';
  const doubt = sure && [from, to].some((side) => isDay(side) && /[?%]/.test(side.qualifier ?? ''));
  const near = [from, to].some((side) => isDay(side) && /[~%]/.test(side.qualifier ?? ''));
  const said = (): string => {
    if (!isDay(from)) return t('course.until', { year: isDay(to) ? to.year : '' });
    if (!isDay(to)) return t('course.since', { year: from.year });
    if (from.year !== to.year) return t('course.between', { from: from.year, to: to.year });
    return t(near ? 'course.about' : 'course.in_year', { year: from.year });
  };
  return doubt ? `${t('course.medium')} ${said()}` : said();
}
