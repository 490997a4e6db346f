import {
  Anchor,
  Badge,
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FloorView } from '../../../src/live/live.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import { checkContestVote, shapeOf } from '../../../src/polls/contest.js';
import { INVALID, isSecret, voteOf, voteText as voteKey } from '../../../src/polls/forms.js';
import type { Channel, Counts, PollView, TellersView, Vote } from '../../../src/polls/polls.contract.js';
import type { Choice } from '../../../src/rules/vote.js';
import { pollsUnderWay, takesVotes, voting } from '../../../src/polls/under-way.js';
import { HasTheFloor } from '../debate/has-the-floor.js';
import { useAct, useRead } from '../house/api.js';
import { newId } from '../house/ids.js';
import { useConnection } from '../house/socket.js';
import { OnlyFor } from '../people/only-for.js';
import { ConnectionBanner } from '../ui/ConnectionBanner.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { contestVoteText } from './contest-ballot.js';
import type { ContestView } from './contest-count.js';
import { Countdown } from './countdown.js';
import { pollName, Taken } from './taken.js';
import { Turnout } from './turnout.js';
import { CHOICES, voteText, votesOf } from './votes.js';

type Counted = TellersView['channels'][number];

/** The tellers' desk: papers and hands to count, names to call, and who votes otherwise than at a device. */
export default function Tellers() {
  return (
    <OnlyFor desk="tellers" theirs={(offices) => offices.includes('teller')}>
      {(view) => <Desk floor={view} />}
    </OnlyFor>
  );
}

