import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { amendedTexts } from '../../../src/instruments/wordings.js';
import type { Texts } from '../../../src/instruments/wordings.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { amendmentRoutes } from '../../../src/motions/amendments.contract.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useAct, useRead } from '../house/api.js';
import { useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Read } from '../ui/Page.js';
import { NO_TITLES } from '../ui/TitlesInput.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import { mayWord } from './acts.js';
import classes from './amending.module.css';
import { OnFloor } from './on-floor.js';
import { nameOf } from './states.js';
import { langFor, langsIn, useSubject } from './subject.js';
import type { Subject } from './subject.js';
import { Fault, faultOf, Preview, Writer } from './writer.js';
import {
  begun,
  begunFrom,
  drop,
  keep,
  keptWordings,
  onText,
  takeUp,
  wordingsOf,
} from './writing-amendment.js';
import type { Beside, WritingAmendment } from './writing-amendment.js';

/** The languages in which an amendment is not worded yet, or, once the text has moved under it, all of it anew. */
export default function FurtherWordings() {
  return <OnFloor>{(motion, floor) => <Begin motion={motion} floor={floor} />}</OnFloor>;
}

function Begin({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const { about } = motion;
  const target = floor.motions.find(({ id }) => about.kind === 'amendment' && id === about.to);
  const { query, subject } = useSubject(target, floor.motions);
  const amendment = subject?.amendments.find((one) => one.motion === motion.id);
  const moved = subject !== null && amendment !== undefined && amendment.version !== subject.version;
  const person = session?.person?.id;
  const title = inLang(motion.titles, lang);
  const why = !mayWord(motion, floor)
    ? 'wordings.not_you'
    : query.data && !amendment
      ? 'amending.no_text'
      : amendment?.unworded.length === 0
        ? 'wordings.complete'
        : null;
  return (
    <Page
      title={t('wordings.title', { name: nameOf(motion, t) })}
      over={
        target && (
          <Anchor component={Link} to={`/motions/${target.id}/amendments`} inherit>
            {t('amendments.to', { name: nameOf(target, t) })}
          </Anchor>
        )
      }
      under={<span lang={title.lang}>{title.text}</span>}
    >
      {why !== null || !person ? (
        <Nothing>{t(why ?? 'wordings.not_you')}</Nothing>
      ) : (
        subject &&
        amendment &&
        (moved && target?.about.kind === 'stage' ? (
          <Moved subject={subject} amendment={amendment} person={person} />
        ) : (
          <Form subject={subject} amendment={amendment} person={person} before={null} />
        ))
      )}
    </Page>
  );
}

/** With the text that was before the mover. */
function Moved(props: { subject: Subject; amendment: AmendmentView; person: string }) {
  const { subject, amendment } = props;
  const query = useRead(instrumentRoutes.version, {
    instrument: subject.instrument,
    number: amendment.version,
  });
  return (
    <Read query={query}>
      {({ expressions }) => (
        <Form
          {...props}
          before={Object.fromEntries(
            expressions
              .filter(({ kind }) => kind === 'authentic')
              .map(({ lang, clauses }) => [lang, clauses]),
          )}
        />
      )}
    </Read>
  );
}

const NOTHING_BESIDE: Beside = { titles: NO_TITLES, reason: '', member: null, mover: '', sponsors: [] };

function Form({
  subject,
  amendment,
  person,
  before,
}: {
  subject: Subject;
  amendment: AmendmentView;
  person: string;
  /** The text that it was written for, where that has moved on. */
  before: Texts | null;
}) {
  const { t, lang: own } = useWords();
  const navigate = useNavigate();
  const word = useAct(amendmentRoutes.word);
  const { texts, langs, version } = subject;
  const { wordings, unworded, label } = amendment;
  const moved = amendment.version !== version;
  const fixed = moved ? [] : langsIn(wordings);
  const name = keptWordings(person, amendment.motion);
  const [writing, setWriting] = useState<WritingAmendment>(() => {
    const kept = takeUp(localStorage, name)?.writing;
    if (kept) return onText(kept, texts);
    const made = amendedTexts(before ?? texts, wordings);
    if (!made.ok) return begun(texts, [langFor({ langs }, own)]);
    const all = begunFrom(before ?? texts, made.value);
    return moved ? onText(all, texts) : { ...all, on: [] };
  });
  const [lang, setLang] = useState<Lang>(writing.on[0] ?? unworded[0] ?? first(langs));
  const [full, setFull] = useState(false);
  const [seen, setSeen] = useState(texts);
  if (seen !== texts) {
    setSeen(texts);
    setWriting(onText(writing, texts));
  }
  const write = (next: WritingAmendment): void => {
    setWriting(next);
    try {
      keep(localStorage, name, next, NOTHING_BESIDE);
      setFull(false);
    } catch {
      setFull(true);
    }
  };
  // What stands is part of what has to fit together.
  const whole = { ...writing, on: [...fixed, ...writing.on] };
  const fault = faultOf(whole);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    for (const [key, operations] of Object.entries(wordingsOf(writing))) {
      const done = await word
        .mutateAsync({ motion: amendment.motion, lang: key as Lang, operations: [...operations] })
        .then(
          () => true,
          () => false,
        );
      if (!done) return;
    }
    drop(localStorage, name);
    void navigate(`/motions/${subject.motion.id}/amendments?view=list`, { state: { worded: label } });
  };
  return (
    <form onSubmit={(event) => void send(event)} className={classes.desk}>
      <Stack>
        <Text c="dimmed">
          {moved
            ? t('wordings.moved', { number: version, old: amendment.version })
            : t('wordings.means', { languages: unworded.map((one) => LANG_NAMES[one]).join(', ') })}
        </Text>
        <Writer
          writing={writing}
          lang={lang}
          fixed={fixed}
          label={t('amending.text_of', { label })}
          onLang={setLang}
          onChange={write}
        />
      </Stack>
      <Stack className={classes.side}>
        <Card>
          <Stack>
            {fixed.map((one) => (
              <Preview key={one} writing={whole} lang={one} />
            ))}
            {writing.on.map((one) => (
              <Preview key={one} writing={writing} lang={one} />
            ))}
            <Text size="sm" c="dimmed">
              {t('amending.kept')}
            </Text>
            {full && (
              <Alert color="red" role="alert">
                {t('amending.full')}
              </Alert>
            )}
            <Fault fault={fault} />
            <Failure error={word.error} />
            <Group>
              <Button
                type="submit"
                loading={word.isPending}
                disabled={fault !== null || writing.held.length > 0 || writing.on.length === 0}
              >
                {t('wordings.send')}
              </Button>
            </Group>
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}
