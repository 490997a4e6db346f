import {
  Alert,
  Anchor,
  Badge,
  Box,
  Button,
  Divider,
  Group,
  Stack,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { pollShown } from '../../../src/live/shown.js';
import { isPending } from '../../../src/motions/motion.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import { pollsUnderWay, takesVotes } from '../../../src/polls/under-way.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { CurrentItem } from '../assemblies/agenda.js';
import { MyProxies } from '../assemblies/desk-proxies.js';
import { Quorum } from '../assemblies/quorum.js';
import { ConfirmPresence } from '../assemblies/quorum-call.js';
import { Appeal, Debate } from '../debate/ask.js';
import { useAct } from '../house/api.js';
import { useConnection } from '../house/socket.js';
import { attend } from '../live/attended.js';
import { useFloor } from '../live/floor.js';
import { About, Standing } from '../motions/about.js';
import { MotionActs } from '../motions/acts.js';
import { Meeting } from '../motions/meeting.js';
import { motionBadge, nameOf } from '../motions/states.js';
import { useSession } from '../people/session.js';
import { ConnectionBanner, Live } from '../ui/ConnectionBanner.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { LockIcon } from '../ui/icons.js';
import { Card, Head, Nothing, Page, Read, Section } from '../ui/Page.js';
import { dayTime } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { Ballot } from './ballot.js';
import { VoteCall } from './call.js';
import { ContestBallot } from './contest-ballot.js';
import { useSendings } from './cast.js';
import { Result, resultText } from './result.js';
import { Countdown } from './countdown.js';
import { pollName, Taken } from './taken.js';
import { Turnout } from './turnout.js';

const before = ({ state }: MotionView): boolean => state !== 'debate' && state !== 'ready';

/** The delegate's screen: the vote first, whatever else there is beneath it. */
export default function Floor() {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return <Read query={floor}>{(view) => <Room floor={view} />}</Read>;
}

function Room({ floor }: { floor: FloorView }) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const connection = useConnection();
  const waiting = [...useSendings().values()].filter((one) => one.kind === 'sending');
  // A ballot that had to be sent again tells of a dead line before the socket notices.
  const lost = connection === 'lost' || waiting.some((one) => one.tries > 0);
  const delegate = floor.offices.includes('delegate');
  const { id } = floor.assembly;
  const current = pollsUnderWay(floor);
  const shown = pollShown(floor);
  const latest = floor.polls.find((poll) => poll.state === 'declared') ?? null;
  // A result stands where the ballot stood until the chair goes on; then it makes room.
  const fresh = latest !== null && shown?.id === latest.id;
  const sitting = floor.assembly.sittings.find((one) => one.state === 'open');
  useEffect(() => {
    if (delegate) attend(id);
  }, [delegate, id]);
  // What a delegate can do something about; what has only come in stands last.
  const onTheFloor = floor.motions
    .filter((motion) => isPending(motion))
    .toSorted((a, b) => Number(before(a)) - Number(before(b)));
  return (
    <>
      <ConnectionBanner
        lost={lost}
        title={t('connection.lost')}
        meaning={t(waiting.length > 0 ? 'connection.lost_vote' : 'connection.lost_floor')}
      />
      <Page
        title={t('floor.title')}
        over={
          <Anchor component={Link} to={`/assemblies/${floor.assembly.id}`} inherit>
            {floor.assembly.name}
          </Anchor>
        }
        aside={connection === 'connected' && !lost ? <Live label={t('connection.live')} /> : null}
      >
        <Stack gap="lg" maw="44rem" mx="auto" w="100%">
          {session && !session.person && (
            <Alert title={t('floor.not_signed_in')} color="teal">
              <Button component={Link} to={`/sign-in?to=/assemblies/${floor.assembly.id}/floor`} mt="xs">
                {t('people.sign_in')}
              </Button>
            </Alert>
          )}
          <CurrentItem floor={floor} />
          <Told poll={shown} />
          {delegate && <ConfirmPresence assembly={floor.assembly} />}
          {current.map((poll) => (
            <Current key={poll.id} poll={poll} floor={floor} delegate={delegate} />
          ))}
          {fresh && <Latest poll={latest} delegate={delegate} />}
          {shown?.state === 'annulled' && <Annulled poll={shown} />}
          <Debate floor={floor} />
          {current.length === 0 && !fresh && shown?.state !== 'annulled' && (
            <Card>
              <Text fw={640} size="lg">
                {t(sitting ? 'floor.no_poll' : 'floor.no_sitting')}
              </Text>
              {sitting ? (
                <Text c="dimmed" mt={4}>
                  {t('floor.no_poll_means')}
                </Text>
              ) : (
                <NextSitting assembly={floor.assembly} />
              )}
            </Card>
          )}
          {current.length === 0 && latest && !fresh && <Latest poll={latest} delegate={delegate} />}
          <Here floor={floor} delegate={delegate} />
          <Section title={t('floor.debated')}>
            {onTheFloor.length === 0 ? (
              <Nothing>{t('floor.nothing_debated')}</Nothing>
            ) : (
              <Stack gap="sm">
                {onTheFloor.map((motion) => {
                  const title = inLang(motion.titles, lang);
                  return (
                    <Card key={motion.id}>
                      <Head>
                        <Text fw={600} lang={title.lang}>
                          {nameOf(motion, t)} · {title.text}
                        </Text>
                        {motionBadge(motion, t)}
                      </Head>
                      <About motion={motion} among={floor.motions} />
                      <Standing motion={motion} among={floor.motions} timeZone={floor.assembly.timeZone} />
                      <Group mt="sm">
                        <MotionActs motion={motion} floor={floor} />
                      </Group>
                    </Card>
                  );
                })}
              </Stack>
            )}
          </Section>
          <Anchor component={Link} to={`/assemblies/${floor.assembly.id}/elections`} py={8}>
            {t('elections.title')}
          </Anchor>
          {delegate && <MyProxies assembly={floor.assembly} motions={floor.motions} />}
          {delegate && (
            <Group>
              <Meeting floor={floor} />
              <Appeal floor={floor} />
            </Group>
          )}
        </Stack>
      </Page>
    </>
  );
}

