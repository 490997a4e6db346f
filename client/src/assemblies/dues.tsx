import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { cutOffOf } from '../../../src/assemblies/meeting.js';
import { noticeRoutes } from '../../../src/assemblies/notices.contract.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { MemberView } from '../../../src/bodies/bodies.contract.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { useAct, useRead } from '../house/api.js';
import { forget, useKept } from '../ui/kept.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Nothing, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

type Assembly = z.infer<typeof AssemblyView>;

/** Where only members whose dues are paid have a vote: dues paid at the door, until the cut-off, entitle at once. */
export function Dues({ assembly }: { assembly: Assembly }) {
  const { t, lang } = useWords();
  const body = useRead(bodyRoutes.body, { body: assembly.body.id });
  return (
    <Section title={t('dues.title')}>
      <Read query={body}>
        {({ members, ruleSets }) => {
          const rules = ruleSets.find(({ id }) => id === assembly.ruleSet?.id)?.data as RuleSet | undefined;
          if (!rules?.duesRequired) return <Nothing>{t('refused.dues.not_required')}</Nothing>;
          const cutOff = cutOffOf(assembly.from);
          const behind = members.filter(({ paidUpTo }) => paidUpTo === null || paidUpTo < cutOff);
          return (
            <Stack>
              <Text c="dimmed">
                {t('dues.means')}{' '}
                {assembly.duesUntil !== null
                  ? t('dues.until', { moment: moment(assembly.duesUntil, lang, assembly.timeZone) })
                  : t('dues.until_first_day')}
              </Text>
              <Card>
                <Form assembly={assembly} behind={behind} cutOff={cutOff} />
              </Card>
            </Stack>
          );
        }}
      </Read>
    </Section>
  );
}

function Form({
  assembly,
  behind,
  cutOff,
}: {
  assembly: Assembly;
  behind: readonly MemberView[];
  cutOff: string;
}) {
  const { t } = useWords();
  const pay = useAct(noticeRoutes.payDues);
  const refused = useRefused(pay.error, { 'dues.too_short': 'paidUpTo', 'dues.paid_up': 'member' });
  const form = `dues ${assembly.id}`;
  const [member, setMember] = useKept(form, 'member', '');
  const [paid, setPaid] = useState('');
  const [paidUpTo, setPaidUpTo] = useKept(form, 'paidUpTo', `${cutOff.slice(0, 4)}-12-31`);
  const [note, setNote] = useKept(form, 'note', '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const name = behind.find(({ id }) => id === member)?.name ?? '';
        pay.mutate(
          { assembly: assembly.id, member, paidUpTo, note: note.trim() },
          {
            onSuccess: () => {
              setPaid(name);
              forget(form);
            },
          },
        );
      }}
    >
      <Stack>
        {behind.length === 0 && <Text>{t('dues.nobody')}</Text>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('dues.member')}
            required
            value={member}
            error={refused.at('member')}
            onChange={(event) => setMember(event.currentTarget.value)}
            data={[{ value: '', label: '–' }, ...behind.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <TextInput
            label={t('dues.paid_up_to')}
            type="date"
            required
            value={paidUpTo}
            error={refused.at('paidUpTo')}
            onChange={(event) => setPaidUpTo(event.currentTarget.value)}
          />
        </SimpleGrid>
        <TextInput
          label={t('dues.note')}
          required
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Failure error={refused.rest} />
        {pay.isSuccess && (
          <Alert color="green" role="status">
            {t('dues.done', { name: paid })}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={pay.isPending} disabled={behind.length === 0}>
            {t('dues.record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
