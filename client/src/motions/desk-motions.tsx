import {
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { WithReason } from '../assemblies/desk-credentials.js';
import { useAct, useRead } from '../house/api.js';
import { majorityLabel } from '../polls/rule.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Section } from '../ui/Page.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { inLang, useWords } from '../words/words.js';
import { aboutOf } from './about.js';
import { motionBadge } from './states.js';

/** Motions as the secretariat sees them: what came in, what it does with it, and a form for the next. */
export default function Motions({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  return (
    <Stack gap="xl">
      <Section title={t('assembly.motions')}>
        <Stack>
          {floor.motions.length === 0 && <Nothing>{t('assembly.no_motions')}</Nothing>}
          {[...floor.motions]
            .sort((a, b) => a.number - b.number)
            .map((motion) => (
              <Motion key={motion.id} motion={motion} />
            ))}
        </Stack>
      </Section>
      <Section title={t('motion.submit_new')}>
        <Card>
          <Submit floor={floor} />
        </Card>
      </Section>
    </Stack>
  );
}

const MAY_WITHDRAW: ReadonlySet<string> = new Set(['submitted', 'tabled', 'debate', 'ready']);

function Motion({ motion }: { motion: MotionView }) {
  const { t, lang } = useWords();
  const table = useAct(motionRoutes.table);
  const rule = useAct(motionRoutes.refuseMotion);
  const withdraw = useAct(motionRoutes.withdraw);
  const title = inLang(motion.titles, lang);
  const input = { motion: motion.id };
  return (
    <Card data-testid={`motion-${motion.number}`}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={640} lang={title.lang}>
            {t('motion.numbered', { number: motion.number })} · {title.text}
          </Text>
          {motionBadge(motion.state, t)}
        </Group>
        {aboutOf(motion, t)}
        {motion.reason && <Text>{t('motion.because', { reason: motion.reason })}</Text>}
        <Group>
          {motion.state === 'submitted' && (
            <Button size="sm" loading={table.isPending} onClick={() => table.mutate(input)}>
              {t('motion.table')}
            </Button>
          )}
          {(motion.state === 'submitted' || motion.state === 'tabled') && (
            <WithReason
              label={t('motion.inadmissible')}
              about={title.text}
              error={rule.error}
              busy={rule.isPending}
              onReason={(reason, close) => rule.mutate({ ...input, reason }, { onSuccess: close })}
            />
          )}
          {MAY_WITHDRAW.has(motion.state) && (
            <WithReason
              label={t('motion.withdraw')}
              about={title.text}
              error={withdraw.error}
              busy={withdraw.isPending}
              onReason={(reason, close) => withdraw.mutate({ ...input, reason }, { onSuccess: close })}
            />
          )}
        </Group>
        <Failure error={table.error} />
      </Stack>
    </Card>
  );
}

function Submit({ floor }: { floor: FloorView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { assembly } = floor;
  const submit = useAct(motionRoutes.submit);
  const body = useRead(bodyRoutes.body, { body: assembly.body.id });
  const instruments = useRead(instrumentRoutes.instruments, {});
  const [kind, setKind] = useState<'stage' | 'text'>('text');
  const [titles, setTitles] = useState(NO_TITLES);
  const [text, setText] = useState('');
  const [instrumentId, setInstrument] = useState('');
  const [stageId, setStage] = useState('');
  const [versionText, setVersion] = useState('');
  const [item, setItem] = useState('');
  const [mover, setMover] = useState('');
  const [majority, setMajority] = useState('ordinary');
  const list = instruments.data?.instruments ?? [];
  const instrument = list.find((one) => one.id === instrumentId) ?? list[0];
  const stages = (instrument?.stages ?? []).filter(
    (one) => one.body.id === assembly.body.id && one.outcome === null,
  );
  const stage = stages.find((one) => one.id === stageId) ?? stages[0];
  const versions = Array.from({ length: instrument?.versions ?? 0 }, (_, place) => place + 1).reverse();
  const version = Number(versionText) || versions[0];
  const rules = body.data?.ruleSets.find((one) => one.id === assembly.ruleSet?.id);
  const majorities = Object.keys(
    (rules?.data as { majorities?: Record<string, unknown> } | undefined)?.majorities ?? { ordinary: null },
  );
  const about =
    kind === 'text'
      ? ({ kind, text } as const)
      : instrument && stage && version
        ? ({ kind, instrument: instrument.id, stage: stage.id, version } as const)
        : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!about) return;
    submit.mutate(
      {
        assembly: assembly.id,
        titles: titlesOf(titles),
        about,
        item: item || null,
        mover: mover.trim() || null,
        majority,
      },
      {
        onSuccess: () => {
          setTitles(NO_TITLES);
          setText('');
        },
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <TitlesInput label={t('motion.title')} value={titles} onChange={setTitles} />
        <SegmentedControl
          size="md"
          aria-label={t('motion.about')}
          value={kind}
          onChange={(next) => setKind(next === 'stage' ? 'stage' : 'text')}
          data={[
            { value: 'text', label: t('motion.about_text') },
            { value: 'stage', label: t('motion.about_stage') },
          ]}
        />
        {kind === 'text' ? (
          <Textarea
            label={t('motion.text')}
            required
            minRows={4}
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <NativeSelect
              label={t('instrument.instrument')}
              value={instrument?.id ?? ''}
              onChange={(event) => setInstrument(event.currentTarget.value)}
              data={list.map((one) => ({ value: one.id, label: inLang(one.titles, lang).text }))}
            />
            <NativeSelect
              label={t('stage.stage')}
              value={stage?.id ?? ''}
              onChange={(event) => setStage(event.currentTarget.value)}
              data={stages.map((one) => ({ value: one.id, label: one.label }))}
              error={stages.length === 0 ? t('stage.none_here') : undefined}
            />
            <NativeSelect
              label={t('version.version')}
              value={String(version ?? '')}
              onChange={(event) => setVersion(event.currentTarget.value)}
              data={versions.map((number) => ({
                value: String(number),
                label: t('version.numbered', { number }),
              }))}
              error={versions.length === 0 ? t('instrument.no_versions') : undefined}
            />
          </SimpleGrid>
        )}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            label={t('poll.majority')}
            value={majority}
            onChange={(event) => setMajority(event.currentTarget.value)}
            data={majorities.map((name) => ({ value: name, label: majorityLabel(name, speech) }))}
          />
          <NativeSelect
            label={t('item.item')}
            value={item}
            onChange={(event) => setItem(event.currentTarget.value)}
            data={[
              { value: '', label: '–' },
              ...assembly.items.map((one) => ({
                value: one.id,
                label: `${one.number}. ${inLang(one.titles, lang).text}`,
              })),
            ]}
          />
          <TextInput
            label={t('motion.mover')}
            maxLength={200}
            value={mover}
            onChange={(event) => setMover(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Failure error={submit.error} />
        <Group>
          <Button type="submit" loading={submit.isPending} disabled={!about}>
            {t('motion.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
