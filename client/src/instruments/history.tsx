import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { must } from '../../../src/basics/must.js';
import { instrumentRoutes, type StageView } from '../../../src/instruments/instruments.contract.js';
import { mandateRoutes } from '../../../src/instruments/mandates.contract.js';
import type { MandateView } from '../../../src/instruments/mandates.contract.js';
import { ahead } from '../../../src/instruments/path.js';
import { referralRoutes } from '../../../src/instruments/referrals.contract.js';
import type { ReferralView } from '../../../src/instruments/referrals.contract.js';
import { WithReason } from '../assemblies/with-reason.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { secretariatOf, useSession } from '../people/session.js';
import { Unknown } from '../ui/Facts.js';
import { Fold } from '../ui/Page.js';
import { Timeline, type Moment } from '../ui/Timeline.js';
import { edtf, moment } from '../words/dates.js';
import { useWords, type Speech } from '../words/words.js';
import { inOrder, type Dated } from './chronicle.js';
import { bodyLink, excessText, mandateBadge } from './mandates.js';
import { momentOf, passed, stageName } from './stages.js';
import { Citing, HowKnown, Sources } from './sources.js';

/** Something that happened to an instrument, for its timeline. */
export type Happening = Dated<Moment>;

export type InstrumentOut = Out<typeof instrumentRoutes.instrument>;

/**
 * All that happened to an instrument, in one timeline: the stages of its path, its versions, mandates and referrals;
 * `beside`: what other rooms tell (consultations). What lies ahead comes last.
 */
export function History({
  instrument,
  beside = [],
}: {
  instrument: InstrumentOut;
  beside?: readonly Happening[];
}) {
  const speech = useWords();
  const { t } = speech;
  const { id } = instrument;
  const { data: session } = useSession();
  const { data: entrusted } = useRead(mandateRoutes.mandates, { instrument: id });
  const { data: referred } = useRead(referralRoutes.referrals, { instrument: id });
  const stageOf = (stage: string) =>
    must(
      instrument.stages.find((one) => one.id === stage),
      'stage of the path',
    );
  const last = instrument.passages.at(-1);
  const path = instrument.passages.map((passage): Happening => {
    const stage = passed(stageOf(passage.stage), passage);
    const { body, ...rest } = momentOf(stage, id, speech);
    const mended = passage === last && passage.enteredFromSource && secretariatOf(session, stage.body.id);
    const moment = {
      ...{ ...rest, key: `${stage.id} ${passage.number}` },
      body: (
        <Stack gap="sm">
          {body}
          {mended && (
            <div>
              <StrikeStage instrument={id} stage={stage} number={passage.number} />
            </div>
          )}
        </Stack>
      ),
    };
    return { date: passage.date, rank: 2, moment };
  });
  const struck = instrument.struck.map((one) => ofStruck(one, { stage: stageOf(one.stage), id }, speech));
  const current = instrument.stages.find(({ state }) => state === 'current');
  const stages = withBodyIds(instrument);
  const from = stages.find((one) => one.id === current?.id);
  const toCome = (from ? ahead(stages, from) : []).map((one) => momentOf(stageOf(one.id), id, speech));
  const happened = inOrder(path, [
    ...struck,
    ...versions(instrument, speech),
    ...(entrusted?.mandates ?? []).flatMap((mandate) => ofMandate(mandate, instrument, speech)),
    ...(referred?.referrals ?? []).flatMap((referral) => ofReferral(referral, speech)),
    ...beside,
  ]);
  const sources = [...instrument.passages, ...instrument.struck, ...(entrusted?.mandates ?? [])];
  return (
    <Citing sources={sources.map(({ source }) => source)}>
      <Timeline label={t('instrument.path')} moments={[...happened, ...toCome]} />
      <Sources />
    </Citing>
  );
}

/** A stage that was entered by mistake: it counts nowhere, and says why. */
function ofStruck(
  { at, reason, ...passage }: InstrumentOut['struck'][number],
  { stage, id }: { stage: InstrumentOut['stages'][number]; id: string },
  speech: Speech,
): Happening {
  const { t, lang } = speech;
  const { title, body, when } = momentOf(passed(stage, passage), id, speech);
  return {
    ...{ date: passage.date, rank: 2 },
    moment: {
      ...{ key: `struck ${passage.number}`, state: 'struck', when, title: <s>{title}</s> },
      body: (
        <>
          <Text>{t('stage.struck', { date: moment(at, lang), reason })}</Text>
          <Fold label={t('stage.was_entered')}>{body}</Fold>
        </>
      ),
    },
  };
}

function StrikeStage({
  instrument,
  stage,
  number,
}: {
  instrument: string;
  stage: StageView;
  number: number;
}) {
  const speech = useWords();
  const { t } = speech;
  const strike = useAct(instrumentRoutes.strikeStage);
  return (
    <WithReason
      label={t('stage.strike')}
      about={stageName(stage.label, speech)}
      means={t('stage.strike_means')}
      error={strike.error}
      busy={strike.isPending}
      onReason={(reason, close) => strike.mutate({ instrument, number, reason }, { onSuccess: close })}
    />
  );
}

/** The path as the pure functions read it. */
const withBodyIds = ({ stages }: InstrumentOut) => stages.map((stage) => ({ ...stage, body: stage.body.id }));

