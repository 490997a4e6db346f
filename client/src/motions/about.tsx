import { Anchor, Group, List, Text } from '@mantine/core';
import { Link } from 'react-router';
import { wordsOf } from '../../../src/instruments/compare.js';
import { wordsAlone } from '../../../src/instruments/inline.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { MotionComments } from '../consultations/taken-up.js';
import { stageName } from '../instruments/stages.js';
import { DiffText } from '../instruments/diff-text.js';
import { Hash } from '../ui/Hash.js';
import { edtf, moment } from '../words/dates.js';
import type { Speech } from '../words/words.js';
import { inLang, useWords } from '../words/words.js';
import { Corrections } from './corrections.js';
import { Entrusts } from './entrust.js';
import { AmendsVersion, ToAmendments } from './on-version.js';
import { Wording, wordingOf } from './own-text.js';
import { nameOf } from './states.js';

const find = (motions: readonly MotionView[], id: string | null): MotionView | undefined =>
  motions.find((one) => one.id === id);

/** What a procedural motion proposes, in one line. */
export function procedureText(
  about: Extract<MotionView['about'], { kind: 'procedure' }>,
  among: readonly MotionView[],
  { t, lang }: Speech,
): string {
  const target = find(among, about.motion);
  return [
    t(`procedure.${about.procedure}`),
    target && nameOf(target, t),
    about.to && t('motion.remitted_to', { to: about.to }),
    about.until && t('motion.until', { date: edtf(about.until, lang) }),
    about.text && wordsAlone(about.text),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * What a motion is about, and what was corrected in it. `among`: the motions of the assembly, where those that it names are
 * found.
 */
export function About(props: { motion: MotionView; among: readonly MotionView[] }) {
  return (
    <>
      <Matter {...props} />
      <Corrections motion={props.motion} />
    </>
  );
}

function Matter({ motion, among }: { motion: MotionView; among: readonly MotionView[] }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { about } = motion;
  const instrument = inLang(motion.instrumentTitles ?? {}, lang);
  switch (about.kind) {
    case 'stage':
      return (
        <>
          <Text mt={6} component="div">
            {motion.stageLabel && `${t('ui.label', { name: stageName(motion.stageLabel, speech) })} `}
            <Anchor component={Link} to={`/instruments/${about.instrument}`} lang={instrument.lang}>
              {instrument.text}
            </Anchor>
            {', '}
            <Anchor component={Link} to={`/instruments/${about.instrument}/versions/${about.version}`}>
              {t('version.numbered', { number: about.version })}
            </Anchor>{' '}
            {motion.versionHash && <Hash value={motion.versionHash} name={t('version.hash')} />}
            {about.mandate && <Entrusts mandate={about.mandate} />}
          </Text>
          <ToAmendments motion={motion} among={among} />
        </>
      );
    case 'text':
    case 'part':
      return <Wording motion={motion} />;
    case 'composite':
      return (
        <>
          <Named label={t('motion.made_of')} ids={about.parents} among={among} />
          <Wording motion={motion} />
        </>
      );
    case 'amendment': {
      const target = find(among, about.to);
      const before = target && wordingOf(target);
      return (
        <>
          {target && (
            <Text mt={6} size="sm">
              {t('motion.amends', { name: nameOf(target, t) })}
            </Text>
          )}
          {about.changes ? (
            <AmendsVersion motion={motion} among={among} />
          ) : before ? (
            <Text mt={6} component="div" style={{ whiteSpace: 'pre-wrap' }}>
              <DiffText runs={wordsOf(before, about.text)} />
            </Text>
          ) : (
            <Wording motion={motion} />
          )}
          <MotionComments motion={motion.id} />
        </>
      );
    }
    case 'procedure':
      return <Text mt={6}>{procedureText(about, among, speech)}</Text>;
    case 'bloc': {
      const inside = among.filter((one) => one.bloc === motion.id);
      const out = about.motions.filter((id) => !inside.some((one) => one.id === id));
      return (
        <>
          <Named label={t('motion.in_bloc')} ids={inside.map(({ id }) => id)} among={among} />
          {out.length > 0 && motion.state !== 'adopted' && (
            <Named label={t('motion.taken_out')} ids={out} among={among} />
          )}
        </>
      );
    }
  }
}

function Named({
  label,
  ids,
  among,
}: {
  label: string;
  ids: readonly string[];
  among: readonly MotionView[];
}) {
  const { t, lang } = useWords();
  return (
    <div>
      <Text mt={6} size="sm">
        {label}
      </Text>
      <List>
        {ids.map((id) => {
          const one = find(among, id);
          if (!one) return null;
          const title = inLang(one.titles, lang);
          return (
            <List.Item key={id} lang={title.lang}>
              <Anchor component={Link} to={`/assemblies/${one.assembly}#${id}`} inherit underline="always">
                {nameOf(one, t)} · {title.text}
              </Anchor>
            </List.Item>
          );
        })}
      </List>
    </div>
  );
}

/** Who stands behind a motion and what became of it, in lines; nothing where there is nothing to say. */
export function Standing({
  motion,
  among,
  timeZone,
}: {
  motion: MotionView;
  among: readonly MotionView[];
  /** Of the assembly: its deadlines are by that clock. */
  timeZone: string | null;
}) {
  const speech = useWords();
  const lines = linesOf(motion, among, { timeZone, speech });
  return lines.length === 0 ? null : (
    <Group
      gap={4}
      mt={4}
      component="ul"
      style={{ listStyle: 'none', padding: 0, flexDirection: 'column' }}
      align="start"
    >
      {lines.map((line) => (
        <Text key={line} size="sm" component="li">
          {line}
        </Text>
      ))}
    </Group>
  );
}

function linesOf(
  motion: MotionView,
  among: readonly MotionView[],
  { timeZone, speech: { t, lang } }: { timeZone: string | null; speech: Speech },
): string[] {
  const zone = timeZone ?? 'UTC';
  const names = (of: readonly { name: string }[]): string => of.map((one) => one.name).join(', ');
  const because = find(among, motion.because);
  const urgency = find(among, motion.urgency);
  const followed = motion.amendedBy.map((id) => find(among, id)).filter((one) => one !== undefined);
  const labels = (part: boolean): string =>
    followed
      .filter(({ about }) => (about.kind === 'part') === part)
      .map((one) => one.label)
      .join(', ');
  const ordered = motion.order?.order.map((one) => find(among, one.motion)?.label ?? '?').join(', ');
  return [
    motion.mover && t('motion.moved_by', { mover: motion.mover }),
    motion.sponsors.length > 0 && t('motion.sponsored_by', { names: names(motion.sponsors) }),
    motion.seconders.length > 0 && t('motion.seconded_by', { names: names(motion.seconders) }),
    motion.state === 'submitted' &&
      motion.supportNeeded > 0 &&
      t('motion.support_needed', {
        needed: motion.supportNeeded,
        there: motion.sponsors.length + motion.seconders.length,
      }),
    motion.remittedTo && t('motion.remitted_to', { to: motion.remittedTo }),
    motion.until && t('motion.until', { date: edtf(motion.until, lang) }),
    motion.lateAfter && t('motion.late_after', { moment: moment(motion.lateAfter, lang, zone), zone }),
    urgency && t('motion.urgent_by', { name: nameOf(urgency, t) }),
    because && t('motion.because_of', { name: nameOf(because, t) }),
    motion.reason && t('motion.because', { reason: motion.reason }),
    labels(false) && t('motion.as_amended', { labels: labels(false) }),
    labels(true) && t('motion.without_parts', { labels: labels(true) }),
    ordered && motion.order && t('motion.voting_order', { labels: ordered, reason: motion.order.reason }),
  ].flatMap((line) => line || []);
}