/** When the assembly goes on, by the clock of the place. */
function NextSitting({ assembly: { sittings, timeZone } }: { assembly: FloorView['assembly'] }) {
  const { t, lang } = useWords();
  const next = sittings.find(({ state, plannedFrom }) => state === 'planned' && plannedFrom !== null);
  if (!next?.plannedFrom) return null;
  return (
    <Text c="dimmed" mt={4}>
      {t('floor.next_sitting', {
        name: next.name ?? t('sitting.numbered', { number: next.number }),
        time: dayTime(next.plannedFrom, lang, timeZone),
      })}
    </Text>
  );
}

function PollHeading({ poll, level = 2 }: { poll: PollView; level?: 2 | 3 }) {
  const { t, lang } = useWords();
  const title = inLang(poll.titles, lang);
  return (
    <Box mb="sm">
      {/* A rehearsal's title says what it is. */}
      {poll.number !== null && (
        <Text size="sm" c="dimmed">
          {pollName(poll, t)}
        </Text>
      )}
      <Title order={level} size="h2" lang={title.lang}>
        {title.text}
      </Title>
    </Box>
  );
}

/** What happens to the poll, said to screen readers as it happens. */
function Told({ poll }: { poll: PollView | null }) {
  const speech = useWords();
  const { t, lang } = speech;
  const title = poll && inLang(poll.titles, lang).text;
  return (
    <VisuallyHidden role="status" data-testid="told">
      {poll && takesVotes(poll) && t(poll.closesAt ? 'floor.told_closing' : 'floor.told_open', { title })}
      {poll?.state === 'declared' &&
        poll.result &&
        t('floor.told_result', {
          title,
          outcome: t(`outcome.${poll.result.outcome}`),
          result: resultText(poll.result, poll.unit, speech),
        })}
      {poll?.state === 'annulled' && `${title}: ${t('hall.annulled')}. ${poll.reason ?? ''}`}
    </VisuallyHidden>
  );
}

