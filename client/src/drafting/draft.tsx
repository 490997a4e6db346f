import { Accordion, Alert, Anchor, Badge, Button, Chip, Group, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Link, useParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import { unsaved } from '../../../src/drafting/writing.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { DraftComments } from '../consultations/taken-up.js';
import { Refused, useAct, useRead } from '../house/api.js';
import { ClauseEditor } from '../instruments/editor.js';
import { useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { Nothing, Page, Read, Waiting } from '../ui/Page.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import classes from './drafting.module.css';
import { Differences } from './differences.js';
import { Finish } from './finish.js';
import { HeldChanges } from './held.js';
import { marksOf, MergingPanel } from './merging.js';
import { Revisions } from './revisions.js';
import { DraftSession } from './session.js';
import type { Phase, Shown } from './session.js';
import { Drafters } from './drafters.js';

/** One draft: its text in its languages, and beside it what belongs to it. */
export default function Draft() {
  const { draft = '' } = useParams();
  const { t, lang } = useWords();
  const query = useRead(draftRoutes.draft, { draft });
  const session = useSession();
  const person = session.data?.person?.id;
  return (
    <Read query={query}>
      {(view) => {
        const title = inLang(view.instrument.titles, lang);
        return (
          <Page
            title={view.name}
            over={
              <>
                <Anchor component={Link} to="/drafts" inherit>
                  {t('drafts.title')}
                </Anchor>
                {' · '}
                <Anchor component={Link} to={`/instruments/${view.instrument.id}`} inherit lang={title.lang}>
                  {title.text}
                </Anchor>
              </>
            }
            under={
              <>
                <From view={view} />
                <DraftComments draft={draft} />
              </>
            }
            aside={
              <Badge color={view.state === 'open' ? 'blue' : 'gray'}>{t(`draft.state.${view.state}`)}</Badge>
            }
          >
            {view.state === 'open' && person ? (
              <Desk key={draft} view={view} person={person} refresh={() => void query.refetch()} />
            ) : (
              <Over view={view} />
            )}
          </Page>
        );
      }}
    </Read>
  );
}

/** Where a draft began. */
function From({ view }: { view: DraftView }) {
  const { t } = useWords();
  return (
    <>
      {view.kind === 'corrigendum' && `${t('draft.kind.corrigendum')} · `}
      {view.parent === null
        ? t('draft.from_nothing')
        : t(view.motion ? 'draft.from_motion' : 'draft.from_version', {
            number: view.parent,
            motion: view.motion?.label,
          })}
      {view.newest !== null && view.parent !== null && view.newest > view.parent && view.state === 'open' && (
        <Text c="orange" size="sm">
          {t('draft.newer', { number: view.newest })}
        </Text>
      )}
    </>
  );
}

function Desk({ view, person, refresh }: { view: DraftView; person: string; refresh: () => void }) {
  const [session, setSession] = useState<DraftSession | null>(null);
  const begun = useRef(view);
  useEffect(() => {
    const made = new DraftSession(begun.current.id, person, begun.current);
    setSession(made);
    return made.start();
  }, [person]);
  return session ? <Writing session={session} view={view} refresh={refresh} /> : <Waiting />;
}

function Writing({
  session,
  view,
  refresh,
}: {
  session: DraftSession;
  view: DraftView;
  refresh: () => void;
}) {
  const { t, lang } = useWords();
  const shown = useSyncExternalStore(session.subscribe, session.read);
  const { writing, here } = shown;
  const own = view.languages.includes(lang) ? lang : first(view.languages);
  const [chosen, setChosen] = useState<readonly Lang[]>([own]);
  const { revision } = writing;
  const merged = view.merging !== null;
  // What a merged draft has to account for follows its text.
  useEffect(() => {
    if (merged) refresh();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [merged, revision]);
  // Somebody has tabled or abandoned it: what is shown is what became of it, unless words of this page would be lost.
  const over = shown.error instanceof Refused && shown.error.code === 'draft.closed' && !unsaved(writing);
  useEffect(() => {
    if (over) refresh();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [over]);
  const languages = view.languages.filter((one) => chosen.includes(one));
  return (
    <Stack>
      <Status shown={shown} onRetry={() => session.retry()} />
      {writing.held.length > 0 && <HeldChanges session={session} writing={writing} />}
      {view.languages.length > 1 && (
        <Chip.Group
          multiple
          value={[...chosen]}
          onChange={(next) => {
            if (next.length > 0) setChosen(next as Lang[]);
          }}
        >
          <Group gap="xs" role="group" aria-label={t('version.languages')}>
            {view.languages.map((one) => (
              <Chip key={one} value={one} size="md">
                {LANG_NAMES[one]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <div className={classes.desk}>
        <div className={classes.texts}>
          {languages.map((one) => (
            <Language key={one} lang={one} view={view} shown={shown} session={session} />
          ))}
        </div>
        <Accordion
          multiple
          defaultValue={['drafters']}
          order={2}
          className={classes.panel}
          variant="separated"
        >
          <Part name="drafters">
            <Drafters view={view} here={here} />
          </Part>
          {view.merging && (
            <Part name="merging">
              <MergingPanel view={view} merging={view.merging} writing={writing} />
            </Part>
          )}
          <Part name="differences">
            <Differences view={view} texts={writing.mine} languages={languages} />
          </Part>
          <Part name="revisions">
            <Revisions view={view} saved={shown.phase === 'saved'} onRestored={() => session.retry()} />
          </Part>
          <Part name="finish">
            <Finish view={view} shown={shown} />
          </Part>
        </Accordion>
      </div>
    </Stack>
  );
}

function Part({
  name,
  children,
}: {
  name: 'drafters' | 'merging' | 'differences' | 'revisions' | 'finish';
  children: React.ReactNode;
}) {
  const { t } = useWords();
  return (
    <Accordion.Item value={name}>
      <Accordion.Control mih={48}>{t(`draft.${name}`)}</Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}

function Language({
  lang,
  view,
  shown,
  session,
}: {
  lang: Lang;
  view: DraftView;
  shown: Shown;
  session: DraftSession;
}) {
  const { t } = useWords();
  const { writing, here } = shown;
  const clauses = writing.mine[lang] ?? [];
  const other = view.languages.find((one) => one !== lang);
  const others = other && writing.mine[other];
  const hints = useMemo(() => new Map((others ?? []).map((one) => [one.id, one.text])), [others]);
  const said = here.map((one) => `${one.lang} ${one.clause} ${one.name}`).join('\n');
  const notes = useMemo(() => {
    const all = marksOf(view.merging);
    for (const { name, lang: where, clause } of here) {
      if (where !== lang || clause === null) continue;
      const who = t('draft.writes_here', { name });
      const told = all.get(clause);
      all.set(clause, told === undefined ? who : `${told} · ${who}`);
    }
    return all;
    // Told anew every few seconds, mostly the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [view.merging, said, lang, t]);
  return (
    <section aria-label={LANG_NAMES[lang]}>
      {view.languages.length > 1 && (
        <Text fw={640} mb="xs">
          {LANG_NAMES[lang]}
        </Text>
      )}
      <ClauseEditor
        clauses={clauses}
        lang={lang}
        label={`${view.name}, ${LANG_NAMES[lang]}`}
        notes={notes}
        hints={hints}
        onChange={(next) => session.type(lang, next)}
        onWhere={(clause) => session.at(lang, clause)}
      />
    </section>
  );
}

const COLOURS: Readonly<Record<Phase, string>> = {
  saved: 'green',
  typing: 'gray',
  saving: 'gray',
  away: 'orange',
  stopped: 'red',
};

/** Whether what was typed is saved, and where it is if not. */
function Status({ shown, onRetry }: { shown: Shown; onRetry: () => void }) {
  const { t } = useWords();
  const { phase, error, full } = shown;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Badge color={COLOURS[phase]} role="status" data-testid="draft-phase" data-phase={phase}>
          {t(`draft.phase.${phase}`)}
        </Badge>
        {phase === 'away' && (
          <Button variant="default" size="sm" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
      </Group>
      {phase === 'stopped' && <Failure error={error} retry={onRetry} />}
      {full && (
        <Alert color="red" role="alert">
          {t('draft.full')}
        </Alert>
      )}
    </Stack>
  );
}

/** A draft that is over. */
function Over({ view }: { view: DraftView }) {
  const { t } = useWords();
  const amend = useAct(motionRoutes.amend);
  if (view.state === 'abandoned')
    return <Nothing>{t('draft.abandoned_because', { reason: view.reason })}</Nothing>;
  const { motion, version } = view;
  return (
    <Stack>
      <Text>
        <Anchor component={Link} to={`/instruments/${view.instrument.id}/versions/${version}`}>
          {t('draft.became', { number: version })}
        </Anchor>
      </Text>
      {motion && version !== null && (
        <>
          <Text>{t('draft.amend_means', { motion: motion.label })}</Text>
          <Group>
            <Button loading={amend.isPending} onClick={() => amend.mutate({ motion: motion.id, version })}>
              {t('draft.amend', { motion: motion.label, number: version })}
            </Button>
          </Group>
          <Failure error={amend.error} />
          {amend.isSuccess && (
            <Alert color="green" role="status">
              {t('draft.amend_done')}
            </Alert>
          )}
        </>
      )}
    </Stack>
  );
}
