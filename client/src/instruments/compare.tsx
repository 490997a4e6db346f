import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  Kbd,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { must } from '../../../src/basics/must.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { compare } from '../../../src/instruments/compare.js';
import type { Words } from '../../../src/instruments/compare.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { VersionView } from '../../../src/instruments/instruments.contract.js';
import { useRead } from '../house/api.js';
import { DiffText } from './diff-text.js';
import { Hash } from '../ui/Hash.js';
import { Nothing, Page, Read } from '../ui/Page.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { placeName, stretchesOf } from './changes.js';
import type { Change, Stretch } from './changes.js';
import classes from './compare.module.css';

const VIEWS = ['side', 'inline'] as const;
type View = (typeof VIEWS)[number];
type Expression = VersionView['expressions'][number];

/** What changed between two versions, clause by clause and word by word. The address keeps every choice. */
export default function Compare() {
  const { instrument = '', a = '', b = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const [search, setSearch] = useSearchParams();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const before = useRead(instrumentRoutes.version, { instrument, number: Number(a) });
  const after = useRead(instrumentRoutes.version, { instrument, number: Number(b) });
  const view: View = VIEWS.find((one) => one === search.get('view')) ?? (narrow ? 'inline' : 'side');
  const choose = (name: string, value: string): void =>
    setSearch((now) => ({ ...Object.fromEntries(now), [name]: value }), { replace: true });
  const title = after.data && inLang(after.data.titles, lang);
  return (
    <Page
      title={t('compare.title', { a, b })}
      over={
        title && (
          <Anchor component={Link} to={`/instruments/${instrument}`} inherit lang={title.lang}>
            {title.text}
          </Anchor>
        )
      }
    >
      <Read query={before}>
        {(old) => (
          <Read query={after}>
            {(fresh) => {
              const both = LANGS.flatMap((tongue) => {
                const [a, b] = [textIn(old, tongue), textIn(fresh, tongue)];
                return a && b ? [{ tongue, old: a, fresh: b }] : [];
              });
              const among = (wanted: string | null) => both.find(({ tongue }) => tongue === wanted);
              const texts = among(search.get('lang')) ?? among(lang) ?? both[0];
              return (
                <Stack gap="lg">
                  <Group align="flex-end">
                    <Versions instrument={instrument} a={Number(a)} b={Number(b)} search={search} />
                    <NativeSelect
                      label={t('compare.language')}
                      value={texts?.tongue ?? ''}
                      onChange={(event) => choose('lang', event.currentTarget.value)}
                      data={languagesOf(old, fresh, speech)}
                    />
                    <SegmentedControl
                      aria-label={t('compare.view')}
                      value={view}
                      onChange={(value) => choose('view', value)}
                      size="md"
                      data={VIEWS.map((value) => ({ value, label: t(`compare.view.${value}`) }))}
                    />
                  </Group>
                  {texts === undefined ? (
                    <Nothing>{incomparable(old, fresh, speech)}</Nothing>
                  ) : (
                    <Compared
                      key={`${a} ${b} ${texts.tongue}`}
                      old={texts.old}
                      fresh={texts.fresh}
                      hashes={[old.hash, fresh.hash]}
                      view={view}
                    />
                  )}
                </Stack>
              );
            }}
          </Read>
        )}
      </Read>
    </Page>
  );
}

/** Why nothing can be compared: what is not known has not stayed the same. */
function incomparable(old: VersionView, fresh: VersionView, { t }: Speech): string {
  const unknown = [old, fresh].filter(({ textKnown }) => !textKnown);
  if (unknown.length === 2) return t('compare.neither_known');
  const [one] = unknown;
  return one ? t('compare.not_known', { number: one.number }) : t('compare.no_common_language');
}

/** What is carried over is not compared: where it is stale it only seems unchanged. */
const textIn = ({ expressions }: VersionView, lang: string): Expression | undefined =>
  expressions.find((one) => one.lang === lang && one.clauses.length > 0);

/** The languages of both versions; one that only one of them has is named and cannot be chosen. */
function languagesOf(old: VersionView, fresh: VersionView, { t }: Speech) {
  return LANGS.flatMap((value) => {
    const [inOld, inFresh] = [textIn(old, value), textIn(fresh, value)];
    if (!inOld && !inFresh) return [];
    const label = LANG_NAMES[value];
    if (inOld && inFresh) return [{ value, label }];
    const number = inOld ? old.number : fresh.number;
    return [{ value, label: t('compare.only_in', { language: label, number }), disabled: true }];
  });
}

function Versions({
  instrument,
  a,
  b,
  search,
}: {
  instrument: string;
  a: number;
  b: number;
  search: URLSearchParams;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data } = useRead(instrumentRoutes.instrument, { instrument });
  const numbers = (data?.versions ?? []).filter(({ textKnown }) => textKnown).map(({ number }) => number);
  const known = numbers.length > 0 ? numbers.toSorted((x, y) => x - y) : [a, b];
  const go = (from: number, to: number): void =>
    void navigate(`/instruments/${instrument}/compare/${from}/${to}?${search}`);
  const choices = (other: number) =>
    known.map((number) => ({
      value: String(number),
      label: t('version.numbered', { number }),
      disabled: number === other,
    }));
  return (
    <>
      <NativeSelect
        label={t('compare.before')}
        value={String(a)}
        onChange={(event) => go(Number(event.currentTarget.value), b)}
        data={choices(b)}
      />
      <NativeSelect
        label={t('compare.after')}
        value={String(b)}
        onChange={(event) => go(a, Number(event.currentTarget.value))}
        data={choices(a)}
      />
    </>
  );
}

const COUNTED = ['changed', 'added', 'removed', 'moved', 'renumbered'] as const;

/** "3 clauses changed, 1 added and 1 moved". */
export function summarySentence(
  summary: Readonly<Record<(typeof COUNTED)[number], number>>,
  { t, lang }: Speech,
): string {
  const parts = COUNTED.filter((one) => summary[one] > 0).map((one, place) =>
    t(place === 0 ? `compare.first.${one}` : `compare.then.${one}`, { count: summary[one] }),
  );
  return parts.length === 0 ? t('compare.nothing') : new Intl.ListFormat(lang).format(parts);
}

function Compared({
  old,
  fresh,
  hashes,
  view,
}: {
  old: Expression;
  fresh: Expression;
  hashes: readonly [string | null, string | null];
  view: View;
}) {
  const speech = useWords();
  const { t } = speech;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [a, b]: [readonly Clause[], readonly Clause[]] = [old.clauses, fresh.clauses];
  const { comparison, stretches, stale, missing } = useMemo(() => {
    const done = compare(a, b);
    const behind = { stale: new Set(fresh.stale), missing: new Set(fresh.missing) };
    const open = new Set([...fresh.stale, ...fresh.missing]);
    return { comparison: done, stretches: stretchesOf(done, { a, b, open }), ...behind };
  }, [a, b, fresh]);
  const frame = useRef<HTMLDivElement>(null);
  useJumps(frame);
  const stops = stretches.filter((one) => one.kind === 'change' && !one.change.was).length;
  let stop = 0;
  return (
    <Stack>
      <Text size="lg" fw={600} role="status" data-testid="summary">
        {summarySentence(comparison.summary, speech)}
      </Text>
      <Text size="sm" component="div" c="dimmed">
        {hashes[0] && <Hash value={hashes[0]} name={t('compare.before')} />} →{' '}
        {hashes[1] && <Hash value={hashes[1]} name={t('compare.after')} />}
      </Text>
      {stale.size + missing.size > 0 && (
        <Alert color="orange">
          {t('compare.behind', { language: LANG_NAMES[fresh.lang], count: stale.size + missing.size })}
        </Alert>
      )}
      {stops > 0 && (
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            aria-keyshortcuts="Alt+ArrowUp"
            onClick={() => jump(frame.current, -1)}
          >
            {t('compare.previous')}
          </Button>
          <Button
            variant="default"
            size="sm"
            aria-keyshortcuts="Alt+ArrowDown"
            onClick={() => jump(frame.current, 1)}
          >
            {t('compare.next')}
          </Button>
          <Text size="sm" c="dimmed" visibleFrom="sm">
            <Kbd>Alt</Kbd> + <Kbd>↓</Kbd> / <Kbd>↑</Kbd>
          </Text>
        </Group>
      )}
      <div ref={frame} className={classes.frame} data-view={view}>
        {stretches.map((one) => {
          if (one.kind === 'change') {
            const position = one.change.was ? null : { nth: ++stop, of: stops };
            return (
              <Row
                key={`${one.change.entry.id} ${one.change.was}`}
                change={one.change}
                lang={fresh.lang}
                behind={
                  stale.has(one.change.entry.id)
                    ? 'expression.stale'
                    : missing.has(one.change.entry.id)
                      ? 'expression.not_translated'
                      : null
                }
                {...{ view, position }}
              />
            );
          }
          return (
            <Unchanged
              key={one.key}
              stretch={one}
              lang={fresh.lang}
              view={view}
              opened={opened.has(one.key)}
              onOpen={() => setOpened(new Set([...opened, one.key]))}
            />
          );
        })}
      </div>
    </Stack>
  );
}

/** To the next or previous change from the one that has the focus, or from the middle of what is seen. */
function jump(frame: HTMLElement | null, by: 1 | -1): void {
  const stops = [...(frame?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const last = stops.findIndex((one) => one.dataset['stop'] === frame?.dataset['at']);
  const at = here >= 0 ? here : last;
  const to = stops[at < 0 && by < 0 ? stops.length - 1 : (at + by + stops.length) % stops.length];
  if (!to || !frame) return;
  frame.dataset['at'] = to.dataset['stop'];
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: 'center' });
}

function useJumps(frame: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      jump(frame.current, event.key === 'ArrowDown' ? 1 : -1);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [frame]);
}