function Desk({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const lost = useConnection() === 'lost';
  const polls = pollsUnderWay(floor).filter(({ form }) => form === 'count');
  return (
    <>
      <ConnectionBanner lost={lost} title={t('connection.lost')} meaning={t('connection.lost_chair')} />
      <Page
        title={t('tellers.title')}
        over={
          <Anchor component={Link} to={`/assemblies/${floor.assembly.id}`} inherit>
            {floor.assembly.name}
          </Anchor>
        }
      >
        <HasTheFloor list={floor.speakers} />
        {polls.length === 0 && <Nothing>{t('tellers.nothing')}</Nothing>}
        <Stack gap="xl">
          {polls.map((poll) => (
            <Told key={poll.id} poll={poll} />
          ))}
        </Stack>
      </Page>
    </>
  );
}

function Told({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const title = inLang(poll.titles, lang);
  return (
    <Stack gap="lg" maw="52rem">
      <Card>
        <Text size="sm" c="dimmed">
          {pollName(poll, t)} · {t(`poll.state.${poll.state}`)}
        </Text>
        <Text fw={640} size="lg" lang={title.lang} mb="sm">
          {title.text}
        </Text>
        <Taken poll={poll} />
        {takesVotes(poll) && poll.closesAt && <Countdown closesAt={poll.closesAt} />}
        <Turnout poll={poll} />
      </Card>
      <Work poll={poll} />
    </Stack>
  );
}

function Work({ poll }: { poll: PollView }) {
  const { t } = useWords();
  const query = useRead(pollRoutes.tellers, { poll: poll.id });
  return (
    <Read query={query}>
      {({ channels, called, lines }) => (
        <Stack gap="lg">
          {channels.map((one) => (
            <Section key={one.channel} title={t(`channel.${one.channel}`)}>
              <Count poll={poll} counted={one} />
            </Section>
          ))}
          {called.length > 0 && (
            <Section title={t('channel.roll_call')}>
              <RollCall poll={poll} called={called} />
            </Section>
          )}
          <Section title={t('tellers.channels')}>
            <Channels poll={poll} lines={lines} />
          </Section>
        </Stack>
      )}
    </Read>
  );
}

const FIELDS = [...CHOICES, 'invalid'] as const;
const NOTHING: Counts[string] = { for: 0, against: 0, abstain: 0, invalid: 0 };

/** The own count of each stack. What another teller entered is not shown: agreement would mean nothing. */
function Count({ poll, counted }: { poll: PollView; counted: Counted }) {
  const speech = useWords();
  const { t, known } = speech;
  const { channel, stacks, agreed, tellers, mine } = counted;
  const enter = useAct(pollRoutes.enterCount);
  const [counts, setCounts] = useState<Counts>(mine ?? {});
  const open = voting(poll) || poll.state === 'recounting';
  const of = (stack: string) => counts[stack] ?? (poll.contest ? {} : NOTHING);
  const state = agreed ? 'agreed' : tellers > 1 ? 'differ' : mine ? 'waiting' : 'uncounted';
  const name = ({ class: kind, region, chamber, weight }: Counted['stacks'][number]): string =>
    [kind, region, chamber]
      .flatMap((one) => (one === null ? [] : [known(`class.${one}`) ?? one]))
      .concat(t('ballot.votes', { votes: votesOf(weight, poll.unit) }))
      .join(' · ');
  return (
    <Card data-testid={`count-${channel}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const all = Object.fromEntries(stacks.map(({ stack }) => [stack, of(stack)]));
          enter.mutate({ poll: poll.id, channel, counts: all });
        }}
      >
        <Stack>
          <div role="status">
            <Badge color={agreed ? 'green' : state === 'differ' ? 'orange' : 'gray'} data-state={state}>
              {t(`tellers.${state}`)}
            </Badge>
          </div>
          {state === 'differ' && <Text>{t('tellers.differ_means')}</Text>}
          {stacks.map((one) => (
            <Stack key={one.stack} gap={6} component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
              <Text component="legend" fw={600}>
                {stacks.length > 1 || one.weight !== poll.unit ? `${name(one)} · ` : ''}
                {t('tellers.lines', { count: one.lines })}
              </Text>
              {poll.contest ? (
                <Papers
                  contest={poll.contest}
                  papers={of(one.stack)}
                  disabled={!open}
                  onChange={(papers) => setCounts({ ...counts, [one.stack]: papers })}
                />
              ) : (
                <SimpleGrid cols={{ base: 2, sm: 4 }} mt={6}>
                  {FIELDS.map((field) => (
                    <NumberInput
                      key={field}
                      label={t(field === 'invalid' ? 'tellers.invalid' : `choice.${field}`)}
                      min={0}
                      max={one.lines}
                      allowDecimal={false}
                      disabled={!open}
                      value={of(one.stack)[field] ?? 0}
                      onChange={(value) =>
                        setCounts({
                          ...counts,
                          [one.stack]: { ...of(one.stack), [field]: Math.trunc(Number(value) || 0) },
                        })
                      }
                    />
                  ))}
                </SimpleGrid>
              )}
            </Stack>
          ))}
          <Failure error={enter.error} />
          {open && (
            <Button type="submit" loading={enter.isPending}>
              {t(mine ? 'tellers.enter_again' : 'tellers.enter')}
            </Button>
          )}
        </Stack>
      </form>
    </Card>
  );
}

/** What papers of an election say, by the candidates' numbers, and how many say it. */
function Papers({
  contest,
  papers,
  disabled,
  onChange,
}: {
  contest: ContestView;
  papers: Counts[string];
  disabled: boolean;
  onChange: (papers: Counts[string]) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const [text, setText] = useState('');
  const [times, setTimes] = useState(1);
  const shape = shapeOf(contest.method);
  const { vote, good, wrong } = readChecked(text, contest);
  const add = (key: string): void => {
    onChange({ ...papers, [key]: (papers[key] ?? 0) + times });
    setText('');
    setTimes(1);
  };
  return (
    <Stack gap="sm">
      <Numbered contest={contest} />
      <Group align="end">
        <TextInput
          label={t('tellers.paper')}
          description={t(`tellers.paper_${shape}`)}
          error={wrong && t('tellers.paper_wrong')}
          disabled={disabled}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NumberInput
          label={t('tellers.times')}
          w="6rem"
          min={1}
          allowDecimal={false}
          disabled={disabled}
          value={times}
          onChange={(value) => setTimes(Math.max(1, Math.trunc(Number(value) || 1)))}
        />
        <Button variant="default" disabled={disabled || !good} onClick={() => vote && add(voteKey(vote))}>
          {t('tellers.add')}
        </Button>
        <Button variant="default" disabled={disabled} onClick={() => add(INVALID)}>
          {t('tellers.add_spoiled')}
        </Button>
      </Group>
      <ul>
        {Object.entries(papers).map(([key, count]) => (
          <li key={key}>
            {count} × {key === INVALID ? t('tellers.invalid') : contestVoteText(voteOf(key), contest, speech)}{' '}
            <Button
              size="compact-sm"
              variant="default"
              disabled={disabled}
              onClick={() =>
                onChange(Object.fromEntries(Object.entries(papers).filter(([other]) => other !== key)))
              }
            >
              {t('tellers.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** What somebody who is called answers on persons, by the candidates' numbers. */
function Answered({
  contest,
  busy,
  onVote,
}: {
  contest: ContestView;
  busy: { loading: boolean; disabled: boolean };
  onVote: (vote: Vote) => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const { vote, good, wrong } = readChecked(text, contest);
  return (
    <Stack gap="sm">
      <Numbered contest={contest} />
      <Group align="end">
        <TextInput
          label={t('tellers.answer')}
          description={t(`tellers.paper_${shapeOf(contest.method)}`)}
          error={wrong && t('tellers.paper_wrong')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button loading={busy.loading} disabled={busy.disabled || !good} onClick={() => vote && onVote(vote)}>
          {t('tellers.answer_enter')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The candidates with their numbers on the ballot. */
const Numbered = ({ contest }: { contest: ContestView }) => (
  <ol>
    {contest.candidates.map((one, at) => (
      <li key={one.candidate} value={at + 1}>
        {one.name}
      </li>
    ))}
  </ol>
);

/** A typed ballot, whether it is one of this contest, and whether what was typed so far is none. */
function readChecked(
  text: string,
  contest: ContestView,
): { vote: Vote | null; good: boolean; wrong: boolean } {
  const vote = readPaper(text, contest);
  const good = vote !== null && checkContestVote(vote, contest).ok;
  return { vote, good, wrong: text.trim() !== '' && !good };
}

/** "1 3", "2 > 1 = 3" or "y n a" as a vote; null where it cannot be read. */
function readPaper(text: string, { method }: ContestView): Vote | null {
  const shape = shapeOf(method);
  const numbers = (part: string, by: RegExp): number[] =>
    part
      .split(by)
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => (/^\d{1,3}$/.test(one) ? Number(one) : 0));
  if (shape === 'marks') return { marks: numbers(text, /[\s,;]+/).toSorted((a, b) => a - b) };
  if (shape === 'ranks')
    return {
      ranks: text
        .split(/[>\s,;]+(?![^=]*=\s*$)/)
        .filter((one) => one.trim() !== '')
        .map((rank) => numbers(rank, /=/).toSorted((a, b) => a - b)),
    };
  const answers = [...text.toLowerCase().replace(/[\s,;]/g, '')].map(
    (one) => ({ y: 'for', n: 'against', a: 'abstain' })[one] as Choice | undefined,
  );
  return answers.every((one) => one !== undefined) ? { answers } : null;
}

/** Names in their drawn order; the next to be called stands first, and answers can be corrected where votes may change. */
function RollCall({ poll, called }: { poll: PollView; called: TellersView['called'] }) {
  const speech = useWords();
  const { t } = speech;
  const enter = useAct(pollRoutes.enterVote);
  const next = called.find((one) => one.receipt === null);
  const busy = { loading: enter.isPending, disabled: !takesVotes(poll) };
  const answered = (choice: Vote): void => {
    if (!next) return;
    const { entitlement } = next;
    enter.mutate({ ...{ poll: poll.id, ballot: newId(), entitlement, choice }, replaces: 0 });
  };
  return (
    <Stack>
      {next ? (
        <Card accent data-testid="calling">
          <Text size="sm" c="dimmed">
            {t('tellers.calling', {
              number: called.indexOf(next) + 1,
              count: called.length,
            })}
          </Text>
          <Text fw={660} size="xl" mb="sm">
            {next.name}
          </Text>
          {poll.contest ? (
            <Answered key={next.entitlement} contest={poll.contest} busy={busy} onVote={answered} />
          ) : (
            <Group grow>
              {CHOICES.map((choice) => (
                <Button key={choice} size="lg" variant="default" {...busy} onClick={() => answered(choice)}>
                  {t(`choice.${choice}`)}
                </Button>
              ))}
            </Group>
          )}
        </Card>
      ) : (
        <Text role="status">{t('tellers.all_called')}</Text>
      )}
      <Failure error={enter.error} />
      <ol>
        {called.map((one) => (
          <li key={one.entitlement} value={called.indexOf(one) + 1}>
            {one.name}
            {one.receipt &&
              `: ${
                poll.contest
                  ? contestVoteText(one.receipt.choice, poll.contest, speech)
                  : voteText(one.receipt.choice, poll.unit, speech)
              }`}
          </li>
        ))}
      </ol>
    </Stack>
  );
}

const CHANNELS = ['electronic', 'hands', 'paper', 'roll_call'] as const;

/** Says that a member votes by another channel, as somebody whose phone is empty. */
function Channels({ poll, lines }: { poll: PollView; lines: TellersView['lines'] }) {
  const { t } = useWords();
  const move = useAct(pollRoutes.channel);
  const [chosen, setChosen] = useState<string[]>([]);
  const [channel, setChannel] = useState<Channel>('paper');
  const channels = CHANNELS.filter((one) => one !== 'roll_call' || !isSecret(poll));
  return (
    <Card>
      <Text size="sm" c="dimmed" mb="sm">
        {t('tellers.channels_means')}
      </Text>
      <Group align="end">
        <MultiSelect
          label={t('roll.member')}
          searchable
          clearable
          // Over the field: what is to be pressed next stands under it.
          comboboxProps={{ position: 'top' }}
          style={{ flex: '1 1 14rem' }}
          value={chosen}
          onChange={setChosen}
          data={lines
            .filter((line) => !line.voted)
            .map((line) => ({
              value: String(line.entitlement),
              label: `${line.name} (${t(`channel.${line.channel}`)})`,
            }))}
        />
        <Select
          label={t('poll.channel')}
          allowDeselect={false}
          value={channel}
          onChange={(value) => setChannel((value ?? 'paper') as Channel)}
          data={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        />
        <Button
          disabled={chosen.length === 0}
          loading={move.isPending}
          onClick={() =>
            move.mutate(
              { poll: poll.id, entitlements: chosen.map(Number), channel },
              { onSuccess: () => setChosen([]) },
            )
          }
        >
          {t('tellers.move')}
        </Button>
      </Group>
      <Failure error={move.error} />
    </Card>
  );
}
