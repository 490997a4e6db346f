import { Badge, Button, Checkbox, Group, NumberInput, Stack, Text, VisuallyHidden } from '@mantine/core';
import { memo, useRef, useState } from 'react';
import { byConsent } from '../../../src/polls/forms.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { Form, HandView, Receipt, Secrecy, Vote } from '../../../src/polls/polls.contract.js';
import type { Choice } from '../../../src/rules/vote.js';
import { useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { useKeptFocus } from '../ui/focus.js';
import { Hash } from '../ui/Hash.js';
import { RecordedIcon, SplitIcon } from '../ui/icons.js';
import { Card, Read } from '../ui/Page.js';
import { clock } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { useZone } from '../words/zone.js';
import classes from './ballot.module.css';
import { castBallot, forgetRefusal } from './cast.js';
import type { Sending } from './cast.js';
import { alike, given, useLines, useTogether } from './lines.js';
import type { Line as OwnLine } from './lines.js';
import { useShownBallot } from './shown-ballot.js';
import { Moved } from './moved.js';
import { NoVote } from './no-vote.js';
import { Publicity } from './publicity.js';
import { CHOICE_ICONS, VoteIcon } from './result.js';
import { CHOICES, votesOf, voteText } from './votes.js';

type Entitlement = HandView['entitlements'][number];

/** A poll's fixed facts, as far as voting in it goes. */
interface Terms {
  readonly poll: string;
  readonly unit: string;
  readonly mayChange: boolean;
  readonly open: boolean;
  readonly form: Form;
  readonly splits: boolean;
  readonly secrecy: Secrecy;
}

/**
 * What one person votes with in one poll. It is drawn from the poll's fixed facts and the own hand only, and memoised on
 * them: news of the hall (turnout, presence, other motions) never redraws a form that somebody is filling in.
 */
export const Ballot = memo(function Ballot(terms: Terms) {
  const hand = useRead(pollRoutes.hand, { poll: terms.poll });
  return (
    <Read query={hand}>
      {({ entitlements, elsewhere }) => (
        <>
          <Moved entitlements={entitlements} />
          {entitlements.length === 0 ? (
            <NoVote elsewhere={elsewhere} />
          ) : (
            <Hand terms={terms} entitlements={entitlements} />
          )}
        </>
      )}
    </Read>
  );
});

/** A vote in the words of the poll: by consent `against` is an objection, and `abstain` takes it back. */
const wordsOf = (vote: Vote, { form, unit }: Terms, { t }: Speech): string =>
  byConsent(form) && typeof vote === 'string' && vote !== 'for'
    ? t(`consent.${vote}`)
    : voteText(vote, unit, { t });

function Hand({ terms, entitlements }: { terms: Terms; entitlements: readonly Entitlement[] }) {
  const { t } = useWords();
  const { poll, mayChange, open, form } = terms;
  const lines = useLines(poll, entitlements);
  const here = lines.filter(({ own }) => own.channel === 'electronic');
  // Where the poll closes under the keyboard, that stays here.
  const own = useKeptFocus<HTMLDivElement>(open);
  const cast = (these: readonly OwnLine[], choice: Vote): void => {
    for (const {
      own: { entitlement },
      receipt,
    } of these)
      castBallot({ poll, entitlement, choice, replaces: receipt?.revision ?? 0 });
  };
  const free = here.filter(({ receipt }) => receipt === null || mayChange);
  const { together, ask } = useTogether(poll, here);
  // An objection is one member's own.
  const several = open && !byConsent(form) && free.length > 0;
  const asOne = several && together;
  useShownBallot(own, open && here.some((line) => given(line) === null));
  return (
    <Stack gap="md" ref={own} tabIndex={-1}>
      {open && <Publicity terms={terms} lines={lines} />}
      {several && ask && (
        <Checkbox
          label={t('ballot.together', { count: here.length })}
          checked={together}
          onChange={(event) => ask(event.currentTarget.checked)}
        />
      )}
      {asOne && (
        <Card accent>
          <Choosing
            label={t('ballot.for_all', { count: free.length })}
            terms={terms}
            standing={same(free.map(given))}
            sent={null}
            several={free}
            onCast={(choice) => {
              cast(
                free.filter((line) => differs(line, choice)),
                choice,
              );
              // They stand one by one from now on: the keyboard stays with them.
              own.current?.focus();
            }}
          />
        </Card>
      )}
      {lines.map((line) => (
        <Line
          key={line.own.entitlement}
          line={line}
          terms={terms}
          choosing={
            open && line.own.channel === 'electronic' && !asOne && (line.receipt === null || mayChange)
          }
          onCast={(choice) => cast([line], choice)}
        />
      ))}
    </Stack>
  );
}

/** Whether a vote would be cast for it: what stands so already is not cast again. */
function differs(line: OwnLine, choice: Vote): boolean {
  const vote = given(line);
  return vote === null || !alike(vote, choice);
}

/** What is on its way and not acknowledged yet. */
const sentOf = (sending: Sending | undefined): Vote | null =>
  sending?.kind === 'sending' ? sending.cast.choice : null;

function same([first, ...others]: readonly (Vote | null)[]): Vote | null {
  return first && others.every((vote) => vote !== null && alike(vote, first)) ? first : null;
}

function Line({
  line: { own, sending, receipt },
  terms,
  choosing,
  onCast,
}: {
  line: OwnLine;
  terms: Terms;
  choosing: boolean;
  onCast: (choice: Vote) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const { poll, unit, open } = terms;
  const votes = votesOf(own.weight, unit);
  const elsewhere = own.channel !== 'electronic';
  const place = useRef<HTMLDivElement>(null);
  const castHere = (choice: Vote): void => {
    onCast(choice);
    // The button that did it is gone with the next drawing; the keyboard stays with the member.
    place.current?.focus();
  };
  return (
    <Card data-testid={`entitlement-${own.entitlement}`}>
      <Stack gap="sm" ref={place} tabIndex={-1} role="group" aria-label={own.name}>
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
        {elsewhere && <Text fw={560}>{t(`channel.${own.channel}_you`)}</Text>}
        {choosing && (
          <Choosing
            label={own.name}
            terms={terms}
            standing={receipt?.choice ?? null}
            sent={sentOf(sending)}
            onCast={castHere}
          />
        )}
        {choosing && terms.splits && BigInt(own.weight) > BigInt(unit) && (
          <Dividing
            own={own}
            changes={receipt !== null}
            terms={terms}
            busy={sending?.kind === 'sending'}
            onCast={castHere}
          />
        )}
        {sending?.kind === 'sending' && (
          <Text role="status" fw={560}>
            {t(sending.tries === 0 ? 'ballot.sending' : 'ballot.sending_again', {
              choice: wordsOf(sending.cast.choice, terms, speech),
            })}
          </Text>
        )}
        {sending?.kind === 'refused' && (
          <>
            <Failure error={sending.refusal} />
            {open && (
              <Button variant="default" onClick={() => forgetRefusal(poll, own.entitlement)}>
                {t('ballot.understood')}
              </Button>
            )}
          </>
        )}
        {receipt && sending?.kind !== 'sending' && <Voted receipt={receipt} terms={terms} />}
        {!receipt && !open && !elsewhere && sending?.kind !== 'sending' && !byConsent(terms.form) && (
          <Text c="dimmed">{t('ballot.none_cast')}</Text>
        )}
      </Stack>
    </Card>
  );
}

/** Large buttons, then one to cast: a choice can be corrected before it counts, and the thumb stays in one place. */
function Choosing({
  label,
  terms,
  standing: stands,
  sent,
  several,
  onCast,
}: {
  label: string;
  terms: Terms;
  standing: Vote | null;
  /** What is on its way: it stays pressed until it is acknowledged. */
  sent: Vote | null;
  /** The lines for which it is cast, where it is not for one. */
  several?: readonly OwnLine[];
  onCast: (choice: Choice) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const [chosen, setChosen] = useState<Choice | null>(null);
  const shown = chosen ?? sent ?? stands;
  const choices = !byConsent(terms.form)
    ? CHOICES
    : stands === 'against'
      ? (['abstain'] as const)
      : (['against'] as const);
  return (
    <div className={classes.choosing} role="group" aria-label={t('ballot.vote_of', { name: label })}>
      <div className={classes.choices} data-first data-few={choices.length === 1 || undefined}>
        {choices.map((choice) => {
          const Icon = CHOICE_ICONS[choice];
          return (
            <button
              key={choice}
              type="button"
              className={classes.choice}
              data-choice={choice}
              aria-pressed={shown === choice}
              disabled={sent !== null}
              onClick={() => setChosen(choice)}
            >
              <Icon size={30} />
              <span>{wordsOf(choice, terms, speech)}</span>
            </button>
          );
        })}
      </div>
      {chosen !== null && chosen !== stands && (
        <Button
          fullWidth
          size="lg"
          mt="sm"
          mih={60}
          onClick={() => {
            onCast(chosen);
            setChosen(null);
          }}
        >
          {several
            ? castAll(several, chosen, wordsOf(chosen, terms, speech), speech)
            : t(
                byConsent(terms.form) ? 'ballot.confirm' : stands === null ? 'ballot.cast' : 'ballot.change',
                {
                  choice: wordsOf(chosen, terms, speech),
                },
              )}
          <VisuallyHidden>{` – ${label}`}</VisuallyHidden>
        </Button>
      )}
      {!terms.mayChange && chosen !== null && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('ballot.final_means')}
        </Text>
      )}
    </div>
  );
}

/** "Cast 3 votes: Abstain (changes 2)": how many go out with one press, and how many of them take the place of another. */
function castAll(lines: readonly OwnLine[], choice: Vote, words: string, { t }: Speech): string {
  const out = lines.filter((line) => differs(line, choice));
  const changes = out.filter((line) => given(line) !== null).length;
  return t(changes === 0 ? 'ballot.cast_all' : 'ballot.cast_all_changing', {
    count: out.length,
    choice: words,
    changes,
  });
}

/** A weight divided in whole votes; what is neither for nor against abstains. */
function Dividing({
  own,
  changes,
  terms: { unit },
  busy,
  onCast,
}: {
  own: Entitlement;
  /** A vote of it is in already. */
  changes: boolean;
  terms: Terms;
  busy: boolean;
  onCast: (vote: Vote) => void;
}) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const [parts, setParts] = useState({ for: 0, against: 0 });
  const rest = BigInt(own.weight) - (BigInt(parts.for) + BigInt(parts.against)) * BigInt(unit);
  const most = Number(BigInt(own.weight) / BigInt(unit));
  if (!opened)
    return (
      <Button variant="default" leftSection={<SplitIcon size={18} />} onClick={() => setOpened(true)}>
        {t('ballot.divide')}
        <VisuallyHidden>{` – ${own.name}`}</VisuallyHidden>
      </Button>
    );
  const units = (votes: number): string => (BigInt(votes) * BigInt(unit)).toString();
  const vote = { for: units(parts.for), against: units(parts.against), abstain: rest.toString() };
  return (
    <Stack gap="xs" role="group" aria-label={`${t('ballot.divide')} – ${own.name}`}>
      <Group grow>
        {(['for', 'against'] as const).map((choice) => (
          <NumberInput
            key={choice}
            label={t(`choice.${choice}`)}
            min={0}
            max={most}
            allowDecimal={false}
            value={parts[choice]}
            onChange={(value) => setParts({ ...parts, [choice]: Math.trunc(Number(value) || 0) })}
          />
        ))}
      </Group>
      <Text role="status" size="sm" c={rest < 0n ? 'var(--choice-against)' : 'dimmed'}>
        {rest < 0n
          ? t('ballot.divide_too_many', { votes: votesOf(own.weight, unit) })
          : t('ballot.divide_rest', { votes: votesOf(rest.toString(), unit) })}
      </Text>
      <Button
        size="lg"
        loading={busy}
        disabled={rest < 0n}
        onClick={() => {
          onCast(vote);
          setOpened(false);
        }}
      >
        {t(changes ? 'ballot.change' : 'ballot.cast', {
          choice: rest < 0n ? '…' : voteText(vote, unit, { t }),
        })}
        <VisuallyHidden>{` – ${own.name}`}</VisuallyHidden>
      </Button>
    </Stack>
  );
}

/** The vote is in the record: which one, since when, and under which number anybody finds it after the closing. */
function Voted({ receipt, terms }: { receipt: Receipt; terms: Terms }) {
  const speech = useWords();
  const { t, lang } = speech;
  const zone = useZone();
  const side = typeof receipt.choice === 'string' ? receipt.choice : 'abstain';
  return (
    <div className={classes.voted} data-choice={side} role="status" data-testid="receipt">
      <span className={classes.recorded}>
        <RecordedIcon size={26} />
      </span>
      <div>
        <Text fw={660} className={classes.said}>
          {t('ballot.voted', { choice: wordsOf(receipt.choice, terms, speech) })}
          <VoteIcon vote={receipt.choice} size={18} />
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
