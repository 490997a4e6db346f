import { Alert, Anchor, Badge, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import { isOver, isPending } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import classes from './amending.module.css';
import { Changes } from './changes.js';
import { InContext } from './in-context.js';
import { MeetingPoints, meetingText } from './meeting-points.js';
import { proposalText } from './proposal.js';
import { motionBadge, nameOf } from './states.js';
import { langFor, meetings, standing, useSubject } from './subject.js';
import type { Subject } from './subject.js';

const VIEWS = ['text', 'list', 'paper'] as const;
type View = (typeof VIEWS)[number];

/** The amendments to a motion on a version, or to one of its amendments: in the text, as a list, as they stand on paper. */
export default function Amendments() {
  const { motion: id = '' } = useParams();
  const query = useRead(motionRoutes.motion, { motion: id });
  return <Read query={query}>{(motion) => <Among motion={motion} />}</Read>;
}

function Among({ motion }: { motion: MotionView }) {
  const query = useRead(motionRoutes.motions, { assembly: motion.assembly });
  return (
    <Read query={query}>
      {({ motions }) => (
        <Subjected motion={motions.find(({ id }) => id === motion.id) ?? motion} among={motions} />
      )}
    </Read>
  );
}

function Subjected({ motion, among }: { motion: MotionView; among: readonly MotionView[] }) {
  const { t, lang } = useWords();
  const { query, subject } = useSubject(motion, among);
  const { state } = useLocation();
  const title = inLang(motion.titles, lang);
  const done = state as { submitted?: string; worded?: string } | null;
  const target = among.find(({ id }) => id === motion.parent);
  return (
    <Page
      title={t('amendments.to', { name: nameOf(motion, t) })}
      over={
        <>
          <Anchor component={Link} to={`/assemblies/${motion.assembly}`} inherit>
            {t('amendments.assembly')}
          </Anchor>
          {target && (
            <>
              {' · '}
              <Anchor component={Link} to={`/motions/${target.id}/amendments`} inherit>
                {t('amendments.to', { name: nameOf(target, t) })}
              </Anchor>
            </>
          )}
        </>
      }
      under={<span lang={title.lang}>{title.text}</span>}
      aside={motionBadge(motion, t)}
    >
      {done?.submitted && (
        <Alert color="green" role="status">
          {t('amendments.submitted', { label: done.submitted })}
        </Alert>
      )}
      {done?.worded && (
        <Alert color="green" role="status">
          {t('amendments.worded', { label: done.worded })}
        </Alert>
      )}
      {subject ? (
        <Views subject={subject} />
      ) : (
        (query.data ?? query.isError) && <Nothing>{t('amendments.none_on_version')}</Nothing>
      )}
    </Page>
  );
}

function Views({ subject }: { subject: Subject }) {
  const { t, lang: own } = useWords();
  const [search, setSearch] = useSearchParams();
  const { motion, langs, version, instrument, amendments } = subject;
  const view: View = VIEWS.find((one) => one === search.get('view')) ?? 'text';
  const lang = langFor(subject, search.get('lang') ?? own);
  const show = (change: Record<string, string>): void =>
    setSearch({ ...Object.fromEntries(search), ...change }, { replace: true });
  const open = isPending(motion);
  const degree = motion.about.kind === 'amendment' && motion.label.includes('.');
  return (
    <Stack>
      <Group justify="space-between" align="end" className={classes.screen}>
        <Group>
          <SegmentedControl
            aria-label={t('amendments.view')}
            value={view}
            onChange={(next) => show({ view: next })}
            data={VIEWS.map((one) => ({ value: one, label: t(`amendments.view.${one}`) }))}
          />
          {langs.length > 1 && (
            <SegmentedControl
              aria-label={t('compare.language')}
              value={lang}
              onChange={(next) => show({ lang: next })}
              data={langs.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
            />
          )}
        </Group>
        <Group>
          {view === 'paper' && (
            <Button variant="default" onClick={() => window.print()}>
              {t('amendments.print')}
            </Button>
          )}
          {open && !degree && (
            <Button component={Link} to={`/motions/${motion.id}/amend`}>
              {t('amendments.write')}
            </Button>
          )}
        </Group>
      </Group>
      <Group gap="md">
        <Anchor component={Link} to={`/instruments/${instrument}/versions/${version}`}>
          {t('version.numbered', { number: version })}
        </Anchor>
        <Text c="dimmed">
          {[
            motion.about.kind === 'amendment' && t('amendments.as_amended', { label: motion.label }),
            t('amendments.count', { count: amendments.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Group>
      {amendments.length === 0 ? (
        <Nothing>{t('amendments.none')}</Nothing>
      ) : view === 'text' ? (
        <InText subject={subject} lang={lang} />
      ) : view === 'list' ? (
        <AsList subject={subject} lang={lang} />
      ) : (
        <OnPaper subject={subject} lang={lang} />
      )}
    </Stack>
  );
}

function InText({ subject, lang }: { subject: Subject; lang: Lang }) {
  const { t } = useWords();
  const stands = useMemo(() => standing(subject), [subject]);
  const all = useMemo(
    () =>
      stands.flatMap(({ key, wordings }) => (wordings[lang] ? [{ key, operations: wordings[lang] }] : [])),
    [stands, lang],
  );
  const found = useMemo(() => meetings(subject), [subject]);
  const unworded = stands.filter(({ wordings }) => !wordings[lang]).map(({ key }) => key);
  const old = subject.amendments.filter((one) => !isOver(one) && one.version !== subject.version);
  return (
    <Stack>
      {unworded.length > 0 && (
        <Alert color="orange">
          {t('amendments.unworded_here', { labels: unworded.join(', '), language: LANG_NAMES[lang] })}
        </Alert>
      )}
      {old.length > 0 && (
        <Alert color="orange">
          {t('amendments.older', { labels: old.map(({ label }) => label).join(', ') })}
        </Alert>
      )}
      <InContext base={subject.texts[lang] ?? []} all={all} lang={lang} />
      {found.length > 0 && (
        <Section title={t('amendments.meetings')}>
          <Card>
            <MeetingPoints found={found} texts={subject.texts} all={stands} />
          </Card>
        </Section>
      )}
    </Stack>
  );
}

function AsList({ subject, lang }: { subject: Subject; lang: Lang }) {
  const speech = useWords();
  const { t, lang: own } = speech;
  const found = useMemo(() => meetings(subject), [subject]);
  const nested = (one: AmendmentView): AmendmentView[] => [
    one,
    ...subject.all.filter(({ to }) => to === one.motion),
  ];
  return (
    <DataTable
      caption={t('amendments.title')}
      rows={subject.amendments.flatMap(nested)}
      keyOf={({ motion }) => motion}
      columns={[
        {
          key: 'label',
          head: t('amendments.label'),
          phone: 'title',
          cell: ({ label, titles }) => {
            const title = inLang(titles, own);
            return (
              <>
                <Text component="span" fw={640} style={{ whiteSpace: 'nowrap' }}>
                  {label}
                </Text>
                <Text size="sm" lang={title.lang}>
                  {title.text}
                </Text>
              </>
            );
          },
        },
        { key: 'mover', head: t('amendments.mover'), cell: ({ mover }) => mover },
        {
          key: 'changes',
          head: t('amendments.changes'),
          cell: (one) => <Changes amendment={one} subject={subject} lang={lang} />,
        },
        {
          key: 'state',
          head: t('amendments.state'),
          cell: ({ state, unworded, version }) => (
            <Stack gap={4} align="start">
              {motionBadge({ state, lateAfter: null }, t)}
              {unworded.length > 0 && (
                <Badge color="orange">
                  {t('amendments.missing', { languages: unworded.map((one) => LANG_NAMES[one]).join(', ') })}
                </Badge>
              )}
              {version !== subject.version && (
                <Badge color="orange">{t('amendments.on_version', { number: version })}</Badge>
              )}
            </Stack>
          ),
        },
        {
          key: 'proposal',
          head: t('proposal.title'),
          cell: ({ proposals }) => proposals[0] && proposalText(proposals[0], speech),
        },
        {
          key: 'meets',
          head: t('amendments.meets'),
          cell: ({ label }) => {
            const own_ = found.filter(({ keys }) => keys.includes(label));
            return own_.length === 0 ? null : (
              <Stack gap={4}>
                {own_.map((one) => (
                  <Text size="sm" key={[one.kind, one.clause, ...one.keys].join(' ')}>
                    {meetingText(one, subject.texts, speech)}
                  </Text>
                ))}
              </Stack>
            );
          },
        },
      ]}
    />
  );
}

/** In the order of voting where one is set, else as they came. */
function OnPaper({ subject, lang }: { subject: Subject; lang: Lang }) {
  const speech = useWords();
  const { t, lang: own } = speech;
  const { motion, amendments, all } = subject;
  const order = motion.order?.order.map((one) => one.motion) ?? [];
  const place = ({ motion: id }: AmendmentView): number =>
    order.includes(id) ? order.indexOf(id) : order.length;
  const sorted = amendments.toSorted((a, b) => place(a) - place(b));
  return (
    <div className={classes.paper} data-testid="paper">
      {order.length > 0 && <Text c="dimmed">{t('amendments.in_voting_order')}</Text>}
      {sorted
        .flatMap((one) => [one, ...all.filter(({ to }) => to === one.motion)])
        .map((one) => {
          const title = inLang(one.titles, own);
          const proposal = one.proposals[0];
          return (
            <article key={one.motion}>
              <h2>
                {one.mover
                  ? t('paper.by', { label: one.label, mover: one.mover })
                  : t('motion.name.amendment', { label: one.label })}
              </h2>
              <Text lang={title.lang} fw={600}>
                {title.text}
              </Text>
              {one.supporters.length > 0 && (
                <Text size="sm">{t('amendments.supported', { names: one.supporters.join(', ') })}</Text>
              )}
              <Changes amendment={one} subject={subject} lang={lang} />
              <Text mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
                {t('paper.reason', { reason: one.reason })}
              </Text>
              {proposal && <Text mt="xs">{proposalText(proposal, speech)}</Text>}
              <Text size="sm" c="dimmed" mt="xs">
                {t(`motion.state.${one.state}`)}
              </Text>
            </article>
          );
        })}
    </div>
  );
}