const when = (date: string | null, { lang }: Speech): Moment['when'] =>
  date === null ? <Unknown /> : edtf(date, lang);

/** Versions whose day is known; the others stand with the stage that approved them. */
function versions({ id, versions: all }: InstrumentOut, { t, lang }: Speech): Happening[] {
  return all.flatMap(({ number, parent, at, reason }) =>
    at === null
      ? []
      : [
          {
            ...{ date: at.slice(0, 10), rank: 0 },
            moment: {
              ...{ key: `version ${number}`, state: 'done', when: edtf(at.slice(0, 10), lang) },
              title: (
                <Anchor component={Link} to={`/instruments/${id}/versions/${number}`} inherit>
                  {t('version.numbered', { number })}
                </Anchor>
              ),
              body: (
                <Stack gap={4}>
                  {reason && <Text>{reason}</Text>}
                  {parent !== null && (
                    <Anchor component={Link} to={`/instruments/${id}/compare/${parent}/${number}`}>
                      {t('history.compare', { number: parent })}
                    </Anchor>
                  )}
                </Stack>
              ),
            },
          } satisfies Happening,
        ],
  );
}

function ofMandate(mandate: MandateView, { id, passages }: InstrumentOut, speech: Speech): Happening[] {
  const { t } = speech;
  const { finished, reported, waived } = mandate;
  const granted =
    mandate.granted ?? passages.find(({ version }) => version === mandate.version)?.date ?? null;
  const moments: Happening[] = [
    {
      ...{ date: granted, rank: 3 },
      moment: {
        ...{ key: `mandate ${mandate.id}`, when: when(mandate.granted, speech) },
        state: mandate.state === 'overdue' ? 'failed' : finished ? 'done' : 'current',
        title: t('mandate.granted'),
        body: (
          <Stack gap={4}>
            <Text>{t('mandate.between', { from: nameOf(mandate.from), to: nameOf(mandate.to) })}</Text>
            <Text size="sm">{mandate.terms.text}</Text>
            {!finished && <span>{mandateBadge(mandate.state, speech)}</span>}
            {mandate.source && <HowKnown source={mandate.source} certainty={mandate.certainty} />}
          </Stack>
        ),
      },
    },
  ];
  if (finished)
    moments.push({
      ...{ date: finished.date, rank: 1 },
      moment: {
        ...{ key: `finished ${mandate.id}`, when: when(finished.date, speech) },
        state: mandate.state === 'exceeded' ? 'failed' : 'done',
        title: t('mandate.was_finished'),
        body: (
          <Stack gap={4}>
            <Text>
              {bodyLink(mandate.to)}
              {' · '}
              <Anchor component={Link} to={`/instruments/${id}/versions/${finished.version}`}>
                {t('version.numbered', { number: finished.version })}
              </Anchor>
              {finished.changes !== null && mandate.version !== null && (
                <>
                  {' · '}
                  <Anchor
                    component={Link}
                    to={`/instruments/${id}/compare/${mandate.version}/${finished.version}`}
                  >
                    {t('history.compare', { number: mandate.version })}
                  </Anchor>
                </>
              )}
            </Text>
            <span>{mandateBadge(mandate.state, speech)}</span>
            {(finished.exceeded ?? []).map((one) => (
              <Text key={`${one.kind} ${one.clause}`} size="sm">
                {excessText(mandate, one, speech)}
              </Text>
            ))}
          </Stack>
        ),
      },
    });
  if (reported)
    moments.push({
      ...{ date: reported.date, rank: 5 },
      moment: {
        ...{ key: `reported ${mandate.id}`, when: when(reported.date, speech), state: 'done' },
        title: t('mandate.was_reported', { body: nameOf(mandate.from) }),
        body: <Text>{reported.text}</Text>,
      },
    });
  if (waived)
    moments.push({
      ...{ date: waived.date, rank: 3 },
      moment: {
        ...{ key: `waived ${mandate.id}`, when: when(waived.date, speech), state: 'done' },
        title: t('mandate.was_waived'),
        body: (
          <Anchor component={Link} to={`/polls/${waived.poll}`}>
            {t('stage.voted_here')}
          </Anchor>
        ),
      },
    });
  return moments;
}

const nameOf = ({ organisation, name }: MandateView['from']): string => `${organisation} · ${name}`;

function ofReferral(referral: ReferralView, speech: Speech): Happening[] {
  const { t } = speech;
  const { back } = referral;
  const made: Happening = {
    ...{ date: referral.made, rank: 4 },
    moment: {
      ...{ key: `referral ${referral.id}`, when: when(referral.made, speech) },
      state: back ? 'done' : 'current',
      title: t('referral.made', { body: nameOf(referral.to) }),
      body: <Text>{referral.reason}</Text>,
    },
  };
  if (!back) return [made];
  return [
    made,
    {
      ...{ date: back.date, rank: 4 },
      moment: {
        ...{ key: `answer ${referral.id}`, when: when(back.date, speech), state: 'done' },
        title: t(back.answer === null ? 'referral.was_returned' : 'referral.was_answered', {
          body: nameOf(referral.to),
        }),
        body: (
          <Text>
            {back.answer && `${t('ui.label', { name: t(`referral.answer.${back.answer}`) })} `}
            {back.text}
          </Text>
        ),
      },
    },
  ];
}
