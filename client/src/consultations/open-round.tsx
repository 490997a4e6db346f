import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  Radio,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { first } from '../../../src/basics/must.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { Visibility } from '../../../src/consultations/consultations.contract.js';
import type { instrumentRoutes, StageView } from '../../../src/instruments/instruments.contract.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { stageName } from '../instruments/stages.js';
import { before } from '../polls/reminders.js';
import { MomentInput } from '../ui/MomentInput.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';
import { momentOf } from '../words/zone.js';

/** Hours before the close. */
const REMIND = [336, 168, 48] as const;
const VISIBILITIES = ['all', 'secretariat'] as const;
const WHO = ['all', 'classes', 'members'] as const;
type Who = (typeof WHO)[number];

type Instrument = Out<typeof instrumentRoutes.instrument>;

/** Opens a consultation on a version, in a dialog. */
export function OpenRound({
  instrument,
  bodies,
}: {
  instrument: Instrument;
  bodies: readonly StageView['body'][];
}) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('consultation.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t('consultation.open')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Form instrument={instrument} bodies={bodies} />
      </Modal>
    </>
  );
}

function Form({ instrument, bodies }: { instrument: Instrument; bodies: readonly StageView['body'][] }) {
  const speech = useWords();
  const { t, known } = speech;
  const navigate = useNavigate();
  const consulting = instrument.stages.find(({ state, kind }) => state === 'current' && kind === 'consult');
  const versions = instrument.versions.filter(({ textKnown }) => textKnown).map(({ number }) => number);
  const [version, setVersion] = useState(String(Math.max(...versions)));
  const [body, setBody] = useState((bodies.find(({ id }) => id === consulting?.body.id) ?? first(bodies)).id);
  const [stage, setStage] = useState(consulting?.body.id === body ? consulting.id : '');
  const [visibility, setVisibility] = useState<Visibility>('all');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const [who, setWho] = useState<Who>('all');
  const [classes, setClasses] = useState<string[]>([]);
  const [members, setMembers] = useState<string[]>([]);
  const [remind, setRemind] = useState<string[]>([]);
  const read = useRead(bodyRoutes.body, { body });
  const all = read.data?.members ?? [];
  const open = useAct(consultationRoutes.open);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate(
      {
        ...{ instrument: instrument.id, body, version: Number(version), visibility },
        stage: stage === '' ? null : stage,
        opensAt: from === '' ? null : momentOf(from, null),
        closesAt: momentOf(until, null),
        note: note.trim() || null,
        classes: who === 'classes' ? classes : null,
        members: who === 'members' ? members : null,
        remind: remind.map(Number),
      },
      { onSuccess: ({ consultation }) => void navigate(`/consultations/${consultation}`) },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <Text size="sm">{t('consultation.open_means')}</Text>
        <NativeSelect
          label={t('version.version')}
          value={version}
          onChange={(event) => setVersion(event.currentTarget.value)}
          data={versions.map((number) => ({
            value: String(number),
            label: t('version.numbered', { number }),
          }))}
        />
        {bodies.length > 1 && (
          <NativeSelect
            label={t('consultation.by')}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            data={bodies.map(({ id, name, organisation }) => ({
              value: id,
              label: `${organisation}, ${name}`,
            }))}
          />
        )}
        {consulting && consulting.body.id === body && (
          <NativeSelect
            label={t('consultation.stage')}
            description={t('consultation.stage_means')}
            value={stage}
            onChange={(event) => setStage(event.currentTarget.value)}
            data={[
              { value: consulting.id, label: stageName(consulting.label, speech) },
              { value: '', label: t('consultation.no_stage') },
            ]}
          />
        )}
        <Group grow align="flex-start">
          <MomentInput
            label={t('consultation.from')}
            description={t('consultation.from_means')}
            value={from}
            onChange={setFrom}
          />
          <MomentInput label={t('consultation.until')} required value={until} onChange={setUntil} />
        </Group>
        <Radio.Group
          label={t('consultation.visibility')}
          value={visibility}
          onChange={(value) => setVisibility(value as Visibility)}
        >
          <Stack gap="xs" mt="xs">
            {VISIBILITIES.map((one) => (
              <Radio key={one} value={one} label={t(`consultation.visibility.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group label={t('consultation.who')} value={who} onChange={(value) => setWho(value as Who)}>
          <Stack gap="xs" mt="xs">
            {WHO.map((one) => (
              <Radio key={one} value={one} label={t(`consultation.who.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {who === 'classes' && (
          <Checkbox.Group label={t('roll.class')} value={classes} onChange={setClasses}>
            <Group mt="xs">
              {[...new Set(all.map((one) => one.class))].map((one) => (
                <Checkbox key={one} value={one} label={known(`class.${one}`) ?? one} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        {who === 'members' && (
          <MultiSelect
            label={t('consultation.who.members')}
            searchable
            value={members}
            onChange={setMembers}
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Checkbox.Group label={t('consultation.remind')} value={remind} onChange={setRemind}>
          <Group mt="xs">
            {REMIND.map((hours) => (
              <Checkbox key={hours} value={String(hours)} label={before(hours, t)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Textarea
          label={t('consultation.note')}
          maxLength={2_000}
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Failure error={open.error} />
        <Button type="submit" loading={open.isPending}>
          {t('consultation.open')}
        </Button>
      </Stack>
    </form>
  );
}
