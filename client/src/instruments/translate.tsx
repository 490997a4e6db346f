import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  Progress,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { must } from '../../../src/basics/must.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { expressionRoutes } from '../../../src/instruments/expressions.contract.js';
import type {
  LaterKind,
  TranslatedClause,
  TranslationView,
} from '../../../src/instruments/expressions.contract.js';
import { call, readAnew, useAct, useRead } from '../house/api.js';
import { DiffText } from './diff-text.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Saved, Section } from '../ui/Page.js';
import { FileChoice } from '../ui/FileChoice.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { LineField } from './editor.js';
import { Runs } from './runs.js';
import classes from './translate.module.css';

/** Translates a version clause by clause: what its source said and says, what the translation says, and the new words. */
export default function Translate() {
  const { instrument = '', number = '', lang: tongue = '' } = useParams();
  const { t, lang } = useWords();
  const to = langOf(tongue);
  const [round, setRound] = useState(0);
  const [source, setSource] = useState<Lang | undefined>(undefined);
  const of = { instrument, number: Number(number), lang: to };
  const query = useRead(expressionRoutes.translation, { ...of, source });
  return (
    <Read query={query}>
      {(view) => {
        const title = inLang(view.instrument.titles, lang);
        return (
          <Page
            title={t('translate.into', { language: LANG_NAMES[to] })}
            over={
              <>
                <Anchor component={Link} to={`/instruments/${instrument}`} inherit lang={title.lang}>
                  {title.text}
                </Anchor>
                {' · '}
                <Anchor
                  component={Link}
                  to={`/instruments/${instrument}/versions/${number}?lang=${view.source}&beside=${to}`}
                  inherit
                >
                  {t('version.numbered', { number })}
                </Anchor>
              </>
            }
            under={t('translate.under')}
          >
            <Desk
              key={`${number} ${to} ${view.source} ${round}`}
              view={view}
              onSource={setSource}
              onFilled={() => void query.refetch().then(() => setRound(round + 1))}
            />
          </Page>
        );
      }}
    </Read>
  );
}

/** What a clause is now: as the server has it, with what is typed here. */
interface Draft {
  readonly saved: string;
  readonly text: string;
  readonly state: TranslatedClause['state'];
  readonly theirs: string | null;
  readonly error: unknown;
}

const draftOf = ({ text, state }: TranslatedClause): Draft => ({
  ...{ saved: text, text, state, theirs: null, error: null },
});

const draftIn = (drafts: ReadonlyMap<string, Draft>, clause: string): Draft =>
  must(drafts.get(clause), 'draft of the clause');

const PAUSE_MS = 700;

