import { Alert, Anchor, Badge, Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { useAct } from '../house/api.js';
import { useConnection } from '../house/socket.js';
import { useFloor } from '../live/floor.js';
import { aboutOf } from '../motions/about.js';
import { motionBadge } from '../motions/states.js';
import { Result } from '../polls/result.js';
import { asMajority, majorityLabel, RuleText } from '../polls/rule.js';
import { Turnout } from '../polls/turnout.js';
import { ConnectionBanner, Live } from '../ui/ConnectionBanner.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import classes from './chair.module.css';
import { Quorum } from './quorum.js';

/** The chair's desk: the sitting, the quorum, and the motions in their order with what may be done next. */
export default function Chair() {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return <Read query={floor}>{(view) => <Lead floor={view} />}</Read>;
}

const OVER: ReadonlySet<string> = new Set(['adopted', 'rejected', 'withdrawn', 'inadmissible']);

function Lead({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const connection = useConnection();
  const id = floor.assembly.id;
  const chair = floor.offices.includes('chair');
  const sittingOpen = floor.assembly.sittings.some((one) => one.state === 'open');
  const ahead = floor.motions.filter((motion) => !OVER.has(motion.state) && motion.state !== 'submitted');
  const over = floor.motions.filter((motion) => OVER.has(motion.state));
  const submitted = floor.motions.filter((motion) => motion.state === 'submitted');
  // What is being voted on stands first, then what is before the assembly, each in the order of numbers.
  const rank = (motion: MotionView): number => (motion.state === 'voting' ? 0 : 1);
  const ordered = [...ahead].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
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
            <Button component="a" href={`/assemblies/${id}/hall`} target="_blank" variant="default">
              {t('hall.open')}
            </Button>
          </Group>
        }
      >
        {!chair && <Alert color="orange">{t('chair.not_you')}</Alert>}
        <div className={classes.desk}>
          <Stack gap="lg" className={classes.side}>
            <Section title={t('assembly.sittings')}>
              <Stack gap="sm">
                {floor.assembly.sittings.length === 0 && <Nothing>{t('assembly.no_sittings')}</Nothing>}
                {floor.assembly.sittings.map((sitting) => (
                  <Sitting key={sitting.id} assembly={id} sitting={sitting} />
                ))}
              </Stack>
            </Section>
            {floor.assembly.quorum && (
              <Section title={t('quorum.title')}>
                <Card>
                  <Quorum quorum={floor.assembly.quorum} arithmetic />
                </Card>
              </Section>
            )}
          </Stack>
          <Stack gap="xl">
            <Section title={t('chair.motions')}>
              {ordered.length === 0 && <Nothing>{t('chair.no_motions')}</Nothing>}
              <Stack>
                {ordered.map((motion) => (
                  <MotionDesk
                    key={motion.id}
                    motion={motion}
                    poll={floor.polls.find((poll) => poll.motion === motion.id && poll.state !== 'declared')}
                    sittingOpen={sittingOpen}
                  />
                ))}
              </Stack>
            </Section>
            {submitted.length > 0 && (
              <Section title={t('chair.submitted')}>
                <Text c="dimmed" mb="sm">
                  {t('chair.submitted_means')}
                </Text>
                <Stack>
                  {submitted.map((motion) => (
                    <MotionDesk key={motion.id} motion={motion} poll={undefined} sittingOpen={sittingOpen} />
                  ))}
                </Stack>
              </Section>
            )}
            {over.length > 0 && (
              <Section title={t('chair.over')}>
                <Stack gap="sm">
                  {over.map((motion) => (
                    <Over key={motion.id} motion={motion} />
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

function Sitting({
  assembly,
  sitting,
}: {
  assembly: string;
  sitting: FloorView['assembly']['sittings'][number];
}) {
  const { t } = useWords();
  const open = useAct(assemblyRoutes.openSitting);
  const close = useAct(assemblyRoutes.closeSitting);
  return (
    <Card data-testid={`sitting-${sitting.number}`}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t('sitting.numbered', { number: sitting.number })}</Text>
          {sitting.name && <Text size="sm">{sitting.name}</Text>}
          <Badge color={sitting.state === 'open' ? 'green' : 'gray'} mt={4}>
            {t(`sitting.state.${sitting.state}`)}
          </Badge>
        </div>
        {sitting.state === 'planned' && (
          <Button loading={open.isPending} onClick={() => open.mutate({ assembly, sitting: sitting.id })}>
            {t('sitting.open')}
          </Button>
        )}
        {sitting.state === 'open' && (
          <Button
            variant="default"
            loading={close.isPending}
            onClick={() => close.mutate({ assembly, sitting: sitting.id })}
          >
            {t('sitting.close')}
          </Button>
        )}
      </Group>
      <Failure error={open.error ?? close.error} />
    </Card>
  );
}

/** One motion with the acts that its state allows. What the house refuses stands under the buttons, with the reason. */
function MotionDesk({
  motion,
  poll,
  sittingOpen,
}: {
  motion: MotionView;
  poll: PollView | undefined;
  sittingOpen: boolean;
}) {
  const speech = useWords();
  const { t, lang } = speech;
  const title = inLang(motion.titles, lang);
  const debate = useAct(motionRoutes.debate);
  const ready = useAct(motionRoutes.ready);
  const open = useAct(pollRoutes.open);
  const input = { motion: motion.id };
  const error = debate.error ?? ready.error ?? open.error;
  const { state } = motion;
  return (
    <Card accent={state === 'voting'} data-testid={`motion-${motion.number}`}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} lang={title.lang}>
            {t('motion.numbered', { number: motion.number })} · {title.text}
          </Title>
          {motionBadge(state, t)}
        </Group>
        <Text size="sm" c="dimmed">
          {majorityLabel(motion.majority, speech)}
          {motion.mover && ` · ${t('motion.moved_by', { mover: motion.mover })}`}
        </Text>
        {aboutOf(motion, t)}
        <Group>
          {state === 'tabled' && (
            <Button loading={debate.isPending} onClick={() => debate.mutate(input)}>
              {t('motion.debate')}
            </Button>
          )}
          {state === 'debate' && (
            <Button loading={ready.isPending} onClick={() => ready.mutate(input)}>
              {t('motion.ready')}
            </Button>
          )}
          {state === 'ready' && (
            <Button loading={open.isPending} onClick={() => open.mutate(input)}>
              {t('poll.open')}
            </Button>
          )}
          {state === 'ready' && !sittingOpen && <Text size="sm">{t('chair.needs_sitting')}</Text>}
          {(state === 'submitted' || state === 'tabled') && <Inadmissible motion={motion} />}
        </Group>
        <Failure error={error} />
        {poll && <PollDesk poll={poll} />}
      </Stack>
    </Card>
  );
}

/** Rules a motion out of order; the reason goes into the record. */
export function Inadmissible({ motion }: { motion: MotionView }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const rule = useAct(motionRoutes.refuseMotion);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('motion.inadmissible')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('motion.inadmissible')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rule.mutate({ motion: motion.id, reason }, { onSuccess: close });
          }}
        >
          <Stack>
            <TextInput
              label={t('ui.reason')}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
            <Failure error={rule.error} />
            <Button type="submit" loading={rule.isPending}>
              {t('motion.inadmissible')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** The poll on its way: open with its turnout, closed with the count that only the chair sees, then declared. */
function PollDesk({ poll }: { poll: PollView }) {
  const { t } = useWords();
  const close = useAct(pollRoutes.close);
  const declare = useAct(pollRoutes.declare);
  const [casting, setCasting] = useState<'for' | 'against' | null>(null);
  const result = poll.result ?? close.data?.result ?? null;
  const awaitsCasting = result?.outcome === 'tie' && asMajority(poll.majority)?.tie === 'casting_vote';
  if (poll.state === 'open')
    return (
      <Stack gap="sm" data-testid="poll-open">
        <RuleText majority={poll.majority} name={poll.majorityName} />
        <Turnout poll={poll} />
        <Group>
          <Button size="lg" loading={close.isPending} onClick={() => close.mutate({ poll: poll.id })}>
            {t('poll.close')}
          </Button>
        </Group>
        <Failure error={close.error} />
      </Stack>
    );
  return (
    <Stack gap="md" data-testid="poll-closed">
      {result ? (
        <>
          <Alert color="teal">{t('chair.count_only_you')}</Alert>
          <Result poll={poll} result={result} />
        </>
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
        <Button
          size="lg"
          loading={declare.isPending}
          disabled={awaitsCasting && casting === null}
          onClick={() => declare.mutate({ poll: poll.id, casting: awaitsCasting ? casting : null })}
        >
          {t('poll.declare')}
        </Button>
      </Group>
      <Failure error={declare.error} />
    </Stack>
  );
}

function Over({ motion }: { motion: MotionView }) {
  const { t, lang } = useWords();
  const title = inLang(motion.titles, lang);
  const poll = motion.polls[0];
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Text lang={title.lang}>
        {t('motion.numbered', { number: motion.number })} ·{' '}
        {poll ? (
          <Anchor component={Link} to={`/polls/${poll}`}>
            {title.text}
          </Anchor>
        ) : (
          title.text
        )}
        {motion.decision !== null && ` · ${t('poll.decision', { number: motion.decision })}`}
      </Text>
      {motionBadge(motion.state, t)}
    </Group>
  );
}
