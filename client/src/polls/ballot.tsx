import { Badge, Button, Checkbox, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { memo, useState } from 'react';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { Choice, HandView, Receipt } from '../../../src/polls/polls.contract.js';
import { useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Read } from '../ui/Page.js';
import { clock } from '../words/dates.js';
import { useWords } from '../words/words.js';
import classes from './ballot.module.css';
import { castBallot, forgetRefusal, sendingOf, useSendings } from './cast.js';
import type { Sending } from './cast.js';
import { CHOICE_ICONS } from './result.js';
import { CHOICES, votesOf } from './votes.js';

type Entitlement = HandView['entitlements'][number];

/**
 * What one person votes with in one poll. It is drawn from the poll's fixed facts and the own hand only, and memoised on
 * them: news of the hall (turnout, presence, other motions) never redraws a form that somebody is filling in.
 */
export const Ballot = memo(function Ballot({
  poll,
  unit,
  mayChange,
  open,
}: {
  poll: string;
  unit: string;
  mayChange: boolean;
  open: boolean;
}) {
  const { t } = useWords();
  const hand = useRead(pollRoutes.hand, { poll });
  return (
    <Read query={hand}>
      {({ entitlements }) =>
        entitlements.length === 0 ? (
          <Nothing>{t('ballot.nothing_to_cast')}</Nothing>
        ) : (
          <Hand poll={poll} unit={unit} mayChange={mayChange} open={open} entitlements={entitlements} />
        )
      }
    </Read>
  );
});

/** The receipt that stands: the newer of what the server told at first and what came since. */
function standing(own: Entitlement, sending: Sending | undefined): Receipt | null {
  const fresh = sending?.kind === 'done' ? sending.receipt : null;
  if (!fresh) return own.receipt;
  return own.receipt && own.receipt.revision > fresh.revision ? own.receipt : fresh;
}

function Hand({
  poll,
  unit,
  mayChange,
  open,
  entitlements,
}: {
  poll: string;
  unit: string;
  mayChange: boolean;
  open: boolean;
  entitlements: readonly Entitlement[];
}) {
  const { t } = useWords();
  const sendings = useSendings();
  const [together, setTogether] = useState(entitlements.length > 1);
  const lines = entitlements.map((own) => {
    const sending = sendingOf(sendings, poll, own.entitlement);
    return { own, sending, receipt: standing(own, sending) };
  });
  const cast = (these: typeof lines, choice: Choice): void => {
    for (const { own, receipt } of these)
      castBallot({ poll, entitlement: own.entitlement, choice, replaces: receipt?.revision ?? 0 });
  };
  const free = lines.filter(({ receipt }) => receipt === null || mayChange);
  return (
    <Stack gap="md">
      {lines.length > 1 && open && (
        <Checkbox
          label={t('ballot.together', { count: lines.length })}
          checked={together}
          onChange={(event) => setTogether(event.currentTarget.checked)}
        />
      )}
      {together && lines.length > 1 && open && free.length > 0 && (
        <Card accent>
          <Choosing
            label={t('ballot.for_all', { count: free.length })}
            standing={same(free.map(({ receipt }) => receipt?.choice ?? null))}
            busy={free.some(({ sending }) => sending?.kind === 'sending')}
            onCast={(choice) => cast(free, choice)}
          />
        </Card>
      )}
      {lines.map((line) => (
        <Line
          key={line.own.entitlement}
          line={line}
          poll={poll}
          unit={unit}
          choosing={open && !(together && lines.length > 1) && (line.receipt === null || mayChange)}
          open={open}
          final={!mayChange}
          onCast={(choice) => cast([line], choice)}
        />
      ))}
    </Stack>
  );
}

const same = (choices: readonly (Choice | null)[]): Choice | null =>
  choices.every((choice) => choice === choices[0]) ? (choices[0] ?? null) : null;

function Line({
  line: { own, sending, receipt },
  poll,
  unit,
  choosing,
  open,
  final,
  onCast,
}: {
  line: { own: Entitlement; sending: Sending | undefined; receipt: Receipt | null };
  poll: string;
  unit: string;
  choosing: boolean;
  open: boolean;
  final: boolean;
  onCast: (choice: Choice) => void;
}) {
  const { t } = useWords();
  const votes = votesOf(own.weight, unit);
  return (
    <Card data-testid={`entitlement-${own.entitlement}`}>
      <Stack gap="sm">
        <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={640} size="lg">
            {own.name}
          </Text>
          <Group gap={6} wrap="nowrap">
            {own.byProxy && <Badge color="yellow">{t('ballot.by_proxy')}</Badge>}
            {votes !== '1' && <Badge color="gray">{t('ballot.votes', { votes })}</Badge>}
          </Group>
        </Group>
        {choosing && (
          <Choosing
            label={own.name}
            standing={receipt?.choice ?? null}
            busy={sending?.kind === 'sending'}
            onCast={onCast}
            final={final}
          />
        )}
        {sending?.kind === 'sending' && (
          <Text role="status" fw={560}>
            {t(sending.tries === 0 ? 'ballot.sending' : 'ballot.sending_again', {
              choice: t(`choice.${sending.cast.choice}`),
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
        {receipt && sending?.kind !== 'sending' && <Voted receipt={receipt} />}
        {!receipt && !open && sending?.kind !== 'sending' && <Text c="dimmed">{t('ballot.none_cast')}</Text>}
      </Stack>
    </Card>
  );
}

/** Three large buttons, then one to cast: a choice can be corrected before it counts, and the thumb stays in one place. */
function Choosing({
  label,
  standing: stands,
  busy,
  onCast,
  final = false,
}: {
  label: string;
  standing: Choice | null;
  busy: boolean;
  onCast: (choice: Choice) => void;
  final?: boolean;
}) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const shown = chosen ?? stands;
  return (
    <div role="group" aria-label={t('ballot.vote_of', { name: label })}>
      <div className={classes.choices}>
        {CHOICES.map((choice) => {
          const Icon = CHOICE_ICONS[choice];
          return (
            <button
              key={choice}
              type="button"
              className={classes.choice}
              data-choice={choice}
              aria-pressed={shown === choice}
              onClick={() => setChosen(choice)}
            >
              <Icon size={30} />
              <span>{t(`choice.${choice}`)}</span>
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
          loading={busy}
          onClick={() => {
            onCast(chosen);
            setChosen(null);
          }}
        >
          {t(stands === null ? 'ballot.cast' : 'ballot.change', { choice: t(`choice.${chosen}`) })}
          <VisuallyHidden>{` – ${label}`}</VisuallyHidden>
        </Button>
      )}
      {final && chosen !== null && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('ballot.final_means')}
        </Text>
      )}
    </div>
  );
}

/** The vote is in the record: which one, since when, and under which number anybody finds it after the closing. */
function Voted({ receipt }: { receipt: Receipt }) {
  const { t, lang } = useWords();
  const Icon = CHOICE_ICONS[receipt.choice];
  return (
    <div className={classes.voted} data-choice={receipt.choice} role="status" data-testid="receipt">
      <Icon size={26} />
      <div>
        <Text fw={660}>{t('ballot.voted', { choice: t(`choice.${receipt.choice}`) })}</Text>
        <Text size="sm">
          {t('ballot.receipt', { entry: receipt.entry, time: clock(receipt.at, lang) })}
          {receipt.revision > 1 && ` · ${t('ballot.revision', { revision: receipt.revision })}`}
        </Text>
        <Hash value={receipt.leaf} name={t('record.leaf')} />
      </div>
    </div>
  );
}
