import { Anchor, Badge, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { electionRoutes } from '../../../src/elections/elections.contract.js';
import type { CandidateView, ElectionView } from '../../../src/elections/elections.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { WithReason } from '../assemblies/with-reason.js';
import { HasTheFloor } from '../debate/has-the-floor.js';
import { useAct, useRead } from '../house/api.js';
import { useFloor } from '../live/floor.js';
import { ForMember, useOwnMember } from '../motions/forms.js';
import { useSession } from '../people/session.js';
import type { Channel } from '../../../src/polls/polls.contract.js';
import { underWay } from '../../../src/polls/under-way.js';
import { RollOfNow } from '../polls/roll.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Head, Nothing, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { useZone } from '../words/zone.js';
import { useRules } from '../bodies/sentences.js';
import { CallElection } from './call.js';
import { isSecret } from '../../../src/polls/forms.js';

/** The elections of an assembly: who stands, what they say, and for each office what it may do next. */
export default function Elections() {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return <Read query={floor}>{(view) => <All floor={view} />}</Read>;
}

function All({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const { id, name } = floor.assembly;
  const query = useRead(electionRoutes.elections, { assembly: id });
  const rules = useRules(floor.assembly);
  const [opened, form] = useDisclosure(false);
  const calls = floor.offices.includes('secretariat') || floor.offices.includes('chair');
  return (
    <Page
      title={t('elections.title')}
      over={
        <Anchor component={Link} to={`/assemblies/${id}`} inherit>
          {name}
        </Anchor>
      }
      aside={
        calls && (
          <Button variant="default" onClick={form.open}>
            {t('election.call')}
          </Button>
        )
      }
    >
      <HasTheFloor list={floor.speakers} />
      <Read query={query}>
        {({ elections }) => (
          <>
            {elections.length === 0 && <Nothing>{t('elections.none')}</Nothing>}
            <Stack gap="xl" data-steps>
              {elections.map((one) => (
                <Election key={one.election} election={one} among={elections} floor={floor} />
              ))}
            </Stack>
            <Modal
              opened={opened}
              onClose={form.close}
              size="lg"
              title={t('election.call')}
              closeButtonProps={{ 'aria-label': t('ui.close') }}
            >
              <CallElection
                assembly={id}
                regions={rules?.regions ?? []}
                elections={elections}
                onDone={form.close}
              />
            </Modal>
          </>
        )}
      </Read>
    </Page>
  );
}

const STATE_COLOURS = {
  nominations: 'blue',
  closed: 'gray',
  balloting: 'yellow',
  declared: 'green',
  ended: 'gray',
} as const;

interface OfElection {
  readonly election: ElectionView;
  readonly floor: FloorView;
}

function Election({ election, among, floor }: OfElection & { among: readonly ElectionView[] }) {
  const { t, known, lang } = useWords();
  const zone = useZone();
  const title = inLang(election.titles, lang);
  const { method, seats, marks, rounds, quotas, nominationsDue, state } = election;
  const before = among.find((one) => one.election === election.after);
  const [latest] = election.polls;
  const shown = election.candidates.toSorted((a, b) => (a.elected ?? 99) - (b.elected ?? 99));
  return (
    <section data-testid={`election-${election.number}`}>
      <Card>
        <Stack gap="sm">
          <Head>
            <div>
              <Text size="sm" c="dimmed">
                {t('election.numbered', { number: election.number })}
              </Text>
              <Text component="h2" fz="h2" fw={660} m={0} lang={title.lang}>
                {title.text}
              </Text>
            </div>
            <Badge color={STATE_COLOURS[state]}>{t(`election.state.${state}`)}</Badge>
          </Head>
          <Text size="sm">
            {t('election.seats', { count: seats })} · {t(`method.${method}`)}
            {marks > 1 && ` · ${t('contest.how_marks', { count: marks })}`}
          </Text>
          {rounds.length > 0 && (
            <Text size="sm">
              {rounds
                .map((rule, at) =>
                  t('ui.pair', { name: t('election.round', { number: at + 1 }), what: t(`round.${rule}`) }),
                )
                .join(' · ')}
            </Text>
          )}
          {quotas.map(({ kind, of, atLeast }) => (
            <Text key={`${kind} ${of}`} size="sm">
              {t(`election.quota_${kind}`, {
                of: known(`${kind === 'region' ? 'class' : 'gender'}.${of}`) ?? of,
                count: atLeast,
              })}
            </Text>
          ))}
          {nominationsDue && state === 'nominations' && (
            <Text size="sm">{t('election.due', { due: moment(nominationsDue, lang, zone) })}</Text>
          )}
          {before && <Text size="sm">{t('election.after', { name: inLang(before.titles, lang).text })}</Text>}
          {election.reason && <Text size="sm">{election.reason}</Text>}
          {latest && (
            <Anchor component={Link} to={`/polls/${latest}`} py={4}>
              {t('election.latest_poll')}
            </Anchor>
          )}
          <Run election={election} floor={floor} />
          {election.orderSeed && (
            <Text size="sm" component="div">
              {t('election.drawn')} <Hash value={election.orderSeed} />
            </Text>
          )}
          <Section title={t('election.candidates')} level={3}>
            {shown.length === 0 && <Nothing>{t('election.no_candidates')}</Nothing>}
            <Stack gap="sm">
              {shown.map((one) => (
                <Candidate key={one.candidate} candidate={one} election={election} floor={floor} />
              ))}
            </Stack>
          </Section>
          {state === 'nominations' && <Nominate election={election} floor={floor} />}
        </Stack>
      </Card>
    </section>
  );
}

/** What the chair does next. */
function Run({ election, floor }: OfElection) {
  const { t, lang } = useWords();
  const close = useAct(electionRoutes.closeNominations);
  const end = useAct(electionRoutes.end);
  if (!floor.offices.includes('chair')) return null;
  const { state, election: id } = election;
  const open = floor.polls.some((poll) => poll.contest?.election === id && underWay(poll));
  const may = state === 'closed' || (state === 'balloting' && !open);
  return (
    <>
      <Group>
        {state === 'nominations' && (
          <Confirmed
            label={t('election.close_nominations')}
            means={t('election.close_nominations_means')}
            busy={close.isPending}
            error={close.error}
            onConfirm={(shut) => close.mutate({ election: id }, { onSuccess: shut })}
          />
        )}
        {may && <OpenBallot election={election} />}
        {open && (
          <Button component={Link} to={`/assemblies/${election.assembly}/chair`} variant="default">
            {t('chair.title')}
          </Button>
        )}
        {(may || state === 'nominations') && (
          <WithReason
            label={t('election.end')}
            about={inLang(election.titles, lang).text}
            error={end.error}
            busy={end.isPending}
            onReason={(reason, done) => end.mutate({ election: id, reason }, { onSuccess: done })}
          />
        )}
      </Group>
    </>
  );
}

/** Opens the ballot of the next round: at devices, or all of it on paper or by roll call. */
function OpenBallot({ election }: { election: ElectionView }) {
  const { t } = useWords();
  const ballot = useAct(electionRoutes.ballot);
  const [channel, setChannel] = useState<Channel>('electronic');
  const channels = (['electronic', 'paper', 'roll_call'] as const).filter(
    (one) => one !== 'roll_call' || !isSecret(election),
  );
  return (
    <Stack gap="xs">
      <Group align="end">
        <Confirmed
          label={t('election.open_ballot')}
          means={<RollOfNow assembly={election.assembly} />}
          busy={ballot.isPending}
          error={ballot.error}
          onConfirm={(shut) => ballot.mutate({ election: election.election, channel }, { onSuccess: shut })}
        />
        <Select
          label={t('poll.channel')}
          allowDeselect={false}
          value={channel}
          onChange={(value) => setChannel((value ?? 'electronic') as Channel)}
          data={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        />
      </Group>
    </Stack>
  );
}

export const CANDIDATE_COLOURS = {
  nominated: 'yellow',
  accepted: 'blue',
  declined: 'gray',
  withdrawn: 'gray',
  ruled_out: 'red',
} as const;

/** Member, region and gender, as far as they are told. */
export const comesFrom = (
  { member, region, gender }: CandidateView,
  known: ReturnType<typeof useWords>['known'],
): string[] =>
  [
    member?.name,
    region && (known(`class.${region}`) ?? region),
    gender && (known(`gender.${gender}`) ?? gender),
  ].filter((one): one is string => typeof one === 'string' && one !== '');

function Candidate({ candidate, election, floor }: OfElection & { candidate: CandidateView }) {
  const { t, known, lang } = useWords();
  const { data: session } = useSession();
  const name = candidate.name ?? t('contest.nameless', { number: candidate.place ?? 0 });
  const self = session?.person?.id === candidate.person;
  const secretariat = floor.offices.includes('secretariat');
  // Of several own members the next one that has not spoken for the candidate yet.
  const seconds = floor.speaksFor.find(
    ({ member }) =>
      candidate.nominatedBy?.member !== member && !candidate.seconders.some((one) => one.member === member),
  );
  const lead = secretariat || floor.offices.includes('chair');
  const nominations = election.state === 'nominations';
  const standing = candidate.state === 'nominated' || candidate.state === 'accepted';
  const over = election.state === 'declared' || election.state === 'ended';
  const goes = standing && candidate.elected === null && !over;
  const second = useAct(electionRoutes.second);
  const answer = useAct(electionRoutes.answer);
  const ruleOut = useAct(electionRoutes.ruleOut);
  const withdraw = useAct(electionRoutes.withdraw);
  const id = candidate.candidate;
  const from = comesFrom(candidate, known);
  return (
    <Card data-testid="candidate" accent={candidate.elected !== null}>
      <Stack gap={6}>
        <Head>
          <Text fw={640}>
            {candidate.place !== null && `${candidate.place}. `}
            <Anchor component={Link} to={`/candidates/${id}`} inherit>
              {name}
            </Anchor>
          </Text>
          {candidate.elected === null ? (
            <Badge color={CANDIDATE_COLOURS[candidate.state]}>
              {t(`candidate.state.${candidate.state}`)}
            </Badge>
          ) : (
            <Badge color="green">{t('candidate.elected', { round: candidate.elected })}</Badge>
          )}
        </Head>
        {from.length > 0 && <Text size="sm">{from.join(' · ')}</Text>}
        {candidate.nominatedBy && (
          <Text size="sm" c="dimmed">
            {t('candidate.nominated_by', { name: candidate.nominatedBy.name })}
            {candidate.seconders.length > 0 &&
              ` · ${t('motion.seconded_by', {
                names: new Intl.ListFormat(lang).format(candidate.seconders.map((one) => one.name)),
              })}`}
          </Text>
        )}
        {candidate.reason && <Text size="sm">{candidate.reason}</Text>}
        {candidate.electedIn && (
          <Text size="sm">
            {t('candidate.elected_in', { name: inLang(candidate.electedIn.titles, lang).text })}
          </Text>
        )}
        {candidate.statement && <Text style={{ whiteSpace: 'pre-line' }}>{candidate.statement}</Text>}
        <Group gap="xs">
          {nominations && self && (
            <>
              {candidate.state !== 'accepted' && (
                <Button
                  size="sm"
                  loading={answer.isPending}
                  onClick={() => answer.mutate({ candidate: id, accept: true })}
                >
                  {t('candidate.accept')}
                </Button>
              )}
              {candidate.state !== 'declined' && (
                <Button
                  size="sm"
                  variant="default"
                  loading={answer.isPending}
                  onClick={() => answer.mutate({ candidate: id, accept: false })}
                >
                  {t('candidate.decline')}
                </Button>
              )}
              {standing && <Statement candidate={candidate} />}
            </>
          )}
          {nominations && secretariat && !self && candidate.state === 'nominated' && (
            <>
              <WithReason
                label={t('candidate.accepts')}
                about={`${name} (${t('candidate.told')})`}
                error={answer.error}
                busy={answer.isPending}
                onReason={(told, done) =>
                  answer.mutate({ candidate: id, accept: true, told }, { onSuccess: done })
                }
              />
              <WithReason
                label={t('candidate.declines')}
                about={`${name} (${t('candidate.told')})`}
                error={answer.error}
                busy={answer.isPending}
                onReason={(told, done) =>
                  answer.mutate({ candidate: id, accept: false, told }, { onSuccess: done })
                }
              />
            </>
          )}
          {nominations && seconds && !self && standing && election.seconders > 0 && (
            <Button
              size="sm"
              variant="default"
              aria-label={t('ui.pair', { name: t('motion.do.second'), what: `${name} (${seconds.name})` })}
              loading={second.isPending}
              onClick={() => second.mutate({ candidate: id, member: seconds.member })}
            >
              {floor.speaksFor.length > 1
                ? t('candidate.second_for', { name: seconds.name })
                : t('motion.do.second')}
            </Button>
          )}
          {goes && (self || secretariat) && (
            <WithReason
              label={t('motion.do.withdraw')}
              about={name}
              error={withdraw.error}
              busy={withdraw.isPending}
              onReason={(reason, done) => withdraw.mutate({ candidate: id, reason }, { onSuccess: done })}
            />
          )}
          {goes && lead && (
            <WithReason
              label={t('candidate.rule_out')}
              about={name}
              error={ruleOut.error}
              busy={ruleOut.isPending}
              onReason={(reason, done) => ruleOut.mutate({ candidate: id, reason }, { onSuccess: done })}
            />
          )}
        </Group>
        <Failure error={second.error ?? answer.error} />
      </Stack>
    </Card>
  );
}

function Statement({ candidate }: { candidate: CandidateView }) {
  const { t } = useWords();
  const state = useAct(electionRoutes.state);
  const [opened, form] = useDisclosure(false);
  const [text, setText] = useState(candidate.statement ?? '');
  return (
    <>
      <Button size="sm" variant="default" onClick={form.open}>
        {t('candidate.statement')}
      </Button>
      <Modal
        opened={opened}
        onClose={form.close}
        title={t('candidate.statement')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            state.mutate({ candidate: candidate.candidate, statement: text }, { onSuccess: form.close });
          }}
        >
          <Stack>
            <Textarea
              label={t('candidate.statement_means')}
              autosize
              minRows={6}
              maxLength={5_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              data-autofocus
            />
            <Failure error={state.error} />
            <Button type="submit" loading={state.isPending}>
              {t('candidate.statement')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** Nominates from among those accredited; the secretariat also somebody from outside. */
function Nominate({ election, floor }: OfElection) {
  const { t } = useWords();
  const secretariat = floor.offices.includes('secretariat');
  const may = secretariat || floor.offices.includes('delegate');
  const nominees = useRead(electionRoutes.nominees, { assembly: election.assembly }, { when: may });
  const nominate = useAct(electionRoutes.nominate);
  const register = useAct(peopleRoutes.registerPerson);
  const [person, setPerson] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [gender, setGender] = useState('');
  const [by, chooseBy] = useOwnMember(floor);
  const asksGender = election.quotas.some(({ kind }) => kind === 'gender');
  if (!may) return null;
  const people = nominees.data?.people ?? [];
  const send = async (): Promise<void> => {
    const known = people.find((one) => one.person === person);
    try {
      const who = known?.person ?? (await register.mutateAsync({ name: name.trim() })).person;
      await nominate.mutateAsync({
        election: election.election,
        person: who,
        member: known?.member.member ?? null,
        gender: gender.trim() === '' ? null : gender.trim().toLowerCase(),
        by: secretariat ? null : by || null,
      });
      setPerson(null);
      setName('');
      setGender('');
    } catch {
      // What was refused is shown below.
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm" role="group" aria-label={t('candidate.nominate')}>
        <Group align="end">
          <Select
            label={t('candidate.from_here')}
            searchable
            clearable
            style={{ flex: '1 1 16rem' }}
            value={person}
            onChange={setPerson}
            data={[...new Map(people.map((one) => [one.person, one])).values()].map((one) => ({
              value: one.person,
              label: `${one.name} (${one.member.name})`,
            }))}
          />
          {secretariat && (
            <TextInput
              label={t('candidate.from_outside')}
              style={{ flex: '1 1 12rem' }}
              maxLength={200}
              disabled={person !== null}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {asksGender && (
            <TextInput
              label={t('candidate.gender')}
              description={t('candidate.gender_means')}
              maxLength={40}
              value={gender}
              onChange={(event) => setGender(event.currentTarget.value)}
            />
          )}
          {!secretariat && <ForMember floor={floor} value={by} onChange={chooseBy} />}
          <Button
            type="submit"
            loading={nominate.isPending || register.isPending}
            disabled={person === null && name.trim() === ''}
          >
            {t('candidate.nominate')}
          </Button>
        </Group>
        <Failure error={nominate.error ?? register.error} />
      </Stack>
    </form>
  );
}