/** What stands at a change: what happened, and from where to where it went or how it is counted now. */
function headOf(
  { entry, was, before, after }: Change,
  speech: Speech,
): { name: string; note: string | null } {
  const { t } = speech;
  const [from, to] = [before && placeName(before, speech), after && placeName(after, speech)];
  const name = must(was ? from : (to ?? from), 'place of the change');
  if (was) return { name, note: t('compare.stands_now', { place: to }) };
  if (entry.change === 'moved' || entry.change === 'moved_changed')
    return { name, note: from === to ? t('compare.moved_within') : t('compare.moved_from', { place: from }) };
  if (before && after && before.at(-1)?.kind !== after.at(-1)?.kind)
    return { name, note: t('compare.moved_from', { place: from }) };
  return { name, note: entry.renumbered ? renumbered(entry, speech) : null };
}

const renumbered = (entry: Change['entry'], { t }: Speech): string =>
  t('compare.renumbered', { before: entry.numberBefore ?? '–', after: entry.numberAfter ?? '–' });

function Row({
  change,
  lang,
  view,
  behind,
  position,
}: {
  change: Change;
  lang: string;
  view: View;
  /** What is to be said of it where its translation is behind. */
  behind: 'expression.stale' | 'expression.not_translated' | null;
  /** Which of the changes it is; null: the old place of one. */
  position: { nth: number; of: number } | null;
}) {
  const speech = useWords();
  const { t } = speech;
  const { entry, was } = change;
  const { name, note } = headOf(change, speech);
  const what = was ? t('compare.moved_away') : t(`change.${entry.change}`);
  return (
    <div
      id={was ? undefined : entry.id}
      className={classes.change}
      data-change={was ? 'was' : entry.change}
      {...(position && {
        role: 'group',
        tabIndex: -1,
        'data-stop': entry.id,
        'aria-label': t('compare.nth', { ...position, name, what }),
      })}
    >
      <Group gap="xs" mb={4}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Badge color={was ? 'gray' : COLOURS[entry.change]}>{what}</Badge>
        {note && (
          <Text size="sm" c="dimmed">
            {was ? (
              <Anchor href={`#${entry.id}`} inherit>
                {note}
              </Anchor>
            ) : (
              note
            )}
          </Text>
        )}
        {behind && <Badge color="orange">{t(behind)}</Badge>}
      </Group>
      {was ? null : view === 'inline' ? (
        <DiffText lang={lang} runs={entry.words} />
      ) : (
        <Halves words={entry.words} lang={lang} moved={entry.change === 'moved'} />
      )}
    </div>
  );
}

