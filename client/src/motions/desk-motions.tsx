import {
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import type { FormEvent } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { allows } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { MergeAmendments } from '../drafting/merge.js';
import { useAct, useRead } from '../house/api.js';
import { majorityLabel } from '../polls/rule.js';
import { nameOfItem } from '../assemblies/agenda.js';
import { forget, useKept } from '../ui/kept.js';
import { Failure } from '../ui/Failure.js';
import { Card, Head, Nothing, Section } from '../ui/Page.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { listed } from '../instruments/listed.js';
import { stageName } from '../instruments/stages.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { About, Standing } from './about.js';
import { MotionActs } from './acts.js';
import { NO_MATTER, Saved, useDraft } from './draft.js';
import { Meeting } from './meeting.js';
import { Entrust, NOTHING_ENTRUSTED } from './entrust.js';
import { OwnText } from './own-text.js';
import { MovedBy } from './moved-by.js';
import { motionBadge, nameOf } from './states.js';
import { MotionsDue } from './submit.js';

/** Motions as the secretariat sees them: what came in, what it does with it, and a form for the next. */
export default function Motions({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  return (
    <Stack gap="xl">
      <Section title={t('assembly.motions')}>
        <Stack>
          {floor.motions.length === 0 && <Nothing>{t('assembly.no_motions')}</Nothing>}
          {floor.motions.map((motion) => (
            <Motion key={motion.id} motion={motion} floor={floor} />
          ))}
          <Meeting floor={floor} />
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

function Motion({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const table = useAct(motionRoutes.table);
  const title = inLang(motion.titles, lang);
  return (
    <Card data-testid={`motion-${motion.label}`}>
      <Stack gap="xs">
        <Head>
          <Text fw={640} lang={title.lang}>
            {nameOf(motion, t)} · {title.text}
          </Text>
          {motionBadge(motion, t)}
        </Head>
        <About motion={motion} among={floor.motions} />
        <Standing motion={motion} among={floor.motions} timeZone={floor.assembly.timeZone} />
        <Group>
          {motion.state === 'submitted' && (
            <Button loading={table.isPending} onClick={() => table.mutate({ motion: motion.id })}>
              {t('motion.table')}
            </Button>
          )}
          <MotionActs motion={motion} floor={floor} />
          {motion.about.kind === 'stage' && hasAdopted(motion, floor.motions) && (
            <MergeAmendments motion={motion.id} label={motion.label} />
          )}
        </Group>
        <Failure error={table.error} />
      </Stack>
    </Card>
  );
}

/** Whether an amendment to the motion is adopted. */
const hasAdopted = (motion: MotionView, among: readonly MotionView[]): boolean =>
  among.some(
    ({ about, state }) => about.kind === 'amendment' && about.to === motion.id && state === 'adopted',
  );

function Submit({ floor }: { floor: FloorView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { assembly } = floor;
  const submit = useAct(motionRoutes.submit);
  const body = useRead(bodyRoutes.body, { body: assembly.body.id });
  const instruments = useRead(instrumentRoutes.instruments, {});
  const form = `motion ${assembly.id}`;
  const [kind, setKind] = useKept<'stage' | 'text' | 'composite'>(form, 'kind', 'text');
  const [parents, setParents] = useKept<string[]>(form, 'parents', []);
  const [sponsors, setSponsors] = useKept<string[]>(form, 'sponsors', []);
  const drafting = useDraft(assembly.id, NO_MATTER);
  const { matter, change } = drafting;
  const { titles, text } = matter;
  const [textLang, setTextLang] = useKept<Lang>(form, 'lang', lang);
  const [translations, setTranslations] = useKept(form, 'translations', NO_TITLES);
  const [instrumentId, setInstrument] = useKept(form, 'instrument', '');
  const [stageId, setStage] = useKept(form, 'stage', '');
  const [versionText, setVersion] = useKept(form, 'version', '');
  const [mover, setMover] = useKept(form, 'mover', '');
  const [majority, setMajority] = useKept(form, 'majority', 'ordinary');
  const [entrusted, setEntrusted] = useKept(form, 'entrusted', NOTHING_ENTRUSTED);
  const list = listed(instruments.data?.instruments ?? [], lang);
  const instrument = list.find((one) => one.id === instrumentId) ?? list[0];
  const stages = (instrument?.stages ?? []).filter(
    (one) => one.body.id === assembly.body.id && one.state === 'current',
  );
  const stage = stages.find((one) => one.id === stageId) ?? stages[0];
  const versions = Array.from({ length: instrument?.versions ?? 0 }, (_, place) => place + 1).reverse();
  const version = Number(versionText) || versions[0];
  const rules = body.data?.ruleSets.find((one) => one.id === assembly.ruleSet?.id);
  // The languages that the rules demand beside the one in which it is moved.
  const demanded = (rules?.data as { languages?: readonly string[] } | undefined)?.languages ?? [];
  const others = LANGS.filter((one) => one !== textLang && demanded.includes(one));
  const majorities = Object.keys(
    (rules?.data as { majorities?: Record<string, unknown> } | undefined)?.majorities ?? { ordinary: null },
  );
  const composable = floor.motions.filter(
    (one) => (one.about.kind === 'text' || one.about.kind === 'composite') && allows(one, 'composite'),
  );
  const members = (body.data?.members ?? []).map((one) => ({ value: one.id, label: one.name }));
  const about =
    kind === 'text'
      ? ({ kind, text, lang: textLang } as const)
      : kind === 'composite'
        ? parents.length > 1
          ? ({ kind, text, lang: textLang, parents } as const)
          : null
        : instrument && stage && version
          ? ({ kind, instrument: instrument.id, stage: stage.id, version, ...entrusted } as const)
          : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!about) return;
    submit.mutate(
      {
        assembly: assembly.id,
        titles: titlesOf(titles),
        about,
        ...(kind !== 'stage' && { translations: titlesOf({ ...translations, [textLang]: '' }) }),
        item: matter.item,
        mover: mover.trim() || null,
        member: matter.member,
        sponsors,
        majority: (kind === 'stage' && stage?.rule) || majority,
        draft: drafting.draft,
      },
      {
        onSuccess: () => {
          drafting.done();
          forget(form);
        },
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <MotionsDue assembly={assembly} />
        <TitlesInput label={t('motion.title')} value={titles} onChange={(next) => change({ titles: next })} />
        <SegmentedControl
          size="md"
          aria-label={t('motion.about')}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
          data={[
            { value: 'text', label: t('motion.about_text') },
            { value: 'stage', label: t('motion.about_stage') },
            ...(composable.length > 1 ? [{ value: 'composite', label: t('motion.about_composite') }] : []),
          ]}
        />
        {kind === 'composite' && (
          <MultiSelect
            label={t('motion.made_of')}
            description={t('motion.composite_means')}
            value={parents}
            onChange={setParents}
            data={composable.map((one) => ({
              value: one.id,
              label: `${one.label} · ${inLang(one.titles, lang).text}`,
            }))}
          />
        )}
        {kind !== 'stage' ? (
          <>
            <OwnText
              label={t('motion.text')}
              text={text}
              lang={textLang}
              minRows={4}
              onText={(next) => change({ text: next })}
              onLang={setTextLang}
            />
            {others.map((one) => (
              <Textarea
                key={one}
                label={t('ui.in_language', { label: t('motion.text'), language: LANG_NAMES[one] })}
                description={t('motion.translation_means')}
                autosize
                minRows={2}
                maxRows={16}
                maxLength={20_000}
                lang={one}
                value={translations[one]}
                onChange={(event) => setTranslations({ ...translations, [one]: event.currentTarget.value })}
              />
            ))}
          </>
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
              data={stages.map((one) => ({ value: one.id, label: stageName(one.label, speech) }))}
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
        {kind === 'stage' && instrument && (
          <Entrust
            key={instrument.id}
            body={assembly.body.id}
            instrument={instrument.id}
            version={version}
            value={entrusted}
            onChange={setEntrusted}
          />
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('poll.majority')}
            value={(kind === 'stage' && stage?.rule) || majority}
            disabled={kind === 'stage' && Boolean(stage?.rule)}
            onChange={(event) => setMajority(event.currentTarget.value)}
            data={majorities.map((name) => ({ value: name, label: majorityLabel(name, speech) }))}
          />
          <NativeSelect
            label={t('item.item')}
            value={matter.item ?? ''}
            onChange={(event) => change({ item: event.currentTarget.value || null })}
            data={[
              { value: '', label: '–' },
              ...assembly.items
                .filter(({ state }) => state !== 'withdrawn')
                .map((one) => ({ value: one.id, label: nameOfItem(one, lang).text })),
            ]}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <MovedBy
            members={members}
            value={{ member: matter.member, mover }}
            onChange={(movers) => {
              change({ member: movers.member });
              setMover(movers.mover);
            }}
          />
          <MultiSelect
            label={t('motion.sponsors')}
            searchable
            value={sponsors}
            onChange={setSponsors}
            data={members}
          />
        </SimpleGrid>
        <Saved drafting={drafting} />
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
