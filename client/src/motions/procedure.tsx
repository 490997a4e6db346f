import { Anchor, Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { must } from '../../../src/basics/must.js';
import { amendedTexts } from '../../../src/instruments/wordings.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { amendmentRoutes } from '../../../src/motions/amendments.contract.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import { allows, isPending } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView, Recommendation } from '../../../src/motions/motions.contract.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Saved, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { mayDo } from './acts.js';
import classes from './amending.module.css';
import { Changes } from './changes.js';
import { Proposals } from './proposal.js';
import { OnFloor } from './on-floor.js';
import { nameOf } from './states.js';
import { langFor, langsIn, modifying, useSubject } from './subject.js';
import type { Subject } from './subject.js';
import { Fault, faultOf, Preview, Writer } from './writer.js';
import { begun, begunFrom, wordingsOf } from './writing-amendment.js';

const RECOMMENDATIONS = ['adopt', 'reject', 'refer', 'modify'] as const satisfies readonly Recommendation[];

/** What is proposed to do with an amendment, with all that was proposed before; the secretariat and the chair propose anew. */
export default function Procedure() {
  return <OnFloor>{(motion, floor) => <Proposed motion={motion} floor={floor} />}</OnFloor>;
}

function Proposed({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang: own } = useWords();
  const { about } = motion;
  const target = floor.motions.find(({ id }) => about.kind === 'amendment' && id === about.to);
  const { query, subject } = useSubject(target, floor.motions);
  const amendment = subject?.amendments.find((one) => one.motion === motion.id);
  const title = inLang(motion.titles, own);
  const may = mayDo(floor, 'motion.propose') && allows(motion, 'propose');
  return (
    <Page
      title={t('proposal.of', { name: nameOf(motion, t) })}
      over={
        target && (
          <Anchor component={Link} to={`/motions/${target.id}/amendments`} inherit>
            {t('amendments.to', { name: nameOf(target, t) })}
          </Anchor>
        )
      }
      under={<span lang={title.lang}>{title.text}</span>}
    >
      {subject && amendment ? (
        <>
          <Card>
            <Changes amendment={amendment} subject={subject} lang={langFor(subject, own)} />
          </Card>
          <Section title={t('proposal.history')}>
            {amendment.proposals.length === 0 ? (
              <Nothing>{t('proposal.none')}</Nothing>
            ) : (
              <Card>
                <Proposals
                  proposals={amendment.proposals}
                  texts={subject.texts}
                  lang={langFor(subject, own)}
                />
                {mayDo(floor, 'motion.propose') && (
                  <AsAmendment motion={motion} subject={subject} amendment={amendment} />
                )}
              </Card>
            )}
          </Section>
          {may && (
            <Section title={t('proposal.propose')}>
              <Form key={amendment.version} subject={subject} amendment={amendment} />
            </Section>
          )}
        </>
      ) : (
        (query.data ?? target === undefined) && <Nothing>{t('amendments.none_on_version')}</Nothing>
      )}
    </Page>
  );
}

/** Moves the modified wording that stands as an amendment to the amendment, so that it can be voted on. */
function AsAmendment({
  motion,
  subject,
  amendment,
}: {
  motion: MotionView;
  subject: Subject;
  amendment: AmendmentView;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const submit = useAct(motionRoutes.submit);
  const { wordings: modified, reason } = must(amendment.proposals[0], 'proposal on the amendment');
  const first = subject.motion.id === subject.main && isPending(motion);
  const wordings = modified && first ? modifying(subject.texts, amendment.wordings, modified) : null;
  if (!wordings) return null;
  return (
    <>
      <Button
        variant="default"
        mt="md"
        loading={submit.isPending}
        onClick={() =>
          submit.mutate(
            {
              ...{ assembly: motion.assembly, titles: motion.titles },
              about: { kind: 'amendment', to: motion.id, text: reason },
              changes: { version: subject.version, wordings },
            },
            {
              onSuccess: ({ label }) =>
                void navigate(`/motions/${motion.id}/amendments`, { state: { submitted: label } }),
            },
          )
        }
      >
        {t('proposal.as_amendment', { label: amendment.label })}
      </Button>
      <Failure error={submit.error} />
    </>
  );
}

function Form({ subject, amendment }: { subject: Subject; amendment: AmendmentView }) {
  const { t, lang: own } = useWords();
  const propose = useAct(amendmentRoutes.propose);
  const { texts } = subject;
  const [recommendation, setRecommendation] = useState<Recommendation>('adopt');
  const [reason, setReason] = useState('');
  const [to, setTo] = useState('');
  const [lang, setLang] = useState(() =>
    amendment.wordings[own] ? own : (langsIn(amendment.wordings)[0] ?? langFor(subject, own)),
  );
  // The modified wording begins from the mover's.
  const [writing, setWriting] = useState(() => {
    const made = amendedTexts(texts, amendment.wordings);
    return made.ok ? begunFrom(texts, made.value) : begun(texts, [lang]);
  });
  const modify = recommendation === 'modify';
  const fault = modify ? faultOf(writing) : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    propose.mutate(
      {
        ...{ motion: amendment.motion, recommendation, reason },
        to: recommendation === 'refer' ? to.trim() || null : null,
        wordings: modify ? wordingsOf(writing) : null,
      },
      // What is typed meanwhile stays.
      { onSuccess: () => setReason((now) => (now === reason ? '' : now)) },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <SegmentedControl
          aria-label={t('proposal.title')}
          className={classes.choices}
          value={recommendation}
          onChange={(next) => setRecommendation(next as Recommendation)}
          data={RECOMMENDATIONS.map((one) => ({ value: one, label: t(`proposal.${one}`) }))}
        />
        {recommendation === 'refer' && (
          <TextInput
            label={t('motion.remit_to')}
            required
            maxLength={200}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
        {modify && (
          <div className={classes.desk}>
            <div>
              <Text c="dimmed" mb="sm">
                {t('proposal.modify_means', { label: amendment.label })}
              </Text>
              <Writer
                writing={writing}
                lang={lang}
                label={t('proposal.modified_text', { label: amendment.label })}
                onLang={setLang}
                onChange={setWriting}
              />
            </div>
            <Card>
              <Preview writing={writing} lang={lang} />
            </Card>
          </div>
        )}
        <Textarea
          label={t('ui.reason')}
          required
          autosize
          minRows={2}
          maxLength={5_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Fault fault={fault} />
        <Failure error={propose.error} />
        <Group>
          <Button type="submit" loading={propose.isPending} disabled={fault !== null}>
            {t('proposal.propose')}
          </Button>
          {propose.isSuccess && <Saved />}
        </Group>
      </Stack>
    </form>
  );
}