const COLOURS = {
  same: 'gray',
  changed: 'blue',
  added: 'green',
  removed: 'red',
  moved: 'grape',
  moved_changed: 'grape',
} as const;

/** Before on the left, after on the right. */
function Halves({ words, lang, moved }: { words: readonly Words[]; lang: string; moved: boolean }) {
  const { t } = useWords();
  const half = (gone: 'added' | 'removed', label: string) => {
    const runs = words.filter(({ op }) => op !== gone);
    return (
      <div className={classes.half} data-empty={runs.length === 0 || undefined}>
        <span className={classes.side}>{label}</span>
        <DiffText lang={lang} runs={runs} />
      </div>
    );
  };
  return (
    <div className={classes.halves} data-moved={moved || undefined}>
      {half('added', t('compare.before'))}
      {half('removed', t('compare.after'))}
    </div>
  );
}

/** A stretch in which nothing changed, folded until somebody opens it. */
function Unchanged({
  stretch,
  lang,
  view,
  opened,
  onOpen,
}: {
  stretch: Extract<Stretch, { kind: 'same' }>;
  lang: string;
  view: View;
  opened: boolean;
  onOpen: () => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const { changes } = stretch;
  const counted = changes.filter(({ entry }) => entry.renumbered);
  if (!opened) {
    const [first, last] = [counted[0]?.entry, counted.at(-1)?.entry];
    return (
      <Button variant="subtle" size="sm" className={classes.fold} onClick={onOpen}>
        {t('compare.unchanged', { count: changes.length })}
        {first &&
          ` · ${t('compare.renumbered_many', {
            count: counted.length,
            before: first.numberBefore,
            after: first.numberAfter,
          })}`}
        {last && last !== first && ` … ${renumbered(last, speech)}`}
      </Button>
    );
  }
  return changes.map((change) => {
    const { entry } = change;
    const { name, note } = headOf(change, speech);
    return (
      <div key={entry.id} id={entry.id} className={classes.change} data-change="same">
        <Text size="sm" c="dimmed">
          {[name, note].filter(Boolean).join(' · ')}
        </Text>
        {view === 'inline' ? (
          <DiffText lang={lang} runs={entry.words} />
        ) : (
          <Halves words={entry.words} lang={lang} moved={false} />
        )}
      </div>
    );
  });
}
