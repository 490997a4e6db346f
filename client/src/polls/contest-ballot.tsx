import { Badge, Button, Checkbox, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { memo, useRef, useState } from 'react';
import { shapeOf } from '../../../src/polls/contest.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { HandView, Receipt, Secrecy, Vote } from '../../../src/polls/polls.contract.js';
import type { Choice } from '../../../src/rules/vote.js';
import { useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { useKeptFocus } from '../ui/focus.js';
import { Hash } from '../ui/Hash.js';
import { TickIcon } from '../ui/icons.js';
import { Card, Read } from '../ui/Page.js';
import { clock } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { useZone } from '../words/zone.js';
import { castBallot, forgetRefusal } from './cast.js';
import type { ContestView } from './contest-count.js';
import classes from './contest.module.css';
import { useLines, useTogether } from './lines.js';
import type { Line } from './lines.js';
import { Moved } from './moved.js';
import { NoVote } from './no-vote.js';
import { Publicity } from './publicity.js';
import { useShownBallot } from './shown-ballot.js';
import { CHOICES, votesOf } from './votes.js';

type Own = HandView['entitlements'][number];

/**
 * The ballot of an election. Drawn from the candidates and the own hand only: news never redraws what somebody fills in.
 * The candidates are fixed with the poll, so its id stands for them.
 */
export const ContestBallot = memo(
  function ContestBallot(terms: Terms) {
    const hand = useRead(pollRoutes.hand, { poll: terms.poll });
    return (
      <Read query={hand}>
        {({ entitlements, elsewhere }) => (
          <>
            <Moved entitlements={entitlements} />
            {entitlements.length === 0 ? (
              <NoVote elsewhere={elsewhere} />
            ) : (
              <Papers entitlements={entitlements} {...terms} />
            )}
          </>
        )}
      </Read>
    );
  },
  (a, b) => a.poll === b.poll && a.open === b.open && a.mayChange === b.mayChange,
);

/** A vote with the candidates' names. */
export function contestVoteText(vote: Vote, contest: ContestView, { t }: Pick<Speech, 't'>): string {
  if (typeof vote === 'string' || 'for' in vote) return '';
  const nameOf = (number: number): string => contest.candidates[number - 1]?.name ?? `${number}`;
  if ('marks' in vote) return vote.marks.map(nameOf).join(', ') || t('contest.blank');
  if ('ranks' in vote)
    return (
      vote.ranks.map((rank, place) => `${place + 1}. ${rank.map(nameOf).join(' = ')}`).join('  ') ||
      t('contest.blank')
    );
  return vote.answers
    .map((answer, place) => t('ui.pair', { name: nameOf(place + 1), what: t(`choice.${answer}`) }))
    .join(', ');
}

interface Terms {
  readonly poll: string;
  readonly unit: string;
  readonly mayChange: boolean;
  readonly open: boolean;
  readonly secrecy: Secrecy;
  readonly contest: ContestView;
}

/** One paper for all members that are represented, or one for each. */
function Papers({ entitlements, ...terms }: Terms & { entitlements: readonly Own[] }) {
  const { t } = useWords();
  const { poll, contest, open } = terms;
  const lines = useLines(poll, entitlements);
  // Where the poll closes under the keyboard, that stays here.
  const papers = useKeptFocus<HTMLDivElement>(open);
  const here = lines.filter(({ own }) => own.channel === 'electronic');
  const { together, ask } = useTogether(poll, here);
  // Those that have not voted yet are filled in as one; what was cast is changed one by one.
  const blank = here.filter(({ sending, receipt }) => receipt === null && sending?.kind !== 'sending');
  const several = open && blank.length > 1;
  useShownBallot(papers, open && blank.length > 0);
  const cast = (these: readonly Line[], choice: Vote): void => {
    for (const { own, receipt } of these)
      castBallot({ poll, entitlement: own.entitlement, choice, replaces: receipt?.revision ?? 0 });
  };
  return (
    <Stack gap="md" ref={papers} tabIndex={-1}>
      {open && <Publicity terms={terms} lines={lines} />}
      {several && ask && (
        <Checkbox
          label={t('ballot.together', { count: blank.length })}
          checked={together}
          onChange={(event) => ask(event.currentTarget.checked)}
        />
      )}
      {several && together && (
        <Card accent>
          <Fill
            contest={contest}
            label={t('ballot.for_all', { count: blank.length })}
            count={blank.length}
            onCast={(choice) => {
              cast(blank, choice);
              // The papers stand one by one from now on: the keyboard stays with them.
              papers.current?.focus();
            }}
          />
        </Card>
      )}
      {lines.map((line) => (
        <Paper
          key={line.own.entitlement}
          line={line}
          terms={terms}
          withOthers={several && together && blank.includes(line)}
          onCast={(choice) => cast([line], choice)}
        />
      ))}
    </Stack>
  );
}

function Paper({
  line: { own, sending, receipt },
  terms: { poll, unit, mayChange, open, contest },
  withOthers,
  onCast,
}: {
  line: Line;
  terms: Terms;
  /** It is filled in on the paper for all. */
  withOthers: boolean;
  onCast: (choice: Vote) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const [again, setAgain] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const votes = votesOf(own.weight, unit);
  const fills =
    open && own.channel === 'electronic' && !withOthers && (receipt === null || (mayChange && again));
  return (
    <Card data-testid={`entitlement-${own.entitlement}`}>
      <Stack gap="sm" ref={place} tabIndex={-1}>
        <div>
          <Text fw={640} size="lg" lh={1.3}>
            {own.name}
          </Text>
          {(own.byProxy || votes !== '1') && (
            <Group gap={6} mt={6}>
              {own.byProxy && <Badge color="yellow">{t('ballot.by_proxy')}</Badge>}
              {votes !== '1' && <Badge color="gray">{t('ballot.votes', { votes })}</Badge>}
            </Group>
          )}
        </div>
        {own.channel !== 'electronic' && <Text fw={560}>{t(`channel.${own.channel}_you`)}</Text>}
        {fills && sending?.kind !== 'sending' && (
          <Fill
            contest={contest}
            label={own.name}
            changes={receipt !== null}
            onCast={(choice) => {
              setAgain(false);
              onCast(choice);
              place.current?.focus();
            }}
          />
        )}
        {sending?.kind === 'sending' && (
          <Text role="status" fw={560}>
            {t(sending.tries === 0 ? 'ballot.sending' : 'ballot.sending_again', {
              choice: contestVoteText(sending.cast.choice, contest, speech),
            })}
          </Text>
        )}
        {sending?.kind === 'refused' && (
          <>
            <Failure error={sending.refusal} />
            <Button variant="default" onClick={() => forgetRefusal(poll, own.entitlement)}>
              {t('ballot.understood')}
            </Button>
          </>
        )}
        {receipt && sending?.kind !== 'sending' && <Cast receipt={receipt} contest={contest} />}
        {receipt && open && mayChange && !again && sending?.kind !== 'sending' && (
          <Button variant="default" onClick={() => setAgain(true)}>
            {t('contest.fill_again')}
            <VisuallyHidden>{` – ${own.name}`}</VisuallyHidden>
          </Button>
        )}
        {!receipt && !open && own.channel === 'electronic' && sending?.kind !== 'sending' && (
          <Text c="dimmed">{t('ballot.none_cast')}</Text>
        )}
      </Stack>
    </Card>
  );
}

function Cast({ receipt, contest }: { receipt: Receipt; contest: ContestView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const zone = useZone();
  return (
    <div className={classes.cast} role="status" data-testid="receipt">
      <TickIcon size={26} />
      <div>
        <Text fw={660}>
          {t('ballot.voted', { choice: contestVoteText(receipt.choice, contest, speech) })}
        </Text>
        <Text size="sm">
          {t('ballot.receipt', { entry: receipt.entry, time: clock(receipt.at, lang, zone) })}
          {receipt.revision > 1 && ` · ${t('ballot.revision', { revision: receipt.revision })}`}
        </Text>
        <Hash value={receipt.leaf} name={t('record.leaf')} />
      </div>
    </div>
  );
}

/** The paper to be filled in: marks are blocked beyond what the rules give, ranks follow the order of tapping. */
function Fill({
  contest,
  label,
  count = 1,
  changes = false,
  onCast,
}: {
  contest: ContestView;
  label: string;
  /** How many ballots go out so. */
  count?: number;
  /** It takes the place of one that is in. */
  changes?: boolean;
  onCast: (vote: Vote) => void;
}) {
  const { t } = useWords();
  const { candidates, marks, method, blank, seats } = contest;
  const shape = shapeOf(method);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [answers, setAnswers] = useState<readonly (Choice | null)[]>(candidates.map(() => null));
  // A blank ballot takes two presses: one alone is easily an accident at the end of a list.
  const [asBlank, setAsBlank] = useState(false);
  const single = shape === 'marks' && marks === 1;
  const full = shape === 'marks' && !single && chosen.length >= marks;
  const press = (number: number): void => {
    setAsBlank(false);
    if (chosen.includes(number)) setChosen(chosen.filter((one) => one !== number));
    else if (single) setChosen([number]);
    else if (!full) setChosen([...chosen, number]);
  };
  const vote: Vote | null =
    shape === 'answers'
      ? answers.every((one) => one !== null)
        ? { answers: answers as Choice[] }
        : null
      : shape === 'marks'
        ? { marks: chosen.toSorted((a, b) => a - b) }
        : { ranks: chosen.map((number) => [number]) };
  const empty = shape !== 'answers' && chosen.length === 0;
  const how =
    shape === 'answers'
      ? t('contest.how_answers', { seats })
      : shape === 'ranks'
        ? t('contest.how_ranks')
        : method === 'approval'
          ? t('contest.how_approval')
          : t('contest.how_marks', { count: marks });
  return (
    <Stack gap="sm" role="group" aria-label={t('ballot.vote_of', { name: label })}>
      <Text size="sm">{how}</Text>
      <ol className={classes.paper} data-first>
        {candidates.map((one, at) => {
          const number = at + 1;
          const place = chosen.indexOf(number);
          const name = one.name ?? t('contest.nameless', { number });
          if (shape === 'answers')
            return (
              <li key={one.candidate}>
                <Text fw={620}>{name}</Text>
                <Group gap="xs" grow role="radiogroup" aria-label={name}>
                  {CHOICES.map((choice) => (
                    <Button
                      key={choice}
                      role="radio"
                      aria-checked={answers[at] === choice}
                      variant={answers[at] === choice ? 'filled' : 'default'}
                      onClick={() => setAnswers(answers.map((old, i) => (i === at ? choice : old)))}
                    >
                      {t(`contest.answer.${choice}`)}
                    </Button>
                  ))}
                </Group>
              </li>
            );
          return (
            <li key={one.candidate}>
              <button
                type="button"
                className={classes.candidate}
                aria-pressed={place >= 0}
                disabled={full && place < 0}
                onClick={() => press(number)}
              >
                <span className={classes.mark} aria-hidden="true">
                  {place >= 0 ? shape === 'ranks' ? place + 1 : <TickIcon size={20} /> : ''}
                </span>
                <span>
                  {name}
                  {one.member && <small>{one.member}</small>}
                </span>
                {shape === 'ranks' && place >= 0 && (
                  <VisuallyHidden>{t('contest.rank', { number: place + 1 })}</VisuallyHidden>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      {shape === 'marks' && !single && method !== 'approval' && (
        <Text size="sm" role="status">
          {t('contest.marks_left', { count: marks - chosen.length })}
        </Text>
      )}
      {empty && blank && !asBlank && (
        <Button variant="default" onClick={() => setAsBlank(true)}>
          {t('contest.vote_blank')}
          <VisuallyHidden>{` – ${label}`}</VisuallyHidden>
        </Button>
      )}
      {(!empty || asBlank) && (
        <Button
          size="lg"
          mih={60}
          disabled={vote === null}
          variant={empty ? 'default' : 'filled'}
          onClick={() => vote && onCast(vote)}
        >
          {single && vote && !empty
            ? t(count > 1 ? 'ballot.cast_all' : changes ? 'ballot.change' : 'ballot.cast', {
                count,
                choice: contestVoteText(vote, contest, { t }),
              })
            : count > 1
              ? t(empty ? 'contest.cast_all_blank' : 'contest.cast_all', { count })
              : t(empty ? 'contest.cast_blank' : changes ? 'contest.change' : 'contest.cast')}
          <VisuallyHidden>{` – ${label}`}</VisuallyHidden>
        </Button>
      )}
    </Stack>
  );
}
