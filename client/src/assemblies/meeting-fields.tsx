import { Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { isTimeZone } from '../../../src/assemblies/meeting.js';
import { houseTime } from '../house/clock.js';
import { dayTime } from '../words/dates.js';
import { slugOf } from '../../../src/basics/folded.js';
import { useWords } from '../words/words.js';

/** An assembly as it is typed: when and where it meets, and how it is called. */
export interface Meeting {
  readonly name: string;
  /** Null: it follows from the name. */
  readonly slug: string | null;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly open: boolean;
}

export const newMeeting = (): Meeting => ({
  ...{ name: '', slug: null, place: '', from: '', to: '', open: true },
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export const slugOfMeeting = ({ slug, name }: Meeting): string => slug ?? slugOf(name);

/** What was typed as it is sent, all but the short name. */
export const meetingOf = ({ name, place, from, to, timeZone, open }: Meeting) => ({
  ...{ name: name.trim(), place: place.trim() || null, from, to: to || null, timeZone, open },
});

const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** The zones as they are listed: by their continent, what has none first. */
function zones(chosen: string) {
  const groups = new Map<string, string[]>([['', ZONES.includes(chosen) ? [] : [chosen]]]);
  for (const zone of ZONES) {
    const group = zone.slice(0, Math.max(0, zone.indexOf('/')));
    groups.set(group, [...(groups.get(group) ?? []), zone]);
  }
  const { '': bare = [], ...rest } = Object.fromEntries(groups);
  return [...bare, ...Object.entries(rest).map(([group, items]) => ({ group, items }))];
}

/** The zone, chosen from a list; the hour there says whether it is the right one. */
export function TimeZoneInput({
  value,
  onChange,
}: {
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
}) {
  const { t, lang } = useWords();
  const now = new Date(houseTime()).toISOString();
  return (
    <NativeSelect
      label={t('assembly.time_zone')}
      description={isTimeZone(value) && t('convene.now_there', { time: dayTime(now, lang, value) })}
      required
      value={value}
      onChange={onChange}
      data={zones(value)}
    />
  );
}

export function MeetingFields({
  value,
  onChange,
  children,
}: {
  value: Meeting;
  onChange: (meeting: Meeting) => void;
  /** Fields that stand before the others. */
  children?: ReactNode;
}) {
  const { t } = useWords();
  const field = (name: 'name' | 'place' | 'from' | 'to' | 'timeZone') => ({
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {children}
        <TextInput label={t('assembly.name')} required maxLength={200} {...field('name')} />
        <TextInput
          label={t('convene.slug')}
          description={t('ui.slug_means')}
          required
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          minLength={2}
          maxLength={64}
          value={slugOfMeeting(value)}
          onChange={(event) => onChange({ ...value, slug: event.currentTarget.value })}
        />
        <TextInput label={t('assembly.place')} maxLength={200} {...field('place')} />
        <TimeZoneInput {...field('timeZone')} />
        <TextInput label={t('convene.from')} type="date" required {...field('from')} />
        <TextInput label={t('convene.to')} type="date" min={value.from} {...field('to')} />
      </SimpleGrid>
      <Checkbox
        label={t('convene.open')}
        checked={value.open}
        onChange={(event) => onChange({ ...value, open: event.currentTarget.checked })}
      />
    </>
  );
}

/** A version of a body's rules by which an assembly decides. */
export function RulesChoice({
  versions,
  value,
  error,
  onChange,
}: {
  versions: readonly { readonly id: string; readonly name: string; readonly number: number }[];
  value: string;
  error?: string | undefined;
  onChange: (ruleSet: string) => void;
}) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('assembly.rules')}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={versions.map(({ id, name, number }) => ({
        value: id,
        label: `${name} · ${t('body.rules_version', { number })}`,
      }))}
      required
    />
  );
}
