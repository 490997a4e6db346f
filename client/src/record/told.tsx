import { Anchor, Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Json } from '../../../src/basics/canonical.js';
import { wordsAlone } from '../../../src/instruments/inline.js';
import type { Entry } from '../../../src/log/entry.js';
import type { Names } from '../../../src/record/record.contract.js';
import { fieldsOf, nounOfField } from '../../../src/record/things.js';
import { stageName } from '../instruments/stages.js';
import { nameOf } from '../motions/states.js';
import type { MotionAbout } from '../../../src/motions/motions.contract.js';
import { Steps } from '../polls/steps.js';
import { CHOICES, mixed, voteText } from '../polls/votes.js';
import type { Vote } from '../../../src/polls/polls.contract.js';
import { countryName } from '../words/countries.js';
import { edtf, moment } from '../words/dates.js';
import { usual } from '../words/usual.js';
import { inLang, languageName, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

type Named = Names[string];
/** An entry that is not withheld, with what it names. */
export interface Said {
  readonly entry: Entry;
  readonly names: Names;
}

/** What a thing is called, and without the title that it has or shares with what stands beside it, where something is left. */
interface Called {
  readonly text: string;
  readonly short: string | null;
  readonly title: string;
}

/** In the reader's language: "Poll 1: To meet an hour earlier", "Poll 1"; null: nobody says. */
function calledOf(noun: string, named: Named | undefined, speech: Speech): Called | null {
  if (named === undefined) return null;
  const { t } = speech;
  const title = named.name ?? (named.titles ? inLang(named.titles, speech.lang).text : '');
  const short = shortOf(noun, named, speech);
  if (noun === 'stage') return title === '' ? null : { text: stageName(title, speech), short: null, title };
  if (short === null) return title === '' ? null : { text: title, short, title };
  if (OF_THAT.has(noun)) return { text: `${short} ${title}`.trim(), short: null, title };
  const text = title === '' || short.endsWith(title) ? short : t('ui.pair', { name: short, what: title });
  return { text, short, title };
}

/** Whose name goes on with what they are of: "Mandate on World Declaration". */
const OF_THAT: ReadonlySet<string> = new Set(['credential', 'proxy', 'mandate', 'referral']);

function shortOf(noun: string, { number, label, kind }: Named, { t }: Speech): string | null {
  switch (noun) {
    case 'motion':
      return label === undefined || kind === undefined
        ? null
        : nameOf({ label, about: { kind } as MotionAbout }, t);
    case 'poll':
      return number === undefined ? t('poll.rehearsal') : t('poll.numbered', { number });
    case 'version':
      return number === undefined ? null : t('version.numbered', { number });
    case 'sitting':
      return number === undefined ? null : t('sitting.numbered', { number });
    case 'notice':
    case 'comment':
      return `${t(`record.thing.${noun}`)} ${number ?? ''}`.trim();
    case 'consultation':
    case 'credential':
    case 'mandate':
    case 'proxy':
    case 'referral':
      return t(`record.thing.${noun}`);
    default:
      return null;
  }
}

/** Where a thing is looked at; null: it has no page. */
function pageOf(noun: string, id: string, named: Named | undefined): string | null {
  const { assembly, instrument, body } = named ?? {};
  switch (noun) {
    case 'poll':
      return `/polls/${id}`;
    case 'assembly':
      return `/assemblies/${id}`;
    case 'instrument':
      return `/instruments/${id}`;
    case 'body':
      return `/bodies/${id}`;
    case 'organisation':
      return `/organisations/${id}`;
    case 'consultation':
      return `/consultations/${id}`;
    case 'motion':
      return assembly === undefined ? null : `/assemblies/${assembly}#${id}`;
    case 'member':
      return body === undefined ? null : `/bodies/${body}`;
    case 'version':
      return instrument === undefined || named?.number === undefined
        ? null
        : `/instruments/${instrument}/versions/${named.number}`;
    case 'election':
      return assembly === undefined ? null : `/assemblies/${assembly}/elections`;
    default:
      if (instrument !== undefined) return `/instruments/${instrument}`;
      return assembly === undefined ? null : `/assemblies/${assembly}`;
  }
}

/** A text, linked to where its thing is looked at. */
function linked(
  noun: string,
  id: string,
  { text, named }: { text: string; named: Named | undefined },
): ReactNode {
  const page = pageOf(noun, id, named);
  return page === null ? (
    text
  ) : (
    <Anchor component={Link} to={page} inherit underline="always">
      {text}
    </Anchor>
  );
}

/** A thing under the name of its kind, with its link; null where it has no name for this reader. */
export function thing(
  noun: string,
  id: string,
  { names, speech }: { names: Names; speech: Speech },
): ReactNode {
  const named = names[`${noun}:${id}`];
  const called = calledOf(noun, named, speech);
  return called && linked(noun, id, { text: (OF_THAT.has(noun) && called.title) || called.text, named });
}

/** Things by their names, each title once: what shares one with a thing before it is called without, and left out if nothing is left. */
function things(
  all: readonly (readonly [string, string])[],
  { names, speech }: { names: Names; speech: Speech },
) {
  const said = new Set<string>();
  return all.flatMap(([noun, id]) => {
    const named = names[`${noun}:${id}`];
    const called = calledOf(noun, named, speech);
    if (called === null) return [];
    const { title, short } = called;
    const text = title !== '' && said.has(title) ? short : called.text;
    if (text === null || said.has(text)) return [];
    said.add(title).add(text);
    return [{ key: `${noun}:${id}`, named: linked(noun, id, { text, named }) }];
  });
}

/** Who did it: the office, with the name where the record opens it to this reader. */
export function actorText({ actor }: Pick<Entry, 'actor'>, names: Names, speech: Speech): string {
  const { t, known } = speech;
  if (actor.kind === 'house')
    return t(actor.name === 'public' ? 'record.actor.public' : 'record.actor.house');
  const office = known(`record.actor.${actor.office}`) ?? t('record.actor.somebody');
  const name = names[`person:${actor.person}`]?.name;
  return name === undefined ? office : `${office} (${name})`;
}

/** By whose clocks an entry's times are told: those of its assembly. */
export function zoneOf(names: Names, subject: Entry['subject']): string | null {
  const own = Object.entries(subject).map(([noun, id]) =>
    noun === 'assembly' ? id : names[`${noun}:${id}`]?.assembly,
  );
  const assembly = own.find((id) => id !== undefined);
  return (assembly !== undefined && names[`assembly:${assembly}`]?.timeZone) || null;
}

/** Things about which an entry is, the nearest first: what its data names of its own noun, then its subject. */
function aboutOf({ type, subject, data }: Entry): (readonly [noun: string, id: string])[] {
  const own = type.slice(0, type.indexOf('.'));
  const named = fieldsOf(data).flatMap(([field, value]) => {
    const noun = nounOfField(type, field);
    return noun !== null && noun !== 'person' && typeof value === 'string' ? [[noun, value] as const] : [];
  });
  const all = [
    ...named.filter(([noun]) => noun === own),
    ...Object.entries(subject).filter(([noun]) => noun === own),
    ...named.filter(([noun]) =>
      ['item', 'member', 'credential', 'stage', 'organisation', 'body'].includes(noun),
    ),
    ...Object.entries(subject).toReversed(),
  ];
  return [...new Map(all.map(([noun, id]) => [`${noun}:${id}`, [noun, id] as const])).values()];
}

/** What an entry comes to in a word: how somebody voted, how it ended. */
function gistOf({ data }: Entry, speech: Speech): string | null {
  const choice = choiceText(data['choice'] ?? null, speech);
  if (choice !== null) return choice;
  return resultText(data['result'] ?? null, speech) ?? outcomeText(data['outcome'] ?? null, speech);
}

/** Of a divided vote an entry has the parts in units, and not of what: the page of its poll tells it. */
const choiceText = (choice: Json, speech: Speech): string | null =>
  choice === null || (typeof choice === 'object' && 'for' in choice)
    ? null
    : voteText(choice as Vote, '1', speech);

const outcomeText = (outcome: Json, { known }: Speech): string | null =>
  typeof outcome === 'string'
    ? (known(`outcome.${outcome}`) ?? known(`stage.outcome.${outcome}`) ?? known(`appeal.outcome.${outcome}`))
    : null;

const resultText = (result: Json, speech: Speech): string | null =>
  typeof result === 'object' && result !== null && 'outcome' in result
    ? outcomeText(result.outcome, speech)
    : null;

/** Of a member without an address it is not told that anything was addressed to it. */
const deedOf = ({ type, data }: Entry): string =>
  type === 'notice.addressed' && data['messageId'] === null ? 'notice.unaddressed' : type;

/** What happened, by whom, about what, as one sentence with links. `but`: the thing whose entries are listed, as `noun:id`. */
export function Told({ entry, names, but }: Said & { but?: string | undefined }) {
  const speech = useWords();
  const { t, known } = speech;
  const said = known(`told.${deedOf(entry)}`, { by: actorText(entry, names, speech) }) ?? entry.type;
  const gist = gistOf(entry, speech);
  const all = aboutOf(entry);
  const about = things(
    all.filter(([noun, id]) => `${noun}:${id}` !== but),
    { names, speech },
  );
  if (about.length === 0)
    return (
      <Text span inherit>
        {gist === null ? said : t('record.gist', { said, gist })}
      </Text>
    );
  // Among the entries of a thing it is not named: what comes then is beside it, not it.
  const itself = all[0] !== undefined && all[0].join(':') === but;
  const [before, after] = t(gist !== null ? 'record.gist_about' : itself ? 'record.also' : 'record.about', {
    ...{ said, gist, names: '\0' },
  }).split('\0');
  return (
    <Text span inherit>
      {before}
      {about.map(({ key, named }, place) => (
        <Fragment key={key}>
          {place > 0 && ' · '}
          {named}
        </Fragment>
      ))}
      {after}
    </Text>
  );
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DATE = /^\d{4}(-\d{2}){0,2}[~?%]?$/;
/** Fields that hold dates, which a number of four digits alone does not say. */
const DATES: ReadonlySet<string> = new Set([
  'date',
  'from',
  'to',
  'until',
  'inForceFrom',
  'founded',
  'paidUpTo',
]);
/** Hashes and ids are in the exact content. */
const OPAQUE = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const LANGUAGES: ReadonlySet<string> = new Set(['lang', 'langs', 'languages', 'authenticLanguages']);
const FAMILIES: Readonly<Record<string, string>> = {
  certainty: 'certainty',
  chamber: 'class',
  channel: 'channel',
  class: 'class',
  disposition: 'disposition',
  form: 'form',
  majority: 'majority',
  majorityName: 'majority',
  method: 'method',
  office: 'office',
  region: 'class',
  role: 'role',
  secrecy: 'secrecy',
  stance: 'stance',
};

/** The fields of an entry's data, with those that changed and what they were before. */
const flat = (data: Entry['data']): (readonly [field: string, value: Json, before: boolean])[] =>
  Object.entries(data).flatMap(([field, value]) =>
    (field === 'facts' || field === 'was') && isPlain(value)
      ? Object.entries(value).map(([one, inner]) => [one, inner, field === 'was'] as const)
      : [[field, value, false] as const],
  );

const isPlain = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the data of an entry says, for which the client has words: names and values. */
export function factsOf({ entry, names }: Said, speech: Speech): (readonly [string, ReactNode])[] {
  const zone = zoneOf(names, entry.subject);
  return flat(entry.data).flatMap(([field, value, before]) => {
    const said = speech.known(`record.fact.${field}`);
    const name = said !== null && before ? speech.t('record.fact_before', { name: said }) : said;
    const noun = nounOfField(entry.type, field);
    // The round of an election is a number, that of a stage a consultation.
    const isCount = typeof value === 'number' && noun !== 'version';
    const label = name ?? (noun === null || isCount ? null : speech.known(`record.thing.${noun}`));
    if (label === null) return [];
    const told = valueOf(field, value, { entry, names, speech, zone });
    return told === null ? [] : [[label, told] as const];
  });
}

/** The votes of a stage that came from a source: those that it gives. */
function countsText(counts: Json, { t }: Speech): string | null {
  if (!isPlain(counts)) return null;
  const known = CHOICES.filter((choice) => typeof counts[choice] === 'string');
  return known.length === 0
    ? t('ui.unknown')
    : known.map((choice) => `${t(`stage.count.${choice}`)} ${mixed(counts[choice] as string)}`).join(' · ');
}

interface Reading extends Said {
  readonly speech: Speech;
  readonly zone: string | null;
}

function valueOf(field: string, value: Json, reading: Reading): ReactNode {
  const { entry, names, speech, zone } = reading;
  const { t, known, lang } = speech;
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no');
  if (typeof value === 'number') {
    const { instrument } = entry.subject;
    return field === 'version' && instrument !== undefined ? (
      <Anchor component={Link} to={`/instruments/${instrument}/versions/${value}`} inherit underline="always">
        {value}
      </Anchor>
    ) : (
      String(value)
    );
  }
  if (field === 'choice') return choiceText(value, speech);
  if (field === 'outcome') return outcomeText(value, speech);
  if (field === 'result' && typeof value === 'object') return resultText(value, speech);
  if (field === 'steps') return <Steps of={value as unknown as Parameters<typeof Steps>[0]['of']} />;
  if (field === 'counts') return countsText(value, speech);
  if (Array.isArray(value)) {
    const all = value.map((one) => valueOf(field, one, reading)).filter((one) => one !== null);
    if (all.length === 0) return null;
    return all.map((one, place) => (
      <Fragment key={JSON.stringify(value[place])}>
        {place > 0 && ' · '}
        {one}
      </Fragment>
    ));
  }
  if (typeof value !== 'string') {
    if (!isPlain(value)) return null;
    if (field === 'titles') return inLang(value as Record<string, string>, lang).text;
    const { label, lang: written } = value;
    if (field === 'stages') return typeof label === 'string' ? stageName(label, speech) : null;
    if (field === 'expressions') return typeof written === 'string' ? languageName(written, lang) : null;
    // Of what a motion is about and of the terms of a mandate the words; the rest is named beside it or in the exact content.
    return typeof value['text'] === 'string' ? wordsAlone(value['text']) : null;
  }
  const noun = nounOfField(entry.type, field);
  const named = noun === null ? null : thing(noun, value, { names, speech });
  if (named !== null) return named;
  if (OPAQUE.test(value)) return null;
  if (LANGUAGES.has(field)) return languageName(value, lang);
  if (field === 'title') return usual('office', value, speech);
  if (field === 'result') return usual('result', value, speech);
  if (field === 'country') return countryName(value, lang) ?? value;
  if (MOMENT.test(value)) return moment(value, lang, zone);
  if (DATES.has(field) && DATE.test(value)) return edtf(value, lang);
  const family = FAMILIES[field];
  return (family !== undefined && known(`${family}.${value}`)) || value;
}
