import { Button, Checkbox, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { must } from '../../../src/basics/must.js';
import type { Refusal } from '../../../src/basics/result.js';
import type { Sentence } from '../../../src/rules/sentences.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { Card, Section } from '../ui/Page.js';
import { slugOf } from '../../../src/basics/folded.js';
import { usualCode } from '../../../src/bodies/labels.js';
import { MEANT_ABOVE } from '../ui/theme.js';
import { useWords } from '../words/words.js';
import { faultText, sentenceText } from './sentences.js';

/** The rules as they are being written, with what is wrong in them and what they mean. */
export const Writing = createContext<{
  readonly rules: RuleSet;
  readonly faults: readonly Refusal[];
  readonly sentences: readonly Sentence[];
} | null>(null);

export const useWriting = () => must(useContext(Writing), 'rule set in writing');

/** The element of a field, by its path in the rule set. */
export const idOf = (at: string): string => `rules-${at.replaceAll('.', '-')}`;

/** The id of a field and the first of its faults in words. */
export function useField(at: string): { id: string; error: string | undefined } {
  const speech = useWords();
  const fault = useWriting().faults.find(({ facts }) => facts['at'] === at);
  return { id: idOf(at), error: fault && faultText(fault, speech) };
}

/** What a part means as it stands, told again as it changes. */
export function Meaning({ of }: { of: string | readonly string[] }) {
  const speech = useWords();
  const paths = typeof of === 'string' ? [of] : of;
  const { sentences, faults } = useWriting();
  const within = (at: string, path: string): boolean => at === path || at.startsWith(`${path}.`);
  // What is wrong means nothing yet.
  const wrong = (at: string): boolean => faults.some(({ facts }) => within(String(facts['at']), at));
  const said = sentences.filter(({ at }) => paths.some((path) => within(at, path)) && !wrong(at));
  if (said.length === 0) return null;
  return (
    <List
      size="sm"
      spacing={2}
      p="sm"
      listStyleType="none"
      style={{ background: 'var(--house-accent-soft)', borderRadius: 8 }}
      aria-live="polite"
    >
      {said.map((one, place) => (
        <List.Item key={`${place} ${one.code}`}>{sentenceText(one, speech)}</List.Item>
      ))}
    </List>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <Card>
        <Stack>{children}</Stack>
      </Card>
    </Section>
  );
}

/** One of several words; the words of an option are those of `keys` and its value. */
export function Choice<V extends string>({
  at,
  label,
  value,
  options,
  onChange,
}: {
  at: string;
  label: string;
  value: V;
  options: readonly (readonly [value: V, label: string])[];
  onChange: (value: V) => void;
}) {
  const field = useField(at);
  return (
    <NativeSelect
      {...field}
      label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([one]) => one === event.currentTarget.value);
        if (chosen) onChange(chosen[0]);
      }}
      data={options.map(([one, words]) => ({ value: one, label: words }))}
    />
  );
}

/** A share, a number of votes: kept as it is typed, its fault beside it. */
export function Amount({
  at,
  label,
  value,
  description,
  onChange,
}: {
  at: string;
  label: string;
  value: string;
  description?: string;
  onChange: (value: string) => void;
}) {
  const field = useField(at);
  return (
    <TextInput
      {...field}
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
      autoComplete="off"
      maxLength={30}
      maw="22rem"
      flex="1 1 auto"
    />
  );
}

/** Which of the names that the rules list. */
export function Names({
  at,
  label,
  names,
  value,
  onChange,
}: {
  at: string;
  label: string;
  names: readonly string[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}) {
  const field = useField(at);
  const { known } = useWords();
  // What was taken off the list stays to be seen, and to be unticked.
  const all = [...names, ...value.filter((one) => !names.includes(one))];
  return (
    <Checkbox.Group {...field} label={label} value={[...value]} onChange={onChange}>
      <Group gap="lg" mt={4} mih={32}>
        {all.map((name) => (
          <Checkbox key={name} value={name} label={known(`class.${name}`) ?? name} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** A usual name in any language is the code that everybody knows; another is spelt as one. */
const codeOf = (typed: string): string => usualCode(typed) ?? slugOf(typed);

/** A list of names that grows and shrinks: classes, regions, chambers, languages. */
export function NameList({
  at,
  addLabel,
  description,
  names,
  labelOf,
  beside,
  spell = codeOf,
  onAdd,
  onRemove,
}: {
  at: string;
  addLabel: string;
  description: string;
  names: readonly string[];
  labelOf?: (name: string) => string;
  /** What stands beside each name. */
  beside?: (name: string) => ReactNode;
  /** How what was typed is spelt as a name. */
  spell?: (typed: string) => string;
  onAdd: (name: string) => void;
  onRemove: (name: string) => void;
}) {
  const speech = useWords();
  const { t, known } = speech;
  const { faults } = useWriting();
  const field = useField(at);
  const [fresh, setFresh] = useState('');
  const label = labelOf ?? ((name: string) => known(`class.${name}`) ?? name);
  const name = spell(fresh.trim());
  const add = (): void => {
    if (name === '') return;
    onAdd(name);
    setFresh('');
  };
  return (
    <Stack gap="xs">
      {names.map((one, place) => {
        const fault = faults.find(({ facts }) => facts['at'] === `${at}.${place}`);
        return (
          <Group
            key={`${place} ${one}`}
            gap="sm"
            wrap="nowrap"
            align={beside ? 'flex-end' : 'center'}
            id={idOf(`${at}.${place}`)}
          >
            {beside ? beside(one) : <Text miw="8rem">{label(one)}</Text>}
            <Button
              variant="default"
              aria-label={t('rules.remove_named', { name: label(one) })}
              onClick={() => onRemove(one)}
            >
              {t('ui.remove')}
            </Button>
            {fault && (
              <Text c="var(--tone-red)" size="sm">
                {faultText(fault, speech)}
              </Text>
            )}
          </Group>
        );
      })}
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <TextInput
          {...field}
          label={addLabel}
          description={description}
          inputWrapperOrder={MEANT_ABOVE}
          value={fresh}
          onChange={(event) => setFresh(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          maxLength={64}
          autoCapitalize="none"
          autoComplete="off"
          maw="22rem"
          flex="1 1 auto"
        />
        <Button
          variant="default"
          onClick={add}
          aria-label={t('ui.pair', { name: t('rules.add'), what: addLabel })}
        >
          {t('rules.add')}
        </Button>
      </Group>
    </Stack>
  );
}
