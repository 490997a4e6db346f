import { Badge, Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { referralRoutes } from '../../../src/instruments/referrals.contract.js';
import type { Answer, ReferralView } from '../../../src/instruments/referrals.contract.js';
import { useAct, useRead } from '../house/api.js';
import { secretariatOf, useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { Card, Head, Section } from '../ui/Page.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { InstrumentOut } from './history.js';
import { bodyLink } from './mandates.js';

const COLOURS: Readonly<Record<ReferralView['state'], string>> = {
  ...{ open: 'blue', overdue: 'orange', answered: 'green', returned: 'gray' },
};

/** The referrals of an instrument, and a form for the secretariat of the body where it is; nothing for others without one. */
export function Referrals({ instrument }: { instrument: InstrumentOut }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const { data } = useRead(referralRoutes.referrals, { instrument: instrument.id });
  const current = instrument.stages.find(({ state }) => state === 'current');
  const desk = current && secretariatOf(session, current.body.id);
  if (!data || (data.referrals.length === 0 && !desk)) return null;
  return (
    <Section title={t('referral.title')}>
      <Stack>
        {data.referrals.map((referral) => (
          <Referral key={referral.id} referral={referral} />
        ))}
        {desk && <Refer instrument={instrument} from={current.body.id} />}
      </Stack>
    </Section>
  );
}

export function Referral({ referral }: { referral: ReferralView }) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const { state, until, back } = referral;
  return (
    <Card data-testid={`referral-${state}`}>
      <Stack gap="xs">
        <Head>
          <Text fw={640} component="div">
            {bodyLink(referral.from)} → {bodyLink(referral.to)}
          </Text>
          <Badge color={COLOURS[state]}>{t(`referral.state.${state}`)}</Badge>
        </Head>
        <Text>{referral.reason}</Text>
        <Text size="sm" c="dimmed">
          {edtf(referral.made, lang)}
          {until && ` · ${t('referral.until', { date: edtf(until, lang) })}`}
        </Text>
        {back && (
          <Text>
            {back.answer && `${t('ui.label', { name: t(`referral.answer.${back.answer}`) })} `}
            {back.text}
          </Text>
        )}
        {!back && secretariatOf(session, referral.to.id) && <AnswerForm referral={referral.id} />}
      </Stack>
    </Card>
  );
}

const ANSWERS = ['supports', 'objects', 'comments'] as const satisfies readonly Answer[];

function AnswerForm({ referral }: { referral: string }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [answer, setAnswer] = useState<Answer | null>('supports');
  const [text, setText] = useState('');
  const act = useAct(referralRoutes.answerReferral);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate({ referral, answer, text }, { onSuccess: close });
  };
  return (
    <Group>
      <Button variant="light" onClick={open}>
        {t('referral.answer')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('referral.answer')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <NativeSelect
              label={t('referral.what')}
              value={answer ?? ''}
              onChange={(event) =>
                setAnswer(ANSWERS.find((one) => one === event.currentTarget.value) ?? null)
              }
              data={[
                ...ANSWERS.map((value) => ({ value, label: t(`referral.answer.${value}`) })),
                { value: '', label: t('referral.return') },
              ]}
            />
            <Textarea
              label={t('referral.text')}
              required
              minRows={3}
              maxLength={5_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Failure error={act.error} />
            <Button type="submit" loading={act.isPending}>
              {t('referral.answer')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </Group>
  );
}

function Refer({ instrument, from }: { instrument: InstrumentOut; from: string }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const bodies = useRead(bodyRoutes.bodies, {}, { when: opened });
  const others = (bodies.data?.bodies ?? []).filter(({ id }) => id !== from);
  const [chosen, choose] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const act = useAct(referralRoutes.refer);
  const to = chosen || (others[0]?.id ?? '');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate(
      {
        ...{ instrument: instrument.id, from, to, reason, until: until.trim() || null },
        version: instrument.versions.at(-1)?.number ?? null,
      },
      { onSuccess: close },
    );
  };
  return (
    <Group>
      <Button variant="default" onClick={open}>
        {t('referral.refer')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('referral.refer')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <Text size="sm">{t('referral.means')}</Text>
            <NativeSelect
              label={t('convene.body')}
              value={to}
              onChange={(event) => choose(event.currentTarget.value)}
              data={others.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
            />
            <Textarea
              label={t('ui.reason')}
              required
              minRows={2}
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <TextInput
              label={t('referral.due')}
              description={t('motion.until_means')}
              maxLength={40}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Failure error={act.error} />
            <Button type="submit" loading={act.isPending} disabled={to === ''}>
              {t('referral.refer')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </Group>
  );
}
