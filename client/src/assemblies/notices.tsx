import {
  Anchor,
  Badge,
  Box,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { noticeRoutes } from '../../../src/assemblies/notices.contract.js';
import type { NoticeView } from '../../../src/assemblies/notices.contract.js';
import { addressOf, useAct } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { MEANT_ABOVE } from '../ui/theme.js';
import { useWords } from '../words/words.js';

type Assembly = z.infer<typeof AssemblyView>;

const OUTCOMES = ['sent', 'waiting', 'failed', 'no_address'] as const;
const COLOURS = { sent: 'green', waiting: 'yellow', failed: 'red', no_address: 'gray' } as const;

/** Each notice with its proof, the latest first and unfolded. */
export function Notices({
  assembly,
  notices,
  carried,
}: {
  assembly: Assembly;
  notices: readonly NoticeView[];
  /** The house sends them itself. */
  carried: boolean;
}) {
  return (
    <Stack>
      {notices.map((notice, place) => (
        <One key={notice.id} assembly={assembly} notice={notice} carried={carried} unfolded={place === 0} />
      ))}
    </Stack>
  );
}

function One({
  assembly,
  notice,
  carried,
  unfolded,
}: {
  assembly: Assembly;
  notice: NoticeView;
  carried: boolean;
  unfolded: boolean;
}) {
  const { t, lang } = useWords();
  const at = { assembly: assembly.id, notice: notice.id };
  const counted = (outcome: (typeof OUTCOMES)[number]): number =>
    notice.members.filter((one) => one.outcome === outcome).length;
  const left = notice.members.filter(({ outcome }) => outcome === 'waiting' || outcome === 'failed');
  return (
    <Card data-testid={`notice-${notice.number}`}>
      <Section
        level={3}
        title={t('notice.numbered', { kind: t(`notice.kind.${notice.kind}`), number: notice.number })}
        action={
          <Group gap="xs">
            {OUTCOMES.filter(counted).map((outcome) => (
              <Badge key={outcome} color={COLOURS[outcome]}>
                {t(`notice.outcome.${outcome}`)} · {counted(outcome)}
              </Badge>
            ))}
          </Group>
        }
      >
        <Stack>
          <Box>
            <Text fw={600}>{notice.subject}</Text>
            <Text size="sm" c="dimmed">
              {moment(notice.issuedAt, lang, assembly.timeZone)}
              {notice.days !== null && ` · ${t('notice.days_before', { count: notice.days })}`}
            </Text>
            {notice.urgency !== null && (
              <Text size="sm">{t('notice.urgency_given', { reason: notice.urgency })}</Text>
            )}
          </Box>
          <Group>
            <Button component="a" href={addressOf(noticeRoutes.proof, at)} download variant="default">
              {t('notice.proof')}
            </Button>
            {left.length > 0 && (
              <Button component="a" href={addressOf(noticeRoutes.messages, at)} download variant="default">
                {t('notice.mbox')}
              </Button>
            )}
          </Group>
          <Box component="details" open={unfolded}>
            <Box component="summary" mih={48} py="sm" fw={600} style={{ cursor: 'pointer' }}>
              {t('notice.proof_list', { count: notice.members.length })}
            </Box>
            <Proof assembly={assembly} notice={notice} carried={carried} left={left} />
          </Box>
        </Stack>
      </Section>
    </Card>
  );
}

/** What became of each message. What was handed over in another way is recorded here, with what was said. */
function Proof({
  assembly,
  notice,
  carried,
  left,
}: {
  assembly: Assembly;
  notice: NoticeView;
  carried: boolean;
  left: NoticeView['members'];
}) {
  const { t, lang } = useWords();
  const record = useAct(noticeRoutes.recordDelivery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<'sent' | 'failed'>('sent');
  const [answer, setAnswer] = useState('');
  const at = { assembly: assembly.id, notice: notice.id };
  /** Those that were issued before the house could send are for somebody's hand. */
  const sent = carried && left.every(({ outcome, nextAt }) => outcome === 'failed' || nextAt !== null);
  const open = new Set(left.map(({ member }) => member));
  const members = [...chosen].filter((member) => open.has(member));
  return (
    <Stack>
      {left.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            record.mutate(
              { ...at, members, outcome, answer: answer.trim() || null },
              { onSuccess: () => setChosen(new Set()) },
            );
          }}
        >
          <Stack gap="sm">
            <Text size="sm">{t(sent ? 'notice.carried_means' : 'notice.by_hand_means')}</Text>
            <Group align="flex-end">
              <Checkbox
                label={t('notice.select_left', { count: left.length })}
                checked={members.length === left.length}
                indeterminate={members.length > 0 && members.length < left.length}
                onChange={(event) => setChosen(new Set(event.currentTarget.checked ? open : []))}
                pb={{ base: 0, sm: 'sm' }}
              />
              <NativeSelect
                label={t('notice.outcome')}
                value={outcome}
                onChange={(event) => setOutcome(event.currentTarget.value as typeof outcome)}
                data={(['sent', 'failed'] as const).map((value) => ({
                  value,
                  label: t(`notice.outcome.${value}`),
                }))}
              />
              <TextInput
                label={t('notice.answer')}
                description={t('notice.answer_means')}
                inputWrapperOrder={MEANT_ABOVE}
                maxLength={300}
                value={answer}
                onChange={(event) => setAnswer(event.currentTarget.value)}
                flex="1 1 14rem"
              />
              <Button type="submit" disabled={members.length === 0} loading={record.isPending}>
                {t('notice.record', { count: members.length })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <Failure error={record.error} />
      <DataTable
        caption={t('notice.proof_list', { count: notice.members.length })}
        rows={notice.members}
        keyOf={(one) => one.member}
        columns={[
          ...(left.length > 0
            ? [
                {
                  key: 'choose',
                  phone: 'mark' as const,
                  head: t('ui.select'),
                  cell: ({ member, name }: NoticeView['members'][number]) =>
                    open.has(member) ? (
                      <Checkbox
                        aria-label={t('ui.select_named', { name })}
                        checked={chosen.has(member)}
                        onChange={(event) => {
                          const next = new Set(chosen);
                          if (event.currentTarget.checked) next.add(member);
                          else next.delete(member);
                          setChosen(next);
                        }}
                      />
                    ) : null,
                },
              ]
            : []),
          { key: 'member', phone: 'title', head: t('roll.member'), cell: ({ name }) => name },
          {
            key: 'outcome',
            head: t('notice.outcome'),
            cell: (one) => (
              <>
                <Badge color={COLOURS[one.outcome]}>{t(`notice.outcome.${one.outcome}`)}</Badge>
                {one.nextAt !== null && (
                  <Text size="sm" c="dimmed">
                    {one.answer === null
                      ? t('notice.on_its_way')
                      : t('notice.tried', {
                          count: one.attempts,
                          at: moment(one.nextAt, lang, assembly.timeZone),
                        })}
                  </Text>
                )}
              </>
            ),
          },
          {
            key: 'at',
            head: t('notice.at'),
            cell: (one) => one.at && moment(one.at, lang, assembly.timeZone),
          },
          { key: 'answer', head: t('notice.answer'), cell: (one) => one.answer },
          ...(left.length > 0
            ? [
                {
                  key: 'message',
                  head: t('notice.message'),
                  cell: ({ member, name }: NoticeView['members'][number]) =>
                    open.has(member) ? (
                      <Anchor
                        href={addressOf(noticeRoutes.message, { ...at, member })}
                        download
                        aria-label={t('ui.pair', { name: t('notice.eml'), what: name })}
                        py={6}
                      >
                        {t('notice.eml')}
                      </Anchor>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </Stack>
  );
}