/** Where the ballot stood: why it is gone. */
function Annulled({ poll }: { poll: PollView }) {
  const { t } = useWords();
  return (
    <Card data-testid="annulled">
      <PollHeading poll={poll} level={3} />
      <Alert color="orange" mt="sm" title={t('hall.annulled')}>
        {poll.reason}
      </Alert>
    </Card>
  );
}

function Latest({ poll, delegate }: { poll: PollView; delegate: boolean }) {
  const { t } = useWords();
  return (
    <Section title={t('floor.latest')}>
      <Card>
        <PollHeading poll={poll} level={3} />
        {poll.result && <Result poll={poll} result={poll.result} folded />}
        <Anchor component={Link} to={`/polls/${poll.id}`} mt="xs" display="inline-block" py={8}>
          {t('poll.page')}
        </Anchor>
        {delegate && poll.form !== 'sight' && (
          <Stack mt="md">
            <OwnBallot poll={poll} open={false} />
          </Stack>
        )}
      </Card>
    </Section>
  );
}

function Current({ poll, floor, delegate }: { poll: PollView; floor: FloorView; delegate: boolean }) {
  const { t } = useWords();
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const motion = floor.motions.find((one) => one.id === poll.motion);
  const open = takesVotes(poll);
  const toBallot = (): void => {
    const section = document.getElementById(`poll-${poll.id}`);
    section?.scrollIntoView();
    section?.focus({ preventScroll: true });
  };
  return (
    <section
      ref={ref}
      id={`poll-${poll.id}`}
      tabIndex={-1}
      aria-live="off"
      data-testid="current-poll"
      data-state={poll.state}
    >
      {delegate && <VoteCall poll={poll} to={toBallot} seen={inViewport} />}
      <Stack gap="md">
        <PollHeading poll={poll} />
        {poll.state === 'suspended' && (
          <Alert color="orange" title={t('hall.suspended')}>
            {poll.reason && <Text>{poll.reason}</Text>}
            <Text>{t('poll.suspended_means')}</Text>
          </Alert>
        )}
        {open && poll.closesAt && <Countdown closesAt={poll.closesAt} />}
        {poll.state === 'closed' && (
          <div role="status">
            <Badge size="lg" color="gray" leftSection={<LockIcon size={16} />}>
              {t('poll.closed_awaits')}
            </Badge>
          </div>
        )}
        <Taken poll={poll} />
        {poll.form === 'sight' ? (
          <OnSight poll={poll} floor={floor} delegate={delegate} />
        ) : (
          <>
            {poll.contest && (
              <Anchor component={Link} to={`/assemblies/${poll.assembly}/elections`} py={8}>
                {t('contest.candidates')}
              </Anchor>
            )}
            {delegate && <OwnBallot poll={poll} open={open} />}
            <Turnout poll={poll} />
          </>
        )}
        {motion && <About motion={motion} among={floor.motions} />}
      </Stack>
    </section>
  );
}

function OwnBallot({ poll, open }: { poll: PollView; open: boolean }) {
  const { id, unit, form, splits, contest, secrecy } = poll;
  const terms = { poll: id, unit, mayChange: open && poll.mayChange, open, secrecy };
  if (contest) return <ContestBallot {...terms} contest={contest} />;
  return <Ballot {...terms} form={form} splits={splits} />;
}

