import { Anchor, Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Json } from '../../../src/basics/canonical.js';
import type { Entry } from '../../../src/log/entry.js';
import type { Names } from '../../../src/record/record.contract.js';
import { nounOfField } from '../../../src/record/things.js';
import { nameOf } from '../motions/states.js';
import type { MotionAbout } from '../../../src/motions/motions.contract.js';
import { voteText } from '../polls/votes.js';
import type { Vote } from '../../../src/polls/polls.contract.js';
import { countryName } from '../words/countries.js';
import { edtf, moment } from '../words/dates.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import type { Lang } from '../../../src/basics/fields.js';

type Named = Names[string];
/** An entry that is not withheld, with what it names. */
export interface Said {
  readonly entry: Entry;
  readonly names: Names;
}

/** What a thing is called in the reader's language: "Poll 1: To meet an hour earlier"; null: nobody says. */
export function nameText(noun: string, named: Named | undefined, speech: Speech): string | null {
  if (named === undefined) return null;
  const { t, lang } = speech;
  const { name, number, label, kind } = named;
  const title = named.titles ? inLang(named.titles, lang).text : '';
  const own =
    noun === 'motion' && label !== undefined && kind !== undefined
      ? nameOf({ label, about: { kind } as MotionAbout }, t)
      : noun === 'poll'
        ? number === undefined
          ? t('poll.rehearsal')
          : t('poll.numbered', { number })
        : noun === 'version' && number !== undefined
          ? t('version.numbered', { number })
          : noun === 'sitting' && number !== undefined
            ? t('sitting.numbered', { number })
            : noun === 'notice' || noun === 'comment'
              ? `${t(`record.thing.${noun}`)} ${number ?? ''}`.trim()
              : noun === 'credential' || noun === 'proxy' || noun === 'mandate' || noun === 'referral'
                ? `${t(`record.thing.${noun}`)} ${name ?? title}`
                : null;
  const further = own === null || noun === 'credential' || noun === 'proxy' ? '' : (name ?? title);
  if (own === null) return name ?? (title || null);
  return further === '' || own.endsWith(further) ? own : t('ui.pair', { name: own, what: further });
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

/** A thing by its name, linked to where it is looked at; null where it has no name for this reader. */
function thing(noun: string, id: string, { names, speech }: { names: Names; speech: Speech }): ReactNode {
  const named = names[`${noun}:${id}`];
  const text = nameText(noun, named, speech);
  if (text === null) return null;
  const page = pageOf(noun, id, named);
  return page === null ? (
    text
  ) : (
    <Anchor component={Link} to={page} inherit underline="always">
      {text}
    </Anchor>
  );
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
  const named = Object.entries(data).flatMap(([field, value]) => {
    const noun = nounOfField(type, field);
    return noun !== null && noun !== 'person' && typeof value === 'string' ? [[noun, value] as const] : [];
  });
  const all = [
    ...named.filter(([noun]) => noun === own),
    ...Object.entries(subject).filter(([noun]) => noun === own),
    ...named.filter(([noun]) => ['item', 'member', 'credential', 'stage', 'organisation'].includes(noun)),
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

/** What happened, by whom, about what, as one sentence with links. `but`: the thing whose entries are listed, as `noun:id`. */
export function Told({ entry, names, but }: Said & { but?: string | undefined }) {
  const speech = useWords();
  const { t, known } = speech;
  const said = known(`told.${entry.type}`, { by: actorText(entry, names, speech) }) ?? entry.type;
  const gist = gistOf(entry, speech);
  const about = aboutOf(entry).flatMap(([noun, id]) => {
    const named = `${noun}:${id}` === but ? null : thing(noun, id, { names, speech });
    return named === null ? [] : [{ key: `${noun}:${id}`, named }];
  });
  const told = gist === null ? said : t('record.gist', { said, gist });
  if (about.length === 0)
    return (
      <Text span inherit>
        {told}
      </Text>
    );
  const [before, after] = t('record.about', { said: told, names: '\0' }).split('\0');
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

/** What the data of an entry says, for which the client has words: names and values. */
export function factsOf({ entry, names }: Said, speech: Speech): (readonly [string, ReactNode])[] {
  const zone = zoneOf(names, entry.subject);
  return Object.entries(entry.data).flatMap(([field, value]) => {
    const name = speech.known(`record.fact.${field}`);
    const noun = nounOfField(entry.type, field);
    // The round of an election is a number, that of a stage a consultation.
    const isCount = typeof value === 'number' && noun !== 'version';
    const label = name ?? (noun === null || isCount ? null : speech.known(`record.thing.${noun}`));
    const told = label === null ? null : valueOf(field, value, { entry, names, speech, zone });
    return told === null ? [] : [[label!, told] as const];
  });
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
  if (typeof value === 'number') return String(value);
  if (field === 'choice') return choiceText(value, speech);
  if (field === 'outcome') return outcomeText(value, speech);
  if (field === 'result' && typeof value === 'object') return resultText(value, speech);
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
  if (typeof value === 'object')
    return field === 'titles' ? inLang(value as Record<string, string>, lang).text : null;
  const noun = nounOfField(entry.type, field);
  const named = noun === null ? null : thing(noun, value, { names, speech });
  if (named !== null) return named;
  if (OPAQUE.test(value)) return null;
  if (field === 'lang' || field === 'langs' || field === 'languages')
    return LANG_NAMES[value as Lang] ?? value;
  if (field === 'country') return countryName(value, lang) ?? value;
  if (MOMENT.test(value)) return moment(value, lang, zone);
  if (DATES.has(field) && DATE.test(value)) return edtf(value, lang);
  const family = FAMILIES[field];
  return (family !== undefined && known(`${family}.${value}`)) || value;
}
