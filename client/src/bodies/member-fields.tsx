import { Autocomplete, NativeSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { MemberView } from '../../../src/bodies/bodies.contract.js';
import { byName } from '../../../src/basics/order.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { countriesIn } from '../words/countries.js';
import { useWords, type Speech } from '../words/words.js';

type Facts = z.input<(typeof bodyRoutes)['admitMember']['input']>['facts'];
/** As they are typed: what is empty is not known. */
export type TypedFacts = { readonly [K in keyof Facts]: string };

export const NO_FACTS: TypedFacts = {
  ...{ class: '', votes: '', country: '', region: '', chamber: '' },
  ...{ paidUpTo: '', from: '', to: '' },
};

/** What the register has of a member, as the form shows it. */
export const typedOf = (member: MemberView): TypedFacts =>
  Object.fromEntries(
    (Object.keys(NO_FACTS) as (keyof TypedFacts)[]).map((fact) => [fact, member[fact] ?? '']),
  ) as TypedFacts;

/** What was typed, as it is sent. */
export const factsFrom = ({ class: kind, ...typed }: TypedFacts): Facts => ({
  class: kind.trim(),
  ...(Object.fromEntries(Object.entries(typed).map(([fact, text]) => [fact, text.trim() || null])) as Omit<
    Facts,
    'class'
  >),
});

/** Classes that most rules have, before a body has any. */
const USUAL = ['full', 'associate', 'observer'];

const wordOf = (code: string, { known }: Speech): string => known(`class.${code}`) ?? code;

/**
 * The facts of a member. Class, region and chamber are among those that the rules list; where they list none, one that the
 * register knows, or a new one.
 */
export function MemberFields({
  typed,
  onType,
  rules,
  members,
  errorAt,
}: {
  typed: TypedFacts;
  onType: (more: Partial<TypedFacts>) => void;
  rules: RuleSet | null;
  members: readonly MemberView[];
  errorAt: (field: string) => string | undefined;
}) {
  const speech = useWords();
  const { t, lang } = speech;
  const line = (fact: keyof TypedFacts, limit: number) => ({
    value: typed[fact],
    maxLength: limit,
    error: errorAt(fact),
    onChange: (event: { currentTarget: { value: string } }) => onType({ [fact]: event.currentTarget.value }),
  });
  const word = (
    fact: 'class' | 'region' | 'chamber',
    { label, listed, means }: { label: string; listed: readonly string[]; means: string },
  ) => {
    const required = fact === 'class';
    const usual = required ? USUAL : [];
    const there = [...new Set([...usual, ...members.flatMap((member) => member[fact] ?? [])])].toSorted(
      byName,
    );
    if (listed.length > 0) {
      // What rules of before listed stays, unless somebody chooses otherwise.
      const all = typed[fact] === '' || listed.includes(typed[fact]) ? listed : [...listed, typed[fact]];
      return (
        <NativeSelect
          label={label}
          required={required}
          value={typed[fact]}
          error={errorAt(fact)}
          onChange={(event) => onType({ [fact]: event.currentTarget.value })}
          data={[{ value: '', label: '–' }, ...all.map((value) => ({ value, label: wordOf(value, speech) }))]}
        />
      );
    }
    return (
      <Autocomplete
        label={label}
        description={means}
        required={required}
        maxLength={80}
        value={wordOf(typed[fact], speech)}
        error={errorAt(fact)}
        onChange={(text) => onType({ [fact]: there.find((one) => wordOf(one, speech) === text) ?? text })}
        data={[...new Set(there.map((one) => wordOf(one, speech)))]}
      />
    );
  };
  const countries = countriesIn(lang);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {word('class', {
        label: t('roll.class'),
        listed: rules?.classes ?? [],
        means: t('member.class_free'),
      })}
      <TextInput
        label={t('roll.votes')}
        description={t('member.votes_means')}
        inputMode="decimal"
        {...line('votes', 40)}
      />
      <Select
        label={t('roll.country')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('ui.remove') }}
        value={typed.country || null}
        error={errorAt('country')}
        onChange={(value) => onType({ country: value ?? '' })}
        data={
          typed.country === '' || countries.some(({ value }) => value === typed.country)
            ? countries
            : [...countries, { value: typed.country, label: typed.country }]
        }
      />
      {word('region', {
        label: t('roll.region'),
        listed: rules?.regions ?? [],
        means: t('member.place_means'),
      })}
      {word('chamber', {
        label: t('roll.chamber'),
        listed: rules?.chambers ?? [],
        means: t('member.place_means'),
      })}
      <TextInput
        label={t('column.paid_up_to')}
        {...(rules?.duesRequired && { description: t('member.dues_means') })}
        type="date"
        {...line('paidUpTo', 40)}
      />
      <EdtfInput
        label={t('member.since')}
        value={typed.from}
        error={errorAt('from')}
        onChange={(from) => onType({ from })}
      />
      <EdtfInput
        label={t('member.end_on')}
        value={typed.to}
        error={errorAt('to')}
        onChange={(to) => onType({ to })}
      />
    </SimpleGrid>
  );
}
