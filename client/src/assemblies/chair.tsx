import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { outsideDays } from '../../../src/assemblies/meeting.js';
import { noticeRoutes } from '../../../src/assemblies/notices.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { pollShown } from '../../../src/live/shown.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { byConsent, isSecret } from '../../../src/polls/forms.js';
import { pollsUnderWay, takesVotes, underWay } from '../../../src/polls/under-way.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import type { Outcome } from '../../../src/rules/vote.js';
import { DebateDesk } from '../debate/desk.js';
import { call, useAct, useRead } from '../house/api.js';
import { houseTime } from '../house/clock.js';
import { useConnection } from '../house/socket.js';
import { About, Standing } from '../motions/about.js';
import { MotionActs, waiting } from '../motions/acts.js';
import { Meeting } from '../motions/meeting.js';
import { dependentsOf, motionBadge, nameOf } from '../motions/states.js';
import { isMain, isOver } from '../../../src/motions/motion.js';
import { DeclareRound } from '../elections/declare.js';
import { OnlyFor } from '../people/only-for.js';
import { ItemFirst, useItemFirst } from './item-first.js';
import { OpenPoll, Rehearse } from '../polls/open-poll.js';
import { OrderRecount } from '../polls/order-recount.js';
import { OutcomeBadge, outcomeWord, Result, resultText } from '../polls/result.js';
import { RollOfNow } from '../polls/roll.js';
import { asMajority, majorityLabel, RuleText } from '../polls/rule.js';
import { Countdown, useHasCome } from '../polls/countdown.js';
import { WithReason } from './with-reason.js';
import { Reminders } from '../polls/reminders.js';
import { pollName, Taken } from '../polls/taken.js';
import { Turnout } from '../polls/turnout.js';
import { ConnectionBanner, Live } from '../ui/ConnectionBanner.js';
import { Confirmed, ConfirmDialog } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { useKeptFocus } from '../ui/focus.js';
import { Card, Head, Nothing, Page, Section, Waiting } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { AgendaDesk } from './agenda.js';
import classes from './chair.module.css';
import { HallDesk, ToHall } from './hall-desk.js';
import { nameOfSitting, SittingBadge } from './sittings.js';
import { datesOf } from './when.js';
import { Quorum } from './quorum.js';
import { QuorumSeries } from './quorum-series.js';
import { QuorumCallDesk } from './quorum-call.js';

/** The chair's desk: the sitting, the quorum, and the motions in their order with what may be done next. */
export default function Chair() {
  return (
    <OnlyFor desk="chair" theirs={(offices) => offices.includes('chair')}>
      {(view) => <Lead floor={view} />}
    </OnlyFor>
  );
}

