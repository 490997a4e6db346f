import { Anchor, Badge, Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { currentOf, isOpen, nextItem, standingOf } from '../../../src/assemblies/agenda.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView, ItemView, PaperView } from '../../../src/assemblies/assemblies.contract.js';
import { timetable, type Times } from '../../../src/assemblies/timetable.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { addressOf, useAct } from '../house/api.js';
import { houseTime } from '../house/clock.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Section } from '../ui/Page.js';
import { dayTime } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import classes from './agenda.module.css';

type Assembly = z.infer<typeof AssemblyView>;

/** Number and title, as an agenda is printed: `2. Charter`, `2.1 Debate`. */
export function nameOfItem(item: ItemView, lang: Speech['lang']): { text: string; lang: string } {
  const title = inLang(item.titles, lang);
  return { text: `${item.number}${item.parent === null ? '.' : ''} ${title.text}`, lang: title.lang };
}

export function ItemName({ item, fw }: { item: ItemView; fw?: number }) {
  const { lang } = useWords();
  const name = nameOfItem(item, lang);
  return (
    <Text
      component="span"
      lang={name.lang}
      {...(fw && { fw })}
      {...(item.state === 'withdrawn' && { td: 'line-through' })}
    >
      {name.text}
    </Text>
  );
}

/** Now, so far as a timetable needs it. */
export function useMinute(): string {
  const [now, setNow] = useState(houseTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(houseTime()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now).toISOString();
}

const minutesOf = (ms: number): number => Math.round(ms / 60_000);

export function ItemBadges({ items, item }: { items: readonly ItemView[]; item: ItemView }) {
  const { t } = useWords();
  const standing = standingOf(items, item);
  return (
    <>
      {standing === 'current' && <Badge color="green">{t('item.state.current')}</Badge>}
      {standing === 'dealt_with' && <Badge color="teal">{t('item.state.dealt_with')}</Badge>}
      {item.state === 'planned' && item.taken.length > 0 && (
        <Badge color="yellow">{t('item.state.left')}</Badge>
      )}
      {standing === 'withdrawn' && <Badge color="orange">{t('item.state.withdrawn')}</Badge>}
      {item.kind && <Badge color="gray">{t(`item.kind.${item.kind}`)}</Badge>}
      {item.internal && <Badge color="gray">{t('item.internal')}</Badge>}
    </>
  );
}

/** Planned beside actual: when it begins or began, and how long it takes or took. */
function timesText(item: ItemView, times: Times, zone: string | null, { t, lang }: Speech): string {
  const at = (moment: string): string => dayTime(moment, lang, zone);
  const spent = minutesOf(times.spent);
  const { minutes } = item;
  return [
    times.began && times.expected === null && t('item.began', { time: at(times.began) }),
    times.began && times.planned && t('item.planned_at', { time: at(times.planned) }),
    times.expected && t('item.expected', { time: at(times.expected) }),
    times.why && t('item.time_unknown'),
    times.spent > 0
      ? t(minutes === null ? 'item.spent' : 'item.spent_of', { spent, minutes })
      : minutes !== null && t('item.minutes', { minutes }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The agenda as readers see it: a tree with its numbers, what is to happen, and the times as they are expected now. */
export function AgendaTree({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const now = useMinute();
  const { items } = assembly;
  const timed = items.some(({ minutes, taken }) => minutes !== null || taken.length > 0);
  const times = timed ? timetable(assembly, now) : null;
  const reasons = new Set([...(times?.values() ?? [])].map(({ why }) => why));
  if (items.length === 0) return <Nothing>{t('assembly.no_items')}</Nothing>;
  return (
    <Card>
      <Branches assembly={assembly} times={times} parent={null} />
      {(['minutes', 'sittings'] as const).map(
        (why) =>
          reasons.has(why) && (
            <Text key={why} size="sm" c="dimmed" mt="md">
              {t(`item.unknown_${why}`)}
            </Text>
          ),
      )}
    </Card>
  );
}

/** A paper by its title; one that was withdrawn is struck out, and says why. */
export function Paper({ assembly, paper }: { assembly: string; paper: PaperView }) {
  const { t } = useWords();
  return (
    <div>
      <Anchor
        href={addressOf(assemblyRoutes.paper, { assembly, paper: paper.id })}
        target="_blank"
        rel="noopener"
        {...(paper.withdrawn !== null && { td: 'line-through' })}
      >
        {paper.name} (PDF, {Math.ceil(paper.bytes / 1024)} kB)
      </Anchor>
      {paper.withdrawn !== null && <Text size="sm">{t('paper.withdrawn', { reason: paper.withdrawn })}</Text>}
    </div>
  );
}

function Branches({
  assembly,
  times,
  parent,
}: {
  assembly: Assembly;
  times: ReadonlyMap<string, Times> | null;
  parent: string | null;
}) {
  const speech = useWords();
  const own = assembly.items.filter((item) => item.parent === parent);
  if (own.length === 0) return null;
  return (
    <ol className={classes.branches}>
      {own.map((item) => {
        const time = times?.get(item.id);
        const line =
          time && item.state !== 'withdrawn' ? timesText(item, time, assembly.timeZone, speech) : '';
        return (
          <li
            key={item.id}
            className={classes.item}
            data-current={item.state === 'current' || undefined}
            aria-current={item.state === 'current' ? 'step' : undefined}
          >
            <Group gap="xs">
              <ItemName item={item} fw={600} />
              <ItemBadges items={assembly.items} item={item} />
            </Group>
            {(item.presenter ?? line) && (
              <Text size="sm" c="dimmed">
                {[item.presenter, line].filter(Boolean).join(' · ')}
              </Text>
            )}
            {item.reason && <Text size="sm">{item.reason}</Text>}
            {item.papers.map((paper) => (
              <Paper key={paper.id} assembly={assembly.id} paper={paper} />
            ))}
            <Branches assembly={assembly} times={times} parent={item.id} />
          </li>
        );
      })}
    </ol>
  );
}

/** What the assembly is at, in one line; nothing while no item is taken up. */
export function CurrentItem({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const current = currentOf(floor.assembly.items);
  return (
    current && (
      <Text data-testid="current-item">
        <Text component="span" c="dimmed">
          {t('ui.label', { name: t('item.now') })}{' '}
        </Text>
        <ItemName item={current} fw={600} />
      </Text>
    )
  );
}

/** On the wall: the current item above what is said of it. */
export function HallItem({ floor, className }: { floor: FloorView; className: string | undefined }) {
  const { lang } = useWords();
  const current = currentOf(floor.assembly.items);
  if (!current) return null;
  const name = nameOfItem(current, lang);
  return (
    <p className={className} lang={name.lang} data-testid="hall-item">
      {name.text}
    </p>
  );
}

/** For the chair: the current item with its time, what comes next, and any other that is still open. */
export function AgendaDesk({ floor, sittingOpen }: { floor: FloorView; sittingOpen: boolean }) {
  const { t, lang } = useWords();
  const now = useMinute();
  const takeUp = useAct(assemblyRoutes.takeUpItem);
  const finish = useAct(assemblyRoutes.finishItem);
  const leave = useAct(assemblyRoutes.leaveItem);
  const [chosen, setChosen] = useState('');
  const { items } = floor.assembly;
  const assembly = floor.assembly.id;
  const current = currentOf(items);
  const next = nextItem(items);
  // What is dealt with may be taken up again.
  const others = items.filter(({ id, state }) => id !== current?.id && state !== 'withdrawn');
  const other = others.find(({ id }) => id === chosen);
  const times = current && timetable(floor.assembly, now).get(current.id);
  const busy = takeUp.isPending || finish.isPending || leave.isPending;
  if (items.length === 0) return null;
  return (
    <Section title={t('assembly.agenda')}>
      <Card accent={current !== null} data-testid="agenda-desk">
        <Stack gap="sm">
          {current ? (
            <div>
              <Text size="sm" c="dimmed">
                {t('item.now')}
              </Text>
              <ItemName item={current} fw={640} />
              <Text size="sm" c={overrun(current, times) ? 'var(--tone-red)' : 'dimmed'}>
                {t(current.minutes === null ? 'item.spent' : 'item.spent_of', {
                  spent: minutesOf(times?.spent ?? 0),
                  minutes: current.minutes,
                })}
              </Text>
            </div>
          ) : (
            <Text c="dimmed">{t(sittingOpen ? 'item.none_current' : 'item.needs_sitting')}</Text>
          )}
          {next && (
            <div>
              <Text size="sm" c="dimmed">
                {t('item.next')}
              </Text>
              <ItemName item={next} />
            </div>
          )}
          {next && sittingOpen && (
            <Button
              className={classes.wrap}
              loading={busy}
              onClick={() => takeUp.mutate({ assembly, item: next.id })}
            >
              {t(current ? 'item.finish_and_next' : 'item.take_up_next')}
            </Button>
          )}
          {current && (
            <SimpleGrid cols={2} spacing="xs">
              <Button
                className={classes.wrap}
                variant="default"
                loading={busy}
                onClick={() => finish.mutate({ assembly, item: current.id })}
              >
                {t('item.finish')}
              </Button>
              <Button
                className={classes.wrap}
                variant="default"
                loading={busy}
                onClick={() => leave.mutate({ assembly, item: current.id })}
              >
                {t('item.leave')}
              </Button>
            </SimpleGrid>
          )}
          {sittingOpen && others.length > 0 && (
            <>
              <NativeSelect
                label={t('item.other')}
                description={current ? t('item.other_means') : undefined}
                value={other ? chosen : ''}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={[
                  { value: '', label: '–' },
                  ...others.map((item) => ({
                    value: item.id,
                    label: `${nameOfItem(item, lang).text}${isOpen(items, item) ? '' : ` (${t('item.state.dealt_with')})`}`,
                  })),
                ]}
              />
              {other && (
                <Button
                  variant="light"
                  loading={busy}
                  onClick={() =>
                    takeUp.mutate(
                      { assembly, item: other.id, current: 'left' },
                      { onSuccess: () => setChosen('') },
                    )
                  }
                >
                  {t('item.take_up')}
                </Button>
              )}
            </>
          )}
          <Failure error={takeUp.error ?? finish.error ?? leave.error} />
        </Stack>
      </Card>
    </Section>
  );
}

const overrun = ({ minutes }: ItemView, times: Times | null | undefined): boolean =>
  minutes !== null && (times?.spent ?? 0) > minutes * 60_000;
