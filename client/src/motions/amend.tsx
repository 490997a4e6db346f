import { Alert, Anchor, Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { Lang } from '../../../src/basics/fields.js';
import { instructions } from '../../../src/instruments/wordings.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { isPending } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useAct, useRead } from '../house/api.js';
import { useSession } from '../people/session.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Section } from '../ui/Page.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { inLang, useWords } from '../words/words.js';
import { mayDo } from './acts.js';
import classes from './amending.module.css';
import { ForMember } from './forms.js';
import { MeetingPoints } from './meeting-points.js';
import { MovedBy } from './moved-by.js';
import { OnFloor } from './on-floor.js';
import { placeText } from './sentences.js';
import { nameOf } from './states.js';
import { langFor, meetings, nextLabel, standing, useSubject } from './subject.js';
import type { Subject } from './subject.js';
import { Fault, faultOf, Preview, Writer } from './writer.js';
import { begun, drop, keep, keptName, onText, takeUp, wordingsOf } from './writing-amendment.js';
import type { Beside, WritingAmendment } from './writing-amendment.js';

/** An amendment to a motion on a version, or to an amendment to one, written by editing the text itself. */
export default function Amend() {
  return <OnFloor>{(motion, floor) => <Begin motion={motion} floor={floor} />}</OnFloor>;
}

function Begin({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const { query, subject } = useSubject(motion, floor.motions);
  const person = session?.person?.id;
  const title = inLang(motion.titles, lang);
  const why = !mayDo(floor, 'motion.submit')
    ? 'amending.not_you'
    : !isPending(motion)
      ? 'amending.over'
      : motion.about.kind === 'amendment' && motion.label.includes('.')
        ? 'amending.third_degree'
        : query.data && !subject
          ? 'amending.no_text'
          : null;
  return (
    <Page
      title={t('amending.title', { name: nameOf(motion, t) })}
      over={
        <>
          <Anchor component={Link} to={`/assemblies/${floor.assembly.id}`} inherit>
            {floor.assembly.name}
          </Anchor>
          {' · '}
          <Anchor component={Link} to={`/motions/${motion.id}/amendments`} inherit>
            {t('amendments.title')}
          </Anchor>
        </>
      }
      under={<span lang={title.lang}>{title.text}</span>}
    >
      {why !== null || !person ? (
        <Nothing>{t(why ?? 'amending.not_you')}</Nothing>
      ) : (
        subject && <Form key={motion.id} subject={subject} floor={floor} person={person} />
      )}
    </Page>
  );
}

function Form({ subject, floor, person }: { subject: Subject; floor: FloorView; person: string }) {
  const { t, lang: own } = useWords();
  const navigate = useNavigate();
  const submit = useAct(motionRoutes.submit);
  const { motion } = subject;
  const name = keptName(person, motion.id);
  const first = langFor(subject, own);
  const [lang, setLang] = useState(first);
  const [taken] = useState(() => takeUp(localStorage, name));
  const [writing, setWriting] = useState<WritingAmendment>(() =>
    taken ? onText(taken.writing, subject.texts) : begun(subject.texts, [first]),
  );
  const [beside, setBeside] = useState<Beside>(
    taken?.beside ?? {
      ...{ titles: NO_TITLES, reason: '', mover: '', sponsors: [] },
      member: floor.speaksFor[0]?.member ?? null,
    },
  );
  const [full, setFull] = useState(false);
  const keeping = (next: WritingAmendment, more: Beside): void => {
    try {
      keep(localStorage, name, next, more);
      setFull(false);
    } catch {
      setFull(true);
    }
  };
  const write = (next: WritingAmendment): void => {
    setWriting(next);
    keeping(next, beside);
  };
  const say = (change: Partial<Beside>): void => {
    const next = { ...beside, ...change };
    setBeside(next);
    keeping(writing, next);
  };
  const [seen, setSeen] = useState(subject.texts);
  if (seen !== subject.texts) {
    setSeen(subject.texts);
    setWriting(onText(writing, subject.texts));
  }

  const label = nextLabel(subject);
  const wordings = useMemo(() => wordingsOf(writing), [writing]);
  const fault = useMemo(() => faultOf(writing), [writing]);
  const others = useMemo(() => standing(subject), [subject]);
  const met = useMemo(
    () => (fault ? [] : meetings(subject, { key: label, wordings })),
    [subject, label, wordings, fault],
  );
  const proposed = useTitle(writing, first);
  const titles = { ...beside.titles, ...(proposed && !titled(beside) && { [own]: proposed }) };
  const done = (): void => {
    drop(localStorage, name);
    void navigate(`/motions/${motion.id}/amendments`, { state: { submitted: label } });
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit.mutate(
      {
        assembly: motion.assembly,
        titles: titlesOf(titles),
        about: { kind: 'amendment', to: motion.id, text: beside.reason },
        changes: { version: subject.version, wordings },
        member: beside.member || null,
        mover: beside.mover.trim() || null,
        sponsors: [...beside.sponsors],
      },
      { onSuccess: done },
    );
  };
  const lead = floor.offices.includes('secretariat') || floor.offices.includes('chair');
  return (
    <form onSubmit={send} className={classes.desk}>
      <Stack>
        <Text c="dimmed">
          {t(motion.about.kind === 'amendment' ? 'amending.means_amendment' : 'amending.means', {
            label: motion.label,
            number: subject.version,
          })}
        </Text>
        <Writer
          writing={writing}
          lang={lang}
          label={t('amending.text_of', { label: motion.label })}
          onLang={setLang}
          onChange={write}
        />
      </Stack>
      <Stack className={classes.side}>
        <Card>
          <Preview writing={writing} lang={writing.on.includes(lang) ? lang : (writing.on[0] ?? first)} />
        </Card>
        <Section title={t('amending.meets')}>
          {met.length === 0 ? (
            <Nothing>{t('amending.meets_none')}</Nothing>
          ) : (
            <>
              <Text size="sm" mb="xs">
                {t('amending.meets_means', { label })}
              </Text>
              <MeetingPoints found={met} texts={subject.texts} all={[...others, { key: label, wordings }]} />
            </>
          )}
        </Section>
        <Card>
          <Stack>
            <TitlesInput
              label={t('amending.name')}
              value={titles}
              onChange={(next) => say({ titles: next })}
            />
            <Textarea
              label={t('ui.reason')}
              required
              autosize
              minRows={3}
              maxRows={12}
              maxLength={20_000}
              value={beside.reason}
              onChange={(event) => say({ reason: event.currentTarget.value })}
            />
            {lead ? (
              <ByOthers floor={floor} beside={beside} onChange={say} />
            ) : (
              <ForMember floor={floor} value={beside.member ?? ''} onChange={(member) => say({ member })} />
            )}
            {!lead && (
              <Text size="sm" c="dimmed">
                {t('amending.seconders_mean')}
              </Text>
            )}
            {full ? (
              <Alert color="red" role="alert">
                {t('amending.full')}
              </Alert>
            ) : (
              <Text size="sm" c="dimmed">
                {t('amending.kept')}
              </Text>
            )}
            <Fault fault={fault} />
            <Failure error={submit.error} />
            <Group>
              <Button
                type="submit"
                loading={submit.isPending}
                disabled={fault !== null || writing.held.length > 0}
              >
                {t('motion.submit_amendment')}
              </Button>
              <Confirmed
                variant="default"
                label={t('amending.discard')}
                means={t('amending.discard_means')}
                busy={false}
                error={null}
                onConfirm={(close) => {
                  drop(localStorage, name);
                  setWriting(begun(subject.texts, [first]));
                  setBeside({ ...beside, titles: NO_TITLES, reason: '' });
                  close();
                }}
              />
            </Group>
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}

const titled = ({ titles }: Beside): boolean => Object.values(titles).some((title) => title.trim() !== '');

/** What it would be called by the first clause that it changes. */
function useTitle({ base, mine, on }: WritingAmendment, first: Lang): string {
  const { t } = useWords();
  const lang = on.includes(first) ? first : (on[0] ?? first);
  const [text, made] = [base[lang], mine[lang]];
  return useMemo(() => {
    const own = wordingsOf({ base, mine, on: [lang], held: [] })[lang] ?? [];
    const told = instructions(text ?? [], own);
    const at = told.ok ? told.value[0]?.at : undefined;
    return at ? t('amending.title_of', { at: placeText(at, t) }) : '';
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text, made, lang, t]);
}

/** For whom the secretariat or the chair submits it. */
function ByOthers({
  floor,
  beside,
  onChange,
}: {
  floor: FloorView;
  beside: Beside;
  onChange: (change: Partial<Beside>) => void;
}) {
  const { t } = useWords();
  const body = useRead(bodyRoutes.body, { body: floor.assembly.body.id });
  const members = (body.data?.members ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <MovedBy members={members} value={beside} onChange={onChange} />
      <MultiSelect
        label={t('motion.sponsors')}
        searchable
        value={[...beside.sponsors]}
        onChange={(sponsors) => onChange({ sponsors })}
        data={members}
      />
    </>
  );
}
