import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { Quorum } from '../assemblies/quorum.js';
import { useAct } from '../house/api.js';
import { useConnection } from '../house/socket.js';
import { useFloor } from '../live/floor.js';
import { aboutOf } from '../motions/about.js';
import { motionBadge } from '../motions/states.js';
import { useSession } from '../people/session.js';
import { ConnectionBanner, Live } from '../ui/ConnectionBanner.js';
import { Failure } from '../ui/Failure.js';
import { LockIcon } from '../ui/icons.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { Ballot } from './ballot.js';
import { useSendings } from './cast.js';
import { OutcomeBadge, Result } from './result.js';
import { Turnout } from './turnout.js';

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
  const waiting = [...useSendings().values()].some((one) => one.kind === 'sending');
  const delegate = floor.offices.includes('delegate');
  const current = floor.polls.find((poll) => poll.state !== 'declared') ?? null;
  const latest = floor.polls.find((poll) => poll.state === 'declared') ?? null;
  const sitting = floor.assembly.sittings.find((one) => one.state === 'open');
  const onTheFloor = floor.motions.filter(({ state }) => state === 'debate' || state === 'ready');
  return (
    <>
      <ConnectionBanner
        lost={connection === 'lost'}
        title={t('connection.lost')}
        meaning={t(waiting ? 'connection.lost_vote' : 'connection.lost_floor')}
      />
      <Page
        title={t('floor.title')}
        over={
          <Anchor component={Link} to={`/assemblies/${floor.assembly.id}`} inherit>
            {floor.assembly.name}
          </Anchor>
        }
        aside={connection === 'connected' ? <Live label={t('connection.live')} /> : null}
      >
        <Stack gap="lg" maw="44rem" mx="auto" w="100%">
          {session && !session.person && (
            <Alert title={t('floor.not_signed_in')} color="teal">
              <Button component={Link} to={`/sign-in?to=/assemblies/${floor.assembly.id}/floor`} mt="xs">
                {t('people.sign_in')}
              </Button>
            </Alert>
          )}
          {current && <Current poll={current} floor={floor} delegate={delegate} />}
          {delegate && floor.presenceMode === 'self_declared' && <Presence floor={floor} />}
          {!current && (
            <Card>
              <Text fw={640} size="lg">
                {t(sitting ? 'floor.no_poll' : 'floor.no_sitting')}
              </Text>
              <Text c="dimmed" mt={4}>
                {t('floor.no_poll_means')}
              </Text>
            </Card>
          )}
          {!current && latest && (
            <Section title={t('floor.latest')}>
              <Card>
                <PollHeading poll={latest} />
                <Result poll={latest} result={latest.result!} />
                <Anchor component={Link} to={`/polls/${latest.id}`} mt="md" display="inline-block" py={8}>
                  {t('poll.page')}
                </Anchor>
                {delegate && (
                  <Stack mt="md">
                    <Ballot poll={latest.id} unit={latest.unit} mayChange={false} open={false} />
                  </Stack>
                )}
              </Card>
            </Section>
          )}
          {floor.assembly.quorum && (
            <Card>
              <Quorum quorum={floor.assembly.quorum} />
            </Card>
          )}
          <Section title={t('floor.debated')}>
            {onTheFloor.length === 0 ? (
              <Nothing>{t('floor.nothing_debated')}</Nothing>
            ) : (
              <Stack gap="sm">
                {onTheFloor.map((motion) => {
                  const title = inLang(motion.titles, lang);
                  return (
                    <Card key={motion.id}>
                      <Group justify="space-between" wrap="nowrap" align="flex-start">
                        <Text fw={600} lang={title.lang}>
                          {t('motion.numbered', { number: motion.number })} · {title.text}
                        </Text>
                        {motionBadge(motion.state, t)}
                      </Group>
                      {aboutOf(motion, t)}
                    </Card>
                  );
                })}
              </Stack>
            )}
          </Section>
        </Stack>
      </Page>
    </>
  );
}

function PollHeading({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const title = inLang(poll.titles, lang);
  return (
    <Group justify="space-between" mb="sm" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" c="dimmed">
          {t('poll.numbered', { number: poll.number })}
        </Text>
        <Title order={2} lang={title.lang}>
          {title.text}
        </Title>
      </div>
      {poll.result && <OutcomeBadge outcome={poll.result.outcome} size="md" />}
    </Group>
  );
}

function Current({ poll, floor, delegate }: { poll: PollView; floor: FloorView; delegate: boolean }) {
  const { t } = useWords();
  const motion = floor.motions.find((one) => one.id === poll.motion);
  const open = poll.state === 'open';
  return (
    <section aria-live="off" data-testid="current-poll" data-state={poll.state}>
      <Stack gap="md">
        <PollHeading poll={poll} />
        {!open && (
          <Badge size="lg" color="gray" leftSection={<LockIcon size={16} />}>
            {t('poll.closed_awaits')}
          </Badge>
        )}
        {delegate && <Ballot poll={poll.id} unit={poll.unit} mayChange={poll.mayChange} open={open} />}
        <Turnout poll={poll} />
        {motion && aboutOf(motion, t)}
      </Stack>
    </section>
  );
}

function Presence({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const declare = useAct(assemblyRoutes.declarePresence);
  const here = floor.present === true;
  return (
    <Card>
      <Group justify="space-between">
        <Text fw={600}>{t(here ? 'presence.here' : 'presence.not_here')}</Text>
        <Button
          variant={here ? 'default' : 'filled'}
          loading={declare.isPending}
          onClick={() => declare.mutate({ assembly: floor.assembly.id, present: !here })}
        >
          {t(here ? 'presence.leave' : 'presence.enter')}
        </Button>
      </Group>
      <Failure error={declare.error} />
    </Card>
  );
}