function Desk({
  view,
  onSource,
  onFilled,
}: {
  view: TranslationView;
  onSource: (source: Lang) => void;
  onFilled: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const of = { instrument: view.instrument.id, number: view.number, lang: view.lang };
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(
    () => new Map(view.clauses.map((one) => [one.id, draftOf(one)])),
  );
  const latest = useRef(drafts);
  const put = (clause: string, change: Partial<Draft>): void => {
    latest.current = new Map(latest.current).set(clause, { ...draftIn(latest.current, clause), ...change });
    setDrafts(latest.current);
  };
  const open = useMemo(
    () => new Set(view.clauses.filter(({ state }) => state !== 'current').map(({ id }) => id)),
    // Those that were to do when one came: they stay in sight when they are done.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const [shown, setShown] = useState<'open' | 'all'>(open.size > 0 ? 'open' : 'all');
  const [active, setActive] = useState<string | null>(
    () => view.clauses.find(({ state }) => state !== 'current')?.id ?? null,
  );
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const busy = useRef(new Map<string, Promise<void>>());

  /** Saves the words of a clause, one saving after the other. `current`: they render the source as it reads now. */
  const save = (clause: string, current: boolean): Promise<void> => {
    clearTimeout(timers.current.get(clause));
    const saving = (busy.current.get(clause) ?? Promise.resolve()).then(() => send(clause, current));
    busy.current.set(clause, saving);
    return saving;
  };
  const send = async (clause: string, current: boolean): Promise<void> => {
    const draft = draftIn(latest.current, clause);
    const { text } = draft;
    try {
      const { held } = await call(expressionRoutes.saveTranslation, {
        ...of,
        wordings: [{ clause, before: draft.saved, text, current }],
      });
      if (held[0]) put(clause, { theirs: held[0].theirs, error: null });
      else
        put(clause, {
          ...{ saved: text, theirs: null, error: null },
          state: text === '' ? 'missing' : current || draft.state !== 'stale' ? 'current' : 'stale',
        });
    } catch (error) {
      put(clause, { error });
    }
  };
  const type = (clause: string, text: string): void => {
    put(clause, { text });
    clearTimeout(timers.current.get(clause));
    timers.current.set(
      clause,
      setTimeout(() => void save(clause, false), PAUSE_MS),
    );
  };
  // What is typed and not saved yet is saved when one leaves.
  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const [clause, timer] of waiting) {
        clearTimeout(timer);
        const draft = latest.current.get(clause);
        if (draft && draft.text !== draft.saved && draft.theirs === null) void save(clause, false);
      }
      void readAnew(client);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const listed = view.clauses.filter(({ id }) => shown === 'all' || open.has(id));
  const states = [...drafts.values()].map(({ state }) => state);
  const count = (state: Draft['state']): number => states.filter((one) => one === state).length;
  const next = (from: string): void => {
    const at = listed.findIndex(({ id }) => id === from);
    const rest = [...listed.slice(at + 1), ...listed.slice(0, at)];
    setActive(rest.find(({ id }) => draftIn(drafts, id).state !== 'current')?.id ?? null);
  };
  const dirty = [...drafts.values()].some(({ text, saved }) => text !== saved);
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  return (
    <Stack gap="lg">
      <Group align="flex-end" justify="space-between">
        {view.sources.length > 1 && (
          <NativeSelect
            label={t('translate.source')}
            value={view.source}
            onChange={(event) => onSource(langOf(event.currentTarget.value))}
            data={view.sources.map((value) => ({ value, label: LANG_NAMES[value] }))}
          />
        )}
        <SegmentedControl
          aria-label={t('translate.shown')}
          size="md"
          value={shown}
          onChange={(value) => setShown(value === 'all' ? 'all' : 'open')}
          data={[
            { value: 'open', label: t('translate.open', { count: open.size }) },
            { value: 'all', label: t('translate.all', { count: view.clauses.length }) },
          ]}
        />
      </Group>
      {view.carriedFrom !== null && (
        <Alert color="blue">{t('translate.carried', { number: view.carriedFrom })}</Alert>
      )}
      <div>
        <Text size="sm" mb={6} role="status" data-testid="translated">
          {t('translate.progress', {
            count: count('current'),
            all: view.clauses.length,
            stale: count('stale'),
            missing: count('missing'),
          })}
        </Text>
        <Progress
          value={(100 * count('current')) / view.clauses.length}
          aria-label={t('translate.progress_label')}
          size="lg"
        />
      </div>
      {listed.length === 0 && <Nothing>{t('translate.nothing_open')}</Nothing>}
      <Stack gap="md">
        {listed.map((clause) => (
          <One
            key={clause.id}
            {...{ clause, view }}
            draft={draftIn(drafts, clause.id)}
            active={active === clause.id}
            onOpen={() => setActive(clause.id)}
            onType={(text) => type(clause.id, text)}
            onSave={() => void save(clause.id, true).then(() => next(clause.id))}
            onTake={(text) => put(clause.id, { text, saved: text, theirs: null })}
            onKeep={(theirs) => {
              put(clause.id, { saved: theirs });
              void save(clause.id, true);
            }}
          />
        ))}
      </Stack>
      <Section title={t('translate.fill')}>
        <Fill of={of} onFilled={onFilled} />
      </Section>
      <Section title={t('translate.publish')}>
        <Card>
          <Publish view={view} dirty={dirty} stale={count('stale')} missing={count('missing')} />
        </Card>
      </Section>
    </Stack>
  );
}

const langOf = (text: string): Lang => LANGS.find((one) => one === text) ?? 'en';

const STATE_COLOURS = { current: 'green', stale: 'orange', missing: 'red' } as const;

function One({
  clause,
  view,
  draft,
  active,
  onOpen,
  onType,
  onSave,
  onTake,
  onKeep,
}: {
  clause: TranslatedClause;
  view: TranslationView;
  draft: Draft;
  active: boolean;
  onOpen: () => void;
  onType: (text: string) => void;
  onSave: () => void;
  onTake: (theirs: string) => void;
  onKeep: (theirs: string) => void;
}) {
  const { t } = useWords();
  const { theirs } = draft;
  const frame = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // The first one is open when the page comes, which says where the focus is.
    if (active && !first.current) frame.current?.scrollIntoView({ block: 'nearest' });
    first.current = false;
  }, [active]);
  const name = `${t(`clause.${clause.kind}`)} ${clause.number ?? ''}`.trim();
  const { source, lang } = view;
  return (
    <div
      ref={frame}
      role="group"
      aria-label={t('ui.pair', { name, what: t(`translate.state.${draft.state}`) })}
      className={classes.clause}
      data-state={draft.state}
      data-testid={`clause-${clause.id}`}
    >
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={640}>{name}</Text>
          <Badge color={STATE_COLOURS[draft.state]}>{t(`translate.state.${draft.state}`)}</Badge>
        </Group>
        <Text size="sm" c="dimmed" aria-live="polite">
          {draft.theirs === null && t(draft.text === draft.saved ? 'translate.saved' : 'translate.saving')}
        </Text>
      </Group>
      <div className={classes.sides}>
        <div>
          <Text size="sm" c="dimmed">
            {t(clause.sourceBefore === null ? 'translate.source_in' : 'translate.source_moved', {
              language: LANG_NAMES[source],
            })}
          </Text>
          {clause.sourceBefore === null ? (
            <span lang={source} className={classes.words}>
              <Runs text={clause.source} />
            </span>
          ) : (
            <DiffText lang={source} runs={wordsOf(clause.sourceBefore, clause.source)} />
          )}
        </div>
        <div>
          {clause.standing !== '' && clause.standing !== draft.text && (
            <>
              <Text size="sm" c="dimmed">
                {t('translate.standing', { language: LANG_NAMES[lang] })}
              </Text>
              <span lang={lang} className={classes.words}>
                <Runs text={clause.standing} />
              </span>
            </>
          )}
          {active ? (
            <LineField
              text={draft.text}
              lang={lang}
              label={`${name}, ${LANG_NAMES[lang]}`}
              onChange={onType}
              onDone={onSave}
            />
          ) : (
            <>
              <Text size="sm" c="dimmed">
                {LANG_NAMES[lang]}
              </Text>
              <span lang={lang} className={classes.words}>
                {draft.text === '' ? '–' : <Runs text={draft.text} />}
              </span>
            </>
          )}
        </div>
      </div>
      {theirs !== null && (
        <Alert color="orange" role="alert" title={t('translate.held')}>
          <Text lang={lang}>{theirs === '' ? '–' : theirs}</Text>
          <Group mt="xs">
            <Button variant="default" size="sm" onClick={() => onTake(theirs)}>
              {t('translate.take')}
            </Button>
            <Button size="sm" onClick={() => onKeep(theirs)}>
              {t('translate.keep')}
            </Button>
          </Group>
        </Alert>
      )}
      <Failure error={draft.error} />
      <Group gap="xs">
        {active ? (
          <Button size="sm" disabled={draft.text === ''} onClick={onSave}>
            {t(
              draft.state === 'stale' && draft.text === clause.standing
                ? 'translate.still_fits'
                : 'translate.done',
            )}
          </Button>
        ) : (
          <Button
            variant="light"
            size="sm"
            aria-label={t('ui.pair', { name: t('translate.edit'), what: name })}
            onClick={onOpen}
          >
            {t('translate.edit')}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** A whole translation that somebody has as a file. */
function Fill({
  of,
  onFilled,
}: {
  of: { instrument: string; number: number; lang: Lang };
  onFilled: () => void;
}) {
  const { t, known } = useWords();
  const fill = useAct(expressionRoutes.fillTranslation);
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('translate.fill_means')}</Text>
      <FileChoice
        label={t('texts.file', { language: LANG_NAMES[of.lang] })}
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        onFile={(file) =>
          void file.text().then((markdown) => fill.mutate({ ...of, markdown }, { onSuccess: onFilled }))
        }
      />
      <Failure error={fill.error} />
      {fill.data?.dropped.map(({ line, what }) => (
        <Text key={`${line} ${what}`} size="sm">
          {t('texts.dropped_line', {
            language: LANG_NAMES[of.lang],
            line,
            what: known(`dropped.${what}`) ?? what,
          })}
        </Text>
      ))}
    </Stack>
  );
}

function Publish({
  view,
  dirty,
  stale,
  missing,
}: {
  view: TranslationView;
  dirty: boolean;
  stale: number;
  missing: number;
}) {
  const { t } = useWords();
  const publish = useAct(expressionRoutes.publishTranslation);
  const [kind, setKind] = useState<LaterKind>(view.kind);
  const [reason, setReason] = useState('');
  const corrects = view.revision !== null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    publish.mutate({
      ...{ instrument: view.instrument.id, number: view.number, lang: view.lang, source: view.source, kind },
      revision: view.revision,
      reason: reason.trim() || null,
    });
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <Text size="sm">{t(corrects ? 'translate.publish_corrects' : 'translate.publish_means')}</Text>
        {stale + missing > 0 && (
          <Alert color="orange">{t('translate.in_part', { count: stale + missing })}</Alert>
        )}
        <NativeSelect
          label={t('translate.kind')}
          description={t('translate.kind_means')}
          value={kind}
          onChange={(event) =>
            setKind(event.currentTarget.value === 'adaptation' ? 'adaptation' : 'translation')
          }
          data={(['translation', 'adaptation'] as const).map((value) => ({
            value,
            label: t(`expression.${value}`),
          }))}
        />
        <TextInput
          label={t('version.reason')}
          required={corrects}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={publish.error} />
        {publish.data && (
          <Group gap="xs" role="status">
            <Saved />
            <Anchor
              component={Link}
              to={`/instruments/${view.instrument.id}/versions/${view.number}?lang=${view.lang}&beside=${view.source}`}
            >
              {t('expression.revision', { number: publish.data.revision })}
            </Anchor>
            <Hash value={publish.data.hash} />
          </Group>
        )}
        <Group>
          <Button type="submit" disabled={dirty} loading={publish.isPending}>
            {t('translate.publish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
