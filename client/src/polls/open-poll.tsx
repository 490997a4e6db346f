import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { byConsent, isSecret, overDays } from '../../../src/polls/forms.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { Channel, Form, Secrecy } from '../../../src/polls/polls.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { ItemFirst, useItemFirst } from '../assemblies/item-first.js';
import type { ItemsTurn } from '../assemblies/item-first.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { inLang, useWords } from '../words/words.js';
import { Confirmed } from '../ui/Confirmed.js';
import { MomentInput } from '../ui/MomentInput.js';
import { momentOf, useZone } from '../words/zone.js';
import { before } from './reminders.js';
import { RollOfNow } from './roll.js';

const FORMS = ['count', 'sight', 'consensus', 'silence', 'correspondence'] as const;
const CHANNELS = ['electronic', 'hands', 'paper', 'roll_call'] as const;
/** Hours before the close. */
const REMIND = [168, 72, 24, 2] as const;
const SECRECIES = ['recorded', 'confidential'] as const;

/** Opens a poll as usual, after saying who will vote; any other way of voting is chosen first. */
export function OpenPoll({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const open = useAct(pollRoutes.open);
  const item = useItemFirst(motion, floor);
  const [opened, other] = useDisclosure(false);
  const about = inLang(motion.titles, lang).text;
  return (
    <>
      <Group gap="xs">
        <Confirmed
          label={t('poll.open')}
          means={
            <Stack>
              <div>
                <RollOfNow assembly={motion.assembly} motion={motion.id} />
              </div>
              <ItemFirst of={item} />
            </Stack>
          }
          busy={item.busy || open.isPending}
          error={item.error ?? open.error}
          onConfirm={(shut) => item.before(() => open.mutate({ motion: motion.id }, { onSuccess: shut }))}
        />
        <Button
          variant="default"
          aria-label={t('ui.pair', { name: t('poll.open_otherwise'), what: about })}
          onClick={other.open}
        >
          {t('poll.open_otherwise')}
        </Button>
      </Group>
      <Modal
        opened={opened}
        onClose={other.close}
        title={t('ui.pair', { name: t('poll.open_otherwise'), what: about })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Otherwise motion={motion} item={item} done={other.close} />
      </Modal>
    </>
  );
}

function Otherwise({ motion, item, done }: { motion: MotionView; item: ItemsTurn; done: () => void }) {
  const { t } = useWords();
  const open = useAct(pollRoutes.open);
  const [form, setForm] = useState<Form>('sight');
  const [secrecy, setSecrecy] = useState<Secrecy>('recorded');
  const [channel, setChannel] = useState<Channel>('electronic');
  const zone = useZone();
  const [due, setDue] = useState('');
  const [remind, setRemind] = useState<string[]>([]);
  const counts = form === 'count';
  const secret = counts || form === 'correspondence';
  const input = {
    motion: motion.id,
    form,
    secrecy: secret ? secrecy : 'recorded',
    channel: counts ? channel : 'electronic',
    dueAt: overDays(form) && due !== '' ? momentOf(due, zone) : null,
    remind: form === 'correspondence' ? remind.map(Number) : [],
  } as const;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // What goes on over days is not what the hall is at.
        if (overDays(form)) open.mutate(input, { onSuccess: done });
        else item.before(() => open.mutate(input, { onSuccess: done }));
      }}
    >
      <Stack>
        <Select
          label={t('poll.form')}
          data={FORMS.map((one) => ({ value: one, label: t(`form.${one}`) }))}
          value={form}
          allowDeselect={false}
          onChange={(value) => setForm((value ?? 'count') as Form)}
          data-autofocus
        />
        {form !== 'count' && <Text size="sm">{t(`form.${form}_means`)}</Text>}
        {counts && (
          <Select
            label={t('poll.channel')}
            description={channel === 'electronic' ? undefined : t(`channel.${channel}_means`)}
            data={CHANNELS.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
            value={channel}
            allowDeselect={false}
            onChange={(value) => setChannel((value ?? 'electronic') as Channel)}
          />
        )}
        {secret && (
          <Select
            label={t('poll.secrecy')}
            description={isSecret({ secrecy }) ? t('secrecy.confidential_means') : undefined}
            data={SECRECIES.map((one) => ({ value: one, label: t(`secrecy.${one}`) }))}
            value={secrecy}
            allowDeselect={false}
            onChange={(value) => setSecrecy((value ?? 'recorded') as Secrecy)}
          />
        )}
        {overDays(form) && (
          <MomentInput
            label={t('poll.due')}
            description={t('poll.due_means')}
            required
            value={due}
            onChange={setDue}
          />
        )}
        {form === 'correspondence' && (
          <Checkbox.Group
            label={t('reminder.remind')}
            description={t('reminder.remind_means')}
            value={remind}
            onChange={setRemind}
          >
            <Group mt="xs">
              {REMIND.map((hours) => (
                <Checkbox key={hours} value={String(hours)} label={before(hours, t)} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        {byConsent(form) && <Text size="sm">{t('form.consent_means')}</Text>}
        {form !== 'sight' && (
          <Text size="sm" component="div">
            <RollOfNow assembly={motion.assembly} motion={motion.id} days={overDays(form)} />
          </Text>
        )}
        {!overDays(form) && <ItemFirst of={item} />}
        <Failure error={item.error ?? open.error} />
        <Button type="submit" loading={item.busy || open.isPending}>
          {t('poll.open')}
        </Button>
      </Stack>
    </form>
  );
}

/** Everybody tries the vote before it matters. */
export function Rehearse({ assembly }: { assembly: string }) {
  const { t } = useWords();
  const rehearse = useAct(pollRoutes.rehearse);
  return (
    <Stack gap="xs">
      <Button variant="default" loading={rehearse.isPending} onClick={() => rehearse.mutate({ assembly })}>
        {t('poll.rehearse')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('poll.rehearse_means')}
      </Text>
      <Failure error={rehearse.error} />
    </Stack>
  );
}