/** The chair sees who is for and against. Whoever doubts it demands a count. */
function OnSight({ poll, floor, delegate }: { poll: PollView; floor: FloorView; delegate: boolean }) {
  const { t } = useWords();
  const demand = useAct(pollRoutes.demandCount);
  const member = floor.speaksFor[0]?.member ?? null;
  return (
    <Card>
      {poll.countDemanded ? (
        <Text fw={640}>{t('poll.count_demanded')}</Text>
      ) : (
        delegate && (
          <Button
            size="lg"
            variant="default"
            loading={demand.isPending}
            onClick={() => demand.mutate({ poll: poll.id, member })}
          >
            {t('poll.demand_count')}
          </Button>
        )
      )}
      <Failure error={demand.error} />
    </Card>
  );
}

/** Whether the reader is recorded as present, and the quorum. */
function Here({ floor, delegate }: { floor: FloorView; delegate: boolean }) {
  const { t } = useWords();
  const { quorum } = floor.assembly;
  const declares = delegate && floor.presenceMode !== 'check_in';
  const missing = delegate && !declares && floor.present === false;
  const turns = delegate && floor.speaksFor.some(isShared);
  const own = declares || missing || turns;
  if (!own && !quorum) return null;
  return (
    <Card>
      {declares && <Presence floor={floor} />}
      {missing && <Text fw={600}>{t('presence.report')}</Text>}
      {turns && <Turns speaksFor={floor.speaksFor} />}
      {own && quorum && <Divider my="md" color="var(--house-line)" />}
      {quorum && <Quorum quorum={quorum} />}
    </Card>
  );
}

type SpeaksFor = FloorView['speaksFor'][number];

/** Somebody else than the reader is here for the member. */
const isShared = ({ voters }: SpeaksFor): boolean => voters.some(({ own }) => !own);

/** Where a member sends several: who of them votes, said to each. */
function Turns({ speaksFor }: { speaksFor: readonly SpeaksFor[] }) {
  const { t, lang } = useWords();
  const names = (these: SpeaksFor['voters']): string =>
    new Intl.ListFormat(lang).format(these.map(({ name }) => name));
  const said = ({ name, voters }: SpeaksFor): string => {
    const place = voters.findIndex(({ own }) => own);
    const [first, next] = voters.map((one) => one.name);
    if (place === 0) return t('presence.votes_first', { name, next });
    if (place < 0) return t('presence.votes_for_now', { name, first });
    return t('presence.votes_after', { name, first, before: names(voters.slice(0, place)), count: place });
  };
  return (
    <Stack gap={4} mt="xs" data-testid="turns">
      {speaksFor.filter(isShared).map((one) => (
        <Text key={one.member}>{said(one)}</Text>
      ))}
    </Stack>
  );
}

/** The own presence, by one's word or by the seat: its code may come with the address that a QR code on it holds. */
function Presence({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const declare = useAct(assemblyRoutes.declarePresence);
  const [search] = useSearchParams();
  const [seat, setSeat] = useState(search.get('seat') ?? '');
  const here = floor.present === true;
  const bySeat = floor.presenceMode === 'seat';
  const { id } = floor.assembly;
  if (here) {
    return (
      <Group justify="space-between" data-testid="presence">
        <Text fw={600}>{t('presence.here')}</Text>
        <Confirmed
          label={t('presence.leave')}
          means={t('presence.leave_means')}
          variant="default"
          busy={declare.isPending}
          error={declare.error}
          onConfirm={(close) => declare.mutate({ assembly: id, present: false }, { onSuccess: close })}
        />
      </Group>
    );
  }
  return (
    <form
      data-testid="presence"
      onSubmit={(event) => {
        event.preventDefault();
        declare.mutate({ assembly: id, present: true, seat: bySeat ? seat.trim() || null : null });
      }}
    >
      <Group justify="space-between" align="end">
        <Text fw={600}>{t('presence.not_here')}</Text>
        {bySeat && (
          <TextInput
            label={t('presence.seat')}
            required
            maxLength={40}
            autoComplete="off"
            value={seat}
            onChange={(event) => setSeat(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={declare.isPending}>
          {t('presence.enter')}
        </Button>
      </Group>
      <Failure error={declare.error} />
    </form>
  );
}
