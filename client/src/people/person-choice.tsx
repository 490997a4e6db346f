import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useRead, type Out } from '../house/api.js';
import { useWords } from '../words/words.js';

/** Somebody as they are chosen. */
export type Known = Pick<Out<typeof peopleRoutes.people>['people'][number], 'id' | 'name' | 'email'>;

/** Chooses a person of the house by what is typed of name or address: the server searches, as there may be thousands. */
export function PersonChoice({
  label,
  value,
  error,
  but,
  required = false,
  placeholder,
  onChange,
}: {
  label: string;
  value: Known | null;
  error?: ReactNode;
  /** Who is not offered. */
  but?: string;
  required?: boolean;
  placeholder?: string;
  onChange: (person: Known | null) => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const shown = value ? labelOf(value) : '';
  const [search] = useDebouncedValue(typed === shown ? '' : typed.trim().slice(0, 100), 250);
  const { data } = useRead(peopleRoutes.people, { search });
  const found = (data?.people ?? []).filter(({ id }) => id !== but);
  // Who was chosen stays in the list, whatever is searched for then.
  const offered = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={placeholder ?? t('person.search')}
      required={required}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      value={value?.id ?? null}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
      // The server has searched, also by what is not in the label.
      filter={({ options }) => options}
      nothingFoundMessage={t('person.none_found')}
      data={offered.map((one) => ({ value: one.id, label: labelOf(one) }))}
    />
  );
}

const labelOf = ({ name, email }: Known): string => (email ? `${name}, ${email}` : name);
