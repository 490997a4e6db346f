import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import type { Writing } from '../../../src/drafting/writing.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DeviationView, DraftView } from '../../../src/drafting/drafting.contract.js';
import { numbers } from '../../../src/instruments/clause.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { useAct } from '../house/api.js';
import { DiffText } from '../instruments/diff-text.js';
import { Failure } from '../ui/Failure.js';
import { Nothing } from '../ui/Page.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import classes from './drafting.module.css';
import { Wording } from './held.js';

type Merging = NonNullable<DraftView['merging']>;

/** The amendments that a clause's change comes from, by clause. */
export function marksOf(merging: Merging | null): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { clause, key } of merging?.marks ?? []) {
    const there = labels.get(clause);
    if (there?.split(', ').includes(key)) continue;
    labels.set(clause, there ? `${there}, ${key}` : key);
  }
  return labels;
}

/** What a merged draft is made of, where its amendments met, and what the secretariat has to account for. */
export function MergingPanel({
  view,
  merging,
  writing,
}: {
  view: DraftView;
  merging: Merging;
  writing: Writing;
}) {
  const { t, lang } = useWords();
  const nameOf = useClauseName(writing);
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Text fw={640}>{t('merging.amendments')}</Text>
        {merging.amendments.map((one) => {
          const title = inLang(one.titles, lang);
          return (
            <Group key={one.key} gap="xs">
              <Badge>{one.key}</Badge>
              <Text lang={title.lang}>{title.text}</Text>
              {one.poll && (
                <Anchor component={Link} to={`/polls/${one.poll}`} size="sm">
                  {t('merging.poll', { label: one.key })}
                </Anchor>
              )}
            </Group>
          );
        })}
      </Stack>
      {merging.conflicts.length > 0 && (
        <Stack gap="sm">
          <Text fw={640}>{t('merging.conflicts', { count: merging.conflicts.length })}</Text>
          <Text size="sm">{t('merging.conflicts_mean')}</Text>
          {merging.conflicts.map((conflict) => (
            <Stack key={[conflict.kind, conflict.clause, ...conflict.keys].join(' ')} gap="xs">
              <Text fw={600}>
                {conflict.clause ? nameOf(conflict.clause) : t('merging.beginning')} ·{' '}
                {conflict.keys.join(', ')}
              </Text>
              {conflict.wordings.map((one) => (
                <Wording
                  key={`${one.key} ${one.lang} ${one.clause} ${one.op}`}
                  label={`${one.key} · ${LANG_NAMES[one.lang]}`}
                  text={one.text ?? t('merging.deletes')}
                  lang={one.lang}
                />
              ))}
            </Stack>
          ))}
        </Stack>
      )}
      <Stack gap="sm">
        <Text fw={640}>{t('merging.deviations', { count: merging.deviations.length })}</Text>
        {merging.deviations.length === 0 ? (
          <Nothing>{t('merging.no_deviations')}</Nothing>
        ) : (
          <Text size="sm">{t('merging.deviations_mean')}</Text>
        )}
        {merging.deviations.map((one) => (
          <Deviation key={one.clause} draft={view.id} name={nameOf(one.clause)} deviation={one} />
        ))}
      </Stack>
    </Stack>
  );
}

function useClauseName(writing: Writing): (clause: string) => string {
  const { t } = useWords();
  const clauses = Object.values(writing.mine)[0] ?? [];
  const labels = numbers(clauses);
  return (id) => {
    const clause = clauses.find((one) => one.id === id);
    if (!clause) return t('merging.clause_gone');
    const words = clause.text.length > 40 ? `${clause.text.slice(0, 40)}…` : clause.text;
    return `${t(`clause.${clause.kind}`)} ${labels[id] ?? words}`;
  };
}

function Deviation({ draft, name, deviation }: { draft: string; name: string; deviation: DeviationView }) {
  const { t } = useWords();
  const give = useAct(draftRoutes.giveReason);
  const [reason, setReason] = useState(deviation.reason ?? '');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    give.mutate({ draft, clause: deviation.clause, reason: reason.trim() });
  };
  return (
    <form onSubmit={send} className={classes.change} data-testid={`deviation-${deviation.clause}`}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {deviation.conflict && <Badge color="orange">{t('merging.conflict')}</Badge>}
          <Badge color={deviation.reason ? 'green' : 'red'}>
            {t(deviation.reason ? 'merging.reasoned' : 'merging.unreasoned')}
          </Badge>
        </Group>
        {deviation.changes.map((one) => (
          <div key={`${one.lang} ${one.op}`}>
            <Text size="sm" c="dimmed">
              {`${LANG_NAMES[one.lang]} · ${t(`merging.op.${one.op}`)}`}
            </Text>
            {one.op !== 'move' && (
              <DiffText lang={one.lang} runs={wordsOf(one.before ?? '', one.after ?? '')} />
            )}
          </div>
        ))}
        <TextInput
          label={t('merging.reason', { clause: name })}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="light" size="sm" loading={give.isPending}>
          {t('merging.give_reason')}
        </Button>
        <Failure error={give.error} />
      </Stack>
    </form>
  );
}