function Lead({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const connection = useConnection();
  const id = floor.assembly.id;
  const sittingOpen = floor.assembly.sittings.some((one) => one.state === 'open');
  // What is being voted on stands first, lifted out of its place, whether it is a motion, an election or a rehearsal.
  const polls = pollsUnderWay(floor);
  const lifted = new Set(polls.map((poll) => poll.motion));
  const shown = pollShown(floor);
  const fresh = shown?.state === 'declared' ? shown : null;
  // What depends on a motion stands within it, while that is not over.
  const within = new Set(
    floor.motions
      .filter((motion) => !isOver(motion))
      .flatMap((motion) => dependentsOf(motion, floor.motions)),
  );
  const alone = floor.motions.filter((motion) => !within.has(motion) && !lifted.has(motion.id));
  const over = alone.filter(isOver);
  const submitted = alone.filter((motion) => motion.state === 'submitted');
  const ordered = alone.filter((motion) => !isOver(motion) && motion.state !== 'submitted');
  return (
    <>
      <ConnectionBanner
        lost={connection === 'lost'}
        title={t('connection.lost')}
        meaning={t('connection.lost_chair')}
      />
      <Page
        title={t('chair.title')}
        over={
          <Anchor component={Link} to={`/assemblies/${id}`} inherit>
            {floor.assembly.name}
          </Anchor>
        }
        aside={
          <Group>
            {connection === 'connected' && <Live label={t('connection.live')} />}
            <ToHall assembly={id} />
          </Group>
        }
      >
        <div className={classes.desk} data-steps>
          <Stack gap="lg" className={classes.side}>
            <Section title={t('assembly.sittings')}>
              {floor.assembly.sittings.length === 0 ? (
                <Nothing>{t('assembly.no_sittings')}</Nothing>
              ) : (
                <Sittings floor={floor} />
              )}
            </Section>
            {floor.assembly.quorum && (
              <Section title={t('quorum.title')}>
                <Card>
                  <Quorum quorum={floor.assembly.quorum} arithmetic />
                  <QuorumCallDesk assembly={floor.assembly} sittingOpen={sittingOpen} />
                  <QuorumSeries assembly={floor.assembly} />
                </Card>
              </Section>
            )}
            <HallDesk floor={floor} />
            <AgendaDesk floor={floor} sittingOpen={sittingOpen} />
            <Button component={Link} to={`/assemblies/${id}/elections`} variant="default">
              {t('elections.title')}
            </Button>
            {sittingOpen && polls.length === 0 && <Rehearse assembly={id} />}
          </Stack>
          <Stack gap="xl">
            {polls.length > 0 && (
              <Section title={t('chair.voting')}>
                <Stack>
                  {polls.map((poll) => (
                    <Voting key={poll.id} poll={poll} floor={floor} sittingOpen={sittingOpen} />
                  ))}
                </Stack>
              </Section>
            )}
            {fresh && <Declared key={fresh.id} poll={fresh} />}
            {sittingOpen && <DebateDesk floor={floor} />}
            <Section title={t('chair.motions')}>
              {ordered.length === 0 && <Nothing>{t('chair.no_motions')}</Nothing>}
              <Stack>
                {ordered.map((motion) => (
                  <MotionDesk key={motion.id} motion={motion} floor={floor} sittingOpen={sittingOpen} />
                ))}
                <Meeting floor={floor} />
              </Stack>
            </Section>
            {submitted.length > 0 && (
              <Section title={t('chair.submitted')}>
                <Text c="dimmed" mb="sm">
                  {t('chair.submitted_means')}
                </Text>
                <Stack>
                  {submitted.map((motion) => (
                    <MotionDesk key={motion.id} motion={motion} floor={floor} sittingOpen={sittingOpen} />
                  ))}
                </Stack>
              </Section>
            )}
            {over.length > 0 && (
              <Section title={t('chair.over')}>
                <Stack gap="sm">
                  {over.map((motion) => (
                    <Over key={motion.id} motion={motion} floor={floor} />
                  ))}
                </Stack>
              </Section>
            )}
          </Stack>
        </div>
      </Page>
    </>
  );
}

/** The sittings in their order; only one is open at a time, and what is closed stays closed. */
function Sittings({ floor: { assembly } }: { floor: FloorView }) {
  const { sittings } = assembly;
  const anyOpen = sittings.some((one) => one.state === 'open');
  const next = sittings.find((one) => one.state === 'planned');
  return (
    <Card>
      <Stack gap="md">
        {sittings.map((sitting) => (
          <Sitting
            key={sitting.id}
            assembly={assembly}
            sitting={sitting}
            first={sittings.every(({ openedAt }) => openedAt === null)}
            turn={anyOpen ? null : sitting === next ? 'next' : 'later'}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Sitting({
  assembly: of,
  sitting,
  first,
  turn,
}: {
  assembly: FloorView['assembly'];
  sitting: FloorView['assembly']['sittings'][number];
  /** None has opened yet. */
  first: boolean;
  /** Null: it is no sitting's turn, as one is open. */
  turn: 'next' | 'later' | null;
}) {
  const { t, lang } = useWords();
  const open = useAct(assemblyRoutes.openSitting);
  const close = useAct(assemblyRoutes.closeSitting);
  const [asks, setAsks] = useState(false);
  const assembly = of.id;
  const begin = (): void =>
    open.mutate({ assembly, sitting: sitting.id }, { onSuccess: () => setAsks(false) });
  return (
    <div data-testid={`sitting-${sitting.number}`}>
      <Head>
        <div>
          <Text fw={600}>{t('sitting.numbered', { number: sitting.number })}</Text>
          {sitting.name && <Text size="sm">{sitting.name}</Text>}
        </div>
        <SittingBadge state={sitting.state} />
      </Head>
      {sitting.state === 'planned' && turn === 'next' && first && <NoticeGiven assembly={assembly} />}
      {sitting.state === 'planned' && turn !== null && (
        <Button
          mt="xs"
          variant={turn === 'next' ? 'filled' : 'default'}
          aria-label={t('ui.pair', { name: t('sitting.open'), what: nameOfSitting(sitting, t) })}
          loading={open.isPending}
          // Whoever looks around weeks before would begin the assembly for good.
          onClick={() => (outsideDays(new Date(houseTime()).toISOString(), of) ? setAsks(true) : begin())}
        >
          {t('sitting.open')}
        </Button>
      )}
      <ConfirmDialog
        opened={asks}
        onClose={() => setAsks(false)}
        label={t('sitting.open')}
        means={t('sitting.open_means', { dates: datesOf(of, lang) })}
        busy={open.isPending}
        error={open.error}
        onConfirm={begin}
      />
      {sitting.state === 'open' && (
        <Confirmed
          mt="xs"
          variant="default"
          label={t('sitting.close')}
          means={t('sitting.close_means')}
          busy={close.isPending}
          error={close.error}
          onConfirm={(shut) => close.mutate({ assembly, sitting: sitting.id }, { onSuccess: shut })}
        />
      )}
      <Failure error={asks ? null : open.error} />
    </div>
  );
}

/** Before the first sitting opens: where the rules demand a notice, that none went out, or too late. It may open all the same. */
function NoticeGiven({ assembly }: { assembly: string }) {
  const { t } = useWords();
  const { data } = useRead(noticeRoutes.notices, { assembly });
  if (!data || data.minimumDays === null) return null;
  const { minimumDays: demanded } = data;
  const issued = data.notices.filter(({ kind }) => kind === 'notice');
  const earliest = Math.max(...issued.map(({ days }) => days ?? demanded));
  if (issued.length > 0 && earliest >= demanded) return null;
  return (
    <Alert color="orange" mt="xs" data-testid="notice-missing">
      {t('chair.notice_demanded', { count: demanded })}{' '}
      {issued.length === 0 ? t('chair.notice_none') : t('chair.notice_late', { count: earliest })}{' '}
      {t('chair.notice_opens')}
    </Alert>
  );
}

/** A poll under way at the head of the desk, with what it is about. */
function Voting({ poll, floor, sittingOpen }: { poll: PollView; floor: FloorView; sittingOpen: boolean }) {
  const { t, lang } = useWords();
  const motion = floor.motions.find((one) => one.id === poll.motion);
  if (motion) return <MotionDesk motion={motion} floor={floor} sittingOpen={sittingOpen} poll={poll} />;
  return (
    <Card accent data-testid={poll.contest ? 'election-poll' : 'rehearsal'}>
      <Title order={3} mb="sm">
        {pollName(poll, t)}
        {poll.contest && ` · ${inLang(poll.titles, lang).text}`}
      </Title>
      <PollDesk poll={poll} floor={floor} />
    </Card>
  );
}

/** The result that everybody sees just now. */
function Declared({ poll }: { poll: PollView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const title = inLang(poll.titles, lang);
  const place = useKeptFocus<HTMLDivElement>(poll.id);
  const { result } = poll;
  if (!result) return null;
  return (
    <div ref={place} tabIndex={-1} data-testid="declared">
      <Card accent>
        <Head>
          <div>
            <Text size="sm" c="dimmed">
              {t('floor.latest')}
            </Text>
            <Anchor component={Link} to={`/polls/${poll.id}`} fw={640} lang={title.lang}>
              {title.text}
            </Anchor>
            <Text>{resultText(result, poll.unit, speech)}</Text>
          </div>
          <Group gap="xs">
            {poll.decision !== null && <Text fw={640}>{t('poll.decision', { number: poll.decision })}</Text>}
            <OutcomeBadge outcome={result.outcome} />
          </Group>
        </Head>
      </Card>
    </div>
  );
}

/** One motion with the acts that its state allows. What the house refuses stands under the buttons, with the reason. */
function MotionDesk({
  motion,
  floor,
  sittingOpen,
  poll,
}: {
  motion: MotionView;
  floor: FloorView;
  sittingOpen: boolean;
  /** Where it is being voted on. */
  poll?: PollView;
}) {
  const speech = useWords();
  const { t, lang } = speech;
  const title = inLang(motion.titles, lang);
  const dependents = dependentsOf(motion, floor.motions);
  const missing = waiting(motion, floor);
  const voting = new Set(floor.polls.filter(underWay).map((one) => one.motion));
  return (
    <Card accent={poll !== undefined} data-testid={`motion-${motion.label}`}>
      <Stack gap="sm">
        <Head>
          <Title order={3} lang={title.lang}>
            {nameOf(motion, t)} · {title.text}
          </Title>
          {motionBadge(motion, t)}
        </Head>
        <Text size="sm" c="dimmed">
          {majorityLabel(motion.majority, speech)}
        </Text>
        {poll && <PollDesk poll={poll} floor={floor} />}
        <About motion={motion} among={floor.motions} />
        <Standing motion={motion} among={floor.motions} timeZone={floor.assembly.timeZone} />
        {missing.length > 0 && (
          <Alert color="orange">
            {t('motion.wording_waits', { labels: missing.map((one) => one.label).join(', ') })}
          </Alert>
        )}
        <NextStep key={motion.state} motion={motion} floor={floor} sittingOpen={sittingOpen} />
        {dependents.length > 0 && (
          <Stack gap="sm" pl={{ base: 0, sm: 'md' }} role="group" aria-label={t('motion.dependents')}>
            {dependents.map((one) =>
              isOver(one) || voting.has(one.id) ? (
                <Over key={one.id} motion={one} floor={floor} />
              ) : (
                <MotionDesk key={one.id} motion={one} floor={floor} sittingOpen={sittingOpen} />
              ),
            )}
          </Stack>
        )}
      </Stack>
    </Card>
  );
}

/** What its state allows next. A refusal goes with the state that it was about. */
function NextStep({
  motion,
  floor,
  sittingOpen,
}: {
  motion: MotionView;
  floor: FloorView;
  sittingOpen: boolean;
}) {
  const { t } = useWords();
  const debate = useAct(motionRoutes.debate);
  const ready = useAct(motionRoutes.ready);
  const table = useAct(motionRoutes.table);
  const item = useItemFirst(motion, floor);
  const input = { motion: motion.id };
  const { state } = motion;
  return (
    <>
      <Group>
        {state === 'submitted' && (
          <Button loading={table.isPending} onClick={() => table.mutate(input)}>
            {t('motion.table')}
          </Button>
        )}
        {state === 'tabled' &&
          (item.other ? (
            <Confirmed
              label={t('motion.debate')}
              means={<ItemFirst of={item} />}
              busy={item.busy || debate.isPending}
              error={item.error ?? debate.error}
              onConfirm={(shut) => item.before(() => debate.mutate(input, { onSuccess: shut }))}
            />
          ) : (
            <Button loading={debate.isPending} onClick={() => debate.mutate(input)}>
              {t('motion.debate')}
            </Button>
          ))}
        {state === 'debate' && (
          <Button loading={ready.isPending} onClick={() => ready.mutate(input)}>
            {t('motion.ready')}
          </Button>
        )}
        {state === 'ready' && motion.bloc === null && <OpenPoll motion={motion} floor={floor} />}
        {state === 'ready' && (
          <Button variant="default" loading={debate.isPending} onClick={() => debate.mutate(input)}>
            {t('motion.back_to_debate')}
          </Button>
        )}
        {state === 'ready' && !sittingOpen && <Text size="sm">{t('chair.needs_sitting')}</Text>}
        <MotionActs motion={motion} floor={floor} />
      </Group>
      <Failure error={table.error ?? debate.error ?? ready.error} />
    </>
  );
}

/** Seconds from the announcement to the closing. */
const ANNOUNCED = 30;

/** Suspending and annulling, each with its reason. */
function Interrupt({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const suspend = useAct(pollRoutes.suspend);
  const annul = useAct(pollRoutes.annul);
  const about = inLang(poll.titles, lang).text;
  return (
    <>
      {takesVotes(poll) && (
        <WithReason
          label={t('poll.suspend')}
          means={t('poll.suspend_means')}
          about={about}
          error={suspend.error}
          busy={suspend.isPending}
          onReason={(reason, close) => suspend.mutate({ poll: poll.id, reason }, { onSuccess: close })}
        />
      )}
      {poll.state === 'closed' && poll.form === 'count' && <OrderRecount poll={poll} />}
      <WithReason
        label={t('poll.annul')}
        means={t('poll.annul_means')}
        about={about}
        error={annul.error}
        busy={annul.isPending}
        onReason={(reason, close) => annul.mutate({ poll: poll.id, reason }, { onSuccess: close })}
      />
    </>
  );
}

/** On sight: what the chair saw, until somebody demands a count. */
function Seen({ poll }: { poll: PollView }) {
  const speech = useWords();
  const { t } = speech;
  const seen = useAct(pollRoutes.seen);
  if (poll.countDemanded) return <Recount poll={poll} />;
  return (
    <Stack gap="xs">
      <Group>
        {(['adopted', 'rejected'] as const).map((outcome) => (
          <Confirmed
            key={outcome}
            size="lg"
            variant={outcome === 'adopted' ? 'filled' : 'default'}
            label={t(`poll.seen_${outcome}`)}
            means={t('poll.seen_means', { outcome: outcomeWord(outcome, speech) })}
            busy={seen.isPending}
            error={seen.error}
            onConfirm={(shut) => seen.mutate({ poll: poll.id, outcome }, { onSuccess: shut })}
          />
        ))}
      </Group>
    </Stack>
  );
}

/** A count was demanded: the poll on sight is annulled for it, and the votes are counted in a fresh one. */
function Recount({ poll }: { poll: PollView }) {
  const { t } = useWords();
  const { id, motion } = poll;
  const count = useMutation({
    mutationFn: async () => {
      await call(pollRoutes.annul, { poll: id, reason: t('poll.count_demanded') });
      if (motion !== null) await call(pollRoutes.open, { motion });
    },
  });
  return (
    <Alert color="orange" title={t('poll.count_demanded')}>
      <Confirmed
        label={t('poll.count_now')}
        means={
          <>
            {t('poll.annul_means')} <RollOfNow assembly={poll.assembly} motion={motion ?? undefined} />
          </>
        }
        busy={count.isPending}
        error={count.error}
        onConfirm={(shut) => count.mutate(undefined, { onSuccess: shut })}
      />
    </Alert>
  );
}

/** Whoever has no device votes on paper or is called: the tellers see to it. */
function TellersLink({ poll }: { poll: PollView }) {
  const { t } = useWords();
  if (poll.form !== 'count') return null;
  return (
    <Anchor component={Link} to={`/assemblies/${poll.assembly}/tellers`} size="sm">
      {t('tellers.title')}
    </Anchor>
  );
}

function Suspended({ poll }: { poll: PollView }) {
  const { t } = useWords();
  const resume = useAct(pollRoutes.resume);
  return (
    <Stack gap="sm" data-testid="poll-suspended">
      <Alert color="orange" title={t('hall.suspended')}>
        {poll.reason}
      </Alert>
      <Turnout poll={poll} />
      <Group>
        <Button size="lg" loading={resume.isPending} onClick={() => resume.mutate({ poll: poll.id })}>
          {t('poll.resume')}
        </Button>
        <Interrupt poll={poll} />
      </Group>
      <Failure error={resume.error} />
    </Stack>
  );
}

/** The poll on its way: open with its turnout, closed with the count that only the chair sees, then declared. */
function PollDesk({ poll, floor }: { poll: PollView; floor: FloorView }) {
  const place = useKeptFocus<HTMLDivElement>(poll.state);
  return (
    <div ref={place} tabIndex={-1}>
      <PollSteps poll={poll} floor={floor} />
    </div>
  );
}

function PollSteps({ poll, floor }: { poll: PollView; floor: FloorView }) {
  const { t } = useWords();
  const close = useAct(pollRoutes.close);
  const announce = useAct(pollRoutes.announceClosing);
  const due = useHasCome(poll.closesAt) && takesVotes(poll);
  const { mutate: closeNow } = close;
  useEffect(() => {
    if (due) closeNow({ poll: poll.id });
  }, [due, closeNow, poll.id]);
  const declare = useAct(pollRoutes.declare);
  const [casting, setCasting] = useState<'for' | 'against' | null>(null);
  const result = poll.result ?? close.data?.result ?? null;
  const awaitsCasting = result?.outcome === 'tie' && asMajority(poll.majority)?.tie === 'casting_vote';
  // An announced closing gives whoever has not voted a last chance.
  const announced = !poll.closesAt && (poll.form === 'count' || poll.form === 'consensus');
  const announceButton = (done?: () => void) => (
    <Button
      size={done ? 'md' : 'lg'}
      variant="default"
      loading={announce.isPending}
      onClick={() => announce.mutate({ poll: poll.id, seconds: ANNOUNCED }, { onSuccess: () => done?.() })}
    >
      {t('poll.announce', { seconds: ANNOUNCED })}
    </Button>
  );
  if (takesVotes(poll))
    return (
      <Stack gap="sm" data-testid="poll-open">
        <Taken poll={poll} />
        {!poll.contest && (poll.form === 'count' || poll.form === 'correspondence') && (
          <RuleText majority={poll.majority} name={poll.majorityName} />
        )}
        <Turnout poll={poll} />
        <Reminders poll={poll} />
        <TellersLink poll={poll} />
        {poll.closesAt && <Countdown closesAt={poll.closesAt} />}
        <Group>
          {poll.form === 'sight' ? (
            <Seen poll={poll} />
          ) : (
            <Close poll={poll} close={close} announce={announced && announceButton} />
          )}
          {announced && announceButton()}
          <Interrupt poll={poll} />
        </Group>
        <Failure error={announce.error} />
      </Stack>
    );
  if (poll.state === 'suspended') return <Suspended poll={poll} />;
  if (poll.state === 'recounting')
    return (
      <Stack gap="sm" data-testid="poll-recounting">
        <Alert color="orange" title={t('hall.recounting')}>
          {t('poll.recounting_means')}
        </Alert>
        <TellersLink poll={poll} />
        <Group>
          <Button size="lg" loading={close.isPending} onClick={() => close.mutate({ poll: poll.id })}>
            {t('poll.close_recount')}
          </Button>
          <Interrupt poll={poll} />
        </Group>
        <Failure error={close.error} />
      </Stack>
    );
  return (
    <Stack gap="md" data-testid="poll-closed">
      {poll.countDemanded && <Recount poll={poll} />}
      {result ? (
        <>
          <Alert color="teal">{t('chair.count_only_you')}</Alert>
          <Result poll={poll} result={result} />
        </>
      ) : close.isPending ? (
        // The news that it is closed may be here before the answer, which has the count.
        <Waiting />
      ) : (
        <Nothing>{t('chair.count_unseen')}</Nothing>
      )}
      {awaitsCasting && (
        <div role="radiogroup" aria-label={t('chair.casting')}>
          <Text fw={600} mb="xs">
            {t('chair.casting')}
          </Text>
          <Group>
            {(['for', 'against'] as const).map((choice) => (
              <Button
                key={choice}
                role="radio"
                aria-checked={casting === choice}
                variant={casting === choice ? 'filled' : 'default'}
                onClick={() => setCasting(choice)}
              >
                {t(`choice.${choice}`)}
              </Button>
            ))}
          </Group>
        </div>
      )}
      <Group>
        {poll.contest && <DeclareRound contest={poll.contest} result={result} />}
        {!poll.contest && (
          <Declare
            poll={poll}
            floor={floor}
            outcome={
              awaitsCasting ? casting && (casting === 'for' ? 'adopted' : 'rejected') : result?.outcome
            }
            busy={declare.isPending}
            error={declare.error}
            disabled={poll.countDemanded || (awaitsCasting && casting === null)}
            onDeclare={(done) =>
              declare.mutate(
                { poll: poll.id, casting: awaitsCasting ? casting : null },
                { onSuccess: () => done?.() },
              )
            }
          />
        )}
        <Interrupt poll={poll} />
      </Group>
    </Stack>
  );
}

/** What everybody will read: the outcome, with the decision's number where there will be one. A rehearsal decides nothing. */
function Declare({
  poll,
  floor,
  outcome,
  disabled,
  busy,
  error,
  onDeclare,
}: {
  poll: PollView;
  floor: FloorView;
  /** Nullish: the count is not seen here. */
  outcome: Outcome | null | undefined;
  disabled: boolean;
  busy: boolean;
  error: unknown;
  onDeclare: (done?: () => void) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const label = t('poll.declare');
  if (poll.number === null)
    return (
      <>
        <Button size="lg" loading={busy} disabled={disabled} onClick={() => onDeclare()}>
          {label}
        </Button>
        <Failure error={error} />
      </>
    );
  const decision = outcome === 'adopted' ? decisionOf(poll, floor) : null;
  const words = outcome ? outcomeWord(outcome, speech) : null;
  return (
    <Confirmed
      size="lg"
      label={label}
      disabled={disabled}
      means={[
        words === null
          ? t('poll.declare_unseen')
          : decision === null
            ? t('poll.declare_means', { outcome: words })
            : t('poll.declare_decision', { outcome: words, number: decision }),
        ...(isNamed(poll) ? [t('poll.declare_names')] : []),
      ].join(' ')}
      busy={busy}
      error={error}
      onConfirm={onDeclare}
    />
  );
}

/** Whether it comes out with the result who voted how: hands and papers are only counted. */
const isNamed = (poll: PollView): boolean =>
  !isSecret(poll) && poll.form !== 'sight' && (poll.channel === 'electronic' || poll.channel === 'roll_call');

/** The number that the decision on a motion of its own gets: the one that it had, or the next of the assembly. */
function decisionOf({ motion: id }: PollView, { motions }: FloorView): number | null {
  const motion = motions.find((one) => one.id === id);
  if (!motion || !isMain(motion)) return null;
  return motion.decision ?? Math.max(0, ...motions.map(({ decision }) => decision ?? 0)) + 1;
}

/** How many members closing the poll now would keep from voting without a warning. A rehearsal keeps nobody. */
const cutOffBy = ({ number, closesAt, form, represented, cast }: PollView): number =>
  number === null || closesAt !== null || byConsent(form) ? 0 : Math.max(0, represented.members - cast);

/** Says first who would be cut off, or that nothing can be changed any more. A rehearsal closes at once. */
function Close({
  poll,
  close,
  announce,
}: {
  poll: PollView;
  close: ReturnType<typeof useAct<typeof pollRoutes.close>>;
  announce: false | ((done: () => void) => ReactNode);
}) {
  const { t } = useWords();
  const missing = cutOffBy(poll);
  const shut = (done?: () => void): void => close.mutate({ poll: poll.id }, { onSuccess: () => done?.() });
  if (poll.number === null)
    return (
      <>
        <Button size="lg" loading={close.isPending} onClick={() => shut()}>
          {t('poll.close')}
        </Button>
        <Failure error={close.error} />
      </>
    );
  return (
    <Confirmed
      size="lg"
      label={t('poll.close')}
      means={
        missing > 0
          ? t('poll.close_means', { count: missing })
          : t(byConsent(poll.form) ? 'poll.close_consent' : 'poll.close_all')
      }
      busy={close.isPending}
      error={close.error}
      onConfirm={shut}
      {...(announce && missing > 0 && { also: announce })}
    />
  );
}

function Over({ motion, floor }: { motion: MotionView; floor: FloorView }) {
  const { t, lang } = useWords();
  const title = inLang(motion.titles, lang);
  const poll = motion.polls[0];
  return (
    <Head>
      <Text lang={title.lang}>
        {nameOf(motion, t)} ·{' '}
        {poll ? (
          <Anchor component={Link} to={`/polls/${poll}`} underline="always">
            {title.text}
          </Anchor>
        ) : (
          title.text
        )}
        {motion.decision !== null &&
          ` · ${t(motion.state === 'adopted' ? 'poll.decision' : 'motion.decision_fallen', { number: motion.decision })}`}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <MotionActs motion={motion} floor={floor} />
        {motionBadge(motion, t)}
      </Group>
    </Head>
  );
}
