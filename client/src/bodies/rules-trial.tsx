import { Fieldset, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { trialGroups, tryOut } from '../../../src/rules/trial.js';
import type { TrialGroup } from '../../../src/rules/trial.js';
import { OutcomeBadge } from '../polls/result.js';
import { majorityLabel } from '../polls/rule.js';
import { Steps } from '../polls/steps.js';
import { sentenceOf } from '../ui/Failure.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { Part } from './rules-fields.js';

/** What was typed, kept as text: a field may be empty for a moment. */
type Typed = Readonly<
  Record<'for' | 'against' | 'abstain' | 'represented' | 'attending' | 'entitled' | 'votes', string>
>;

const BEGIN: Typed = {
  for: '40',
  against: '12',
  abstain: '8',
  represented: '60',
  attending: '60',
  entitled: '80',
  votes: '1',
};

const labelOf = (group: TrialGroup, { t, known, lang }: Speech): string =>
  new Intl.ListFormat(lang, { type: 'unit' }).format(
    group.labels.map(({ kind, name }) =>
      t('group.named', {
        group: t(`group.${kind}`),
        of: name === null ? t('rules.try_others') : (known(`class.${name}`) ?? name),
      }),
    ),
  ) || t('group.all');

const number = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);

/** Imagined votes, decided by the same code that decides polls. */
export function Trial({ rules, sound }: { rules: RuleSet; sound: boolean }) {
  const speech = useWords();
  const { t } = speech;
  const [chosen, setChosen] = useState('ordinary');
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const [casting, setCasting] = useState<'for' | 'against' | ''>('');
  const name = Object.hasOwn(rules.majorities, chosen) ? chosen : 'ordinary';
  const groups = useMemo(() => trialGroups(rules, name), [rules, name]);
  const rows = groups.map((_, row) => typed[row] ?? BEGIN);
  const tried = sound
    ? tryOut({
        ...{ rules, name, groups, castingVote: casting || null },
        counts: rows.map((row) => ({
          for: number(row.for),
          against: number(row.against),
          abstain: number(row.abstain),
          represented: number(row.represented),
          attending: number(row.attending),
          entitled: number(row.entitled),
          votes: row.votes,
        })),
      })
    : null;
  const refusal = tried && !tried.ok ? tried.refusal : null;
  const wrong = refusal?.code === 'trial.votes' ? 'votes' : refusal?.facts['field'];
  const labels = {
    for: t('choice.for'),
    against: t('choice.against'),
    abstain: t('choice.abstain'),
    represented: t('rules.try_represented'),
    attending: t('rules.try_attending'),
    entitled: t('rules.try_entitled'),
    votes: t('rules.try_votes'),
  } as const satisfies Record<keyof Typed, string>;
  return (
    <Part title={t('rules.try')}>
      <Text c="dimmed">{t('rules.try_means')}</Text>
      <NativeSelect
        label={t('rules.try_majority')}
        value={name}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={Object.keys(rules.majorities).map((one) => ({
          value: one,
          label: majorityLabel(one, speech),
        }))}
      />
      {groups.map((group, row) => (
        <Fieldset key={labelOf(group, speech)} legend={labelOf(group, speech)} radius="md">
          <SimpleGrid cols={{ base: 2, sm: 4 }} verticalSpacing="sm" style={{ alignItems: 'end' }}>
            {(Object.keys(labels) as (keyof Typed)[]).map((field) => {
              const here =
                refusal?.facts['row'] === row &&
                (wrong === field || (wrong === 'cast' && field === 'represented'));
              return (
                <TextInput
                  key={field}
                  label={labels[field]}
                  inputMode={field === 'votes' ? 'text' : 'numeric'}
                  autoComplete="off"
                  maxLength={12}
                  value={rows[row]?.[field] ?? ''}
                  error={here && refusal ? sentenceOf(refusal, speech) : undefined}
                  onChange={(event) => {
                    const value = event.currentTarget.value.trim();
                    setTyped(rows.map((one, place) => (place === row ? { ...one, [field]: value } : one)));
                  }}
                />
              );
            })}
          </SimpleGrid>
        </Fieldset>
      ))}
      {rules.majorities[name]?.tie === 'casting_vote' && (
        <NativeSelect
          label={t('rules.try_casting')}
          value={casting}
          onChange={(event) => setCasting(event.currentTarget.value as typeof casting)}
          data={[
            { value: '', label: t('rules.try_no_casting') },
            { value: 'for', label: t('choice.for') },
            { value: 'against', label: t('choice.against') },
          ]}
        />
      )}
      <Stack role="status" data-testid="trial">
        {!sound && <Text>{t('rules.try_faults')}</Text>}
        {tried?.ok && tried.value.outcome === null && <Text fw={640}>{t('rules.not_opened')}</Text>}
        {tried?.ok && tried.value.outcome !== null && (
          <OutcomeBadge outcome={tried.value.outcome} size="xl" />
        )}
        {tried?.ok && <Steps of={tried.value.steps} />}
      </Stack>
    </Part>
  );
}
