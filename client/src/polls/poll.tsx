import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { TAKING } from '../../../src/polls/poll.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView, RollLine } from '../../../src/polls/polls.contract.js';
import { useRead } from '../house/api.js';
import type { Out } from '../house/api.js';
import { About, Standing } from '../motions/about.js';
import { nameOf } from '../motions/states.js';
import { officesIn, useSession } from '../people/session.js';
import { Entries } from '../record/entries.js';
import { DataTable } from '../ui/DataTable.js';
import type { Column } from '../ui/DataTable.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { inLang, LANG_NAMES, languageName, useWords } from '../words/words.js';
import { InZone, useZone } from '../words/zone.js';
import { contestVoteText } from './contest-ballot.js';
import { Countdown } from './countdown.js';
import { OrderRecount } from './order-recount.js';
import { Reminders } from './reminders.js';
import { CHOICE_COLOURS, Result, resultText, VoteIcon } from './result.js';
import { majorityLabel, RuleText } from './rule.js';
import { pollName, Taken } from './taken.js';
import { Turnout } from './turnout.js';
import { voteText, votesOf } from './votes.js';
import { isSecret } from '../../../src/polls/forms.js';

/** One poll, for good: what it was about, under which rule, who voted how, the arithmetic, and where it is recorded. */
export default function Poll() {
  const { poll: id = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(pollRoutes.poll, { poll: id });
  const assembly = query.data?.poll.assembly ?? '';
  const of = useRead(assemblyRoutes.assembly, { assembly }, { when: assembly !== '' });
  const zone = of.data?.timeZone ?? null;
  return (
    <InZone value={zone}>
      <Read query={query}>
        {({ poll, roll, votes, cites }) => {
          const title = inLang(poll.titles, lang);
          return (
            <Page
              title={title.text}
              lang={title.lang}
              over={
                <>
                  <OfAssembly id={poll.assembly} /> · {pollName(poll, t)}
                </>
              }
            >
              {poll.motion !== null && <Asked assembly={poll.assembly} motion={poll.motion} />}
              <Section title={t(poll.result ? 'poll.result' : 'poll.under_way')}>
                <Card>
                  <Taken poll={poll} />
                  {poll.result ? (
                    <Result poll={poll} result={poll.result} />
                  ) : (
                    <Stack>
                      <Badge size="lg" color="yellow">
                        {t(`poll.state.${poll.state}`)}
                      </Badge>
                      {TAKING.includes(poll.state) && poll.closesAt && <Countdown closesAt={poll.closesAt} />}
                      <Turnout poll={poll} />
                      {!poll.contest && <RuleText majority={poll.majority} name={poll.majorityName} />}
                    </Stack>
                  )}
                  <Reminders poll={poll} />
                  <RecountOrder poll={poll} />
                </Card>
              </Section>
              <Superseded poll={poll} />
              <Card>
                <Facts
                  of={[
                    [t('poll.majority'), majorityLabel(poll.majorityName, speech)],
                    [
                      t('poll.entitled'),
                      t('poll.members_votes', {
                        members: poll.entitled.members,
                        votes: votesOf(poll.entitled.weight, poll.unit),
                      }),
                    ],
                    [
                      t('poll.represented'),
                      t('poll.members_votes', {
                        members: poll.represented.members,
                        votes: votesOf(poll.represented.weight, poll.unit),
                      }),
                    ],
                    [t('poll.cast'), poll.cast],
                    [t('poll.opened_at'), moment(poll.openedAt, lang, zone)],
                    [t('poll.closed_at'), poll.closedAt ? moment(poll.closedAt, lang, zone) : undefined],
                    [
                      t('poll.declared_at'),
                      poll.declaredAt ? moment(poll.declaredAt, lang, zone) : undefined,
                    ],
                    [t('poll.roll_hash'), <Hash key="roll" value={poll.rollHash} />],
                    [
                      t('version.hash'),
                      poll.versionHash && cites === null ? (
                        <Hash key="version" value={poll.versionHash} />
                      ) : undefined,
                    ],
                    [
                      t('poll.cites'),
                      cites && cites.length > 0 ? <Cites key="cites" cites={cites} /> : undefined,
                    ],
                  ]}
                />
              </Card>
              <Section title={t('poll.roll')}>
                <Roll poll={poll} roll={roll} />
              </Section>
              <Section title={t('poll.in_record')}>
                <Text c="dimmed" mb="sm">
                  {t('poll.in_record_means')}
                </Text>
                <Entered poll={poll} votes={votes} />
                <Entries subject={`poll:${id}`} />
              </Section>
            </Page>
          );
        }}
      </Read>
    </InZone>
  );
}

/** Why the record has more entries of votes than there are ballots. */
function Entered({ poll, votes }: Pick<Out<typeof pollRoutes.poll>, 'poll' | 'votes'>) {
  const { t } = useWords();
  if (votes === null || votes.replaced === 0 || poll.state === 'annulled') return null;
  return (
    <Text mb="sm" data-testid="entered">
      {t('poll.ballots_count', { count: votes.entries - votes.replaced })}{' '}
      {t('poll.vote_entries', { count: votes.replaced, entries: votes.entries })}
    </Text>
  );
}

/** The versions that were voted on: what is decided is their authentic texts. */
function Cites({ cites }: { cites: NonNullable<Out<typeof pollRoutes.poll>['cites']> }) {
  const { t, lang: own } = useWords();
  return cites.map(({ instrument, titles, number, hash, authentic }) => (
    <div key={hash} data-testid="cites">
      <Anchor component={Link} to={`/instruments/${instrument}/versions/${number}`} underline="always">
        {inLang(titles, own).text}, {t('version.numbered', { number })}
      </Anchor>{' '}
      <Hash value={hash} name={t('version.hash')} />
      {Object.entries(authentic).map(([lang, text]) => (
        <div key={lang}>
          {t('poll.cites_language', { language: languageName(lang, own) })}{' '}
          <Hash value={text} name={LANG_NAMES[lang as Lang] ?? lang} />
        </div>
      ))}
    </div>
  ));
}

function OfAssembly({ id }: { id: string }) {
  const { t } = useWords();
  const { data } = useRead(assemblyRoutes.assembly, { assembly: id });
  return (
    <Anchor component={Link} to={`/assemblies/${id}`} inherit underline="always">
      {data?.name ?? t('poll.of_assembly')}
    </Anchor>
  );
}

/** What was voted on, in its words, and who stands behind it. */
function Asked({ assembly, motion: id }: { assembly: string; motion: string }) {
  const { t } = useWords();
  const { data } = useRead(motionRoutes.motions, { assembly });
  const of = useRead(assemblyRoutes.assembly, { assembly });
  const motion = data?.motions.find((one) => one.id === id);
  if (!data || !motion) return null;
  return (
    <Section title={nameOf(motion, t)}>
      <Card>
        <About motion={motion} among={data.motions} />
        <Standing motion={motion} among={data.motions} timeZone={of.data?.timeZone ?? null} />
        <Anchor component={Link} to={`/assemblies/${assembly}#${id}`} py={6}>
          {t('poll.motion_there')}
        </Anchor>
      </Card>
    </Section>
  );
}

/** The chair may have the tellers' count of a declared poll counted anew. */
function RecountOrder({ poll }: { poll: PollView }) {
  const { data: session } = useSession();
  const assembly = useRead(assemblyRoutes.assembly, { assembly: poll.assembly });
  const body = assembly.data?.body.id;
  const chair = body !== undefined && officesIn(session, { assembly: poll.assembly, body }).has('chair');
  if (!chair || poll.state !== 'declared' || poll.form !== 'count') return null;
  return <OrderRecount poll={poll} />;
}

/** Results that stood until a recount. */
function Superseded({ poll }: { poll: PollView }) {
  const speech = useWords();
  const zone = useZone();
  const { t, lang } = speech;
  if (poll.superseded.length === 0) return null;
  return (
    <Section title={t('poll.superseded')}>
      <Stack gap="sm">
        {poll.superseded.map(({ result, declaredAt, reason, at }) => (
          <Card key={at}>
            <Text fw={600}>
              {t(`outcome.${result.outcome}`)}
              {declaredAt && ` · ${moment(declaredAt, lang, zone)}`}
            </Text>
            <Text>{resultText(result, poll.unit, speech)}</Text>
            <Text size="sm" c="dimmed">
              {t('poll.recount_ordered', { at: moment(at, lang, zone), reason })}
            </Text>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}

function Roll({ poll, roll }: { poll: PollView; roll: readonly RollLine[] }) {
  const speech = useWords();
  const { t, known, lang } = speech;
  const named = poll.state === 'declared' && !isSecret(poll) && poll.form !== 'sight';
  const columns: readonly Column<RollLine>[] = [
    { key: 'entitlement', head: '#', cell: (line) => line.entitlement },
    {
      key: 'name',
      head: t('roll.member'),
      cell: (line) => (
        <>
          {line.name}{' '}
          {line.byProxy && (
            <Badge color="yellow" style={{ height: 'auto', whiteSpace: 'normal' }}>
              {line.proxyHolder === null
                ? t('ballot.by_proxy')
                : t('roll.by_proxy_of', { member: line.proxyHolder })}
            </Badge>
          )}
        </>
      ),
    },
    { key: 'class', head: t('roll.class'), cell: (line) => known(`class.${line.class}`) ?? line.class },
    ...(roll.some((line) => line.chamber !== null)
      ? [
          {
            key: 'chamber',
            head: t('roll.chamber'),
            cell: (line: RollLine) => (line.chamber && known(`class.${line.chamber}`)) ?? line.chamber ?? '–',
          },
        ]
      : []),
    { key: 'country', head: t('roll.country'), cell: (line) => countryName(line.country, lang) ?? '–' },
    { key: 'weight', head: t('roll.votes'), numeric: true, cell: (line) => votesOf(line.weight, poll.unit) },
    {
      key: 'represented',
      head: t('roll.represented'),
      cell: (line) => t(line.represented ? 'ui.yes' : 'ui.no'),
    },
    ...(roll.some((line) => line.channel !== roll[0]?.channel)
      ? [{ key: 'channel', head: t('roll.channel'), cell: (line: RollLine) => t(`channel.${line.channel}`) }]
      : []),
    ...(named
      ? [
          {
            key: 'choice',
            head: t('roll.choice'),
            cell: ({ choice, channel }: RollLine) => {
              if (choice === null)
                return channel === 'paper' || channel === 'hands' ? (
                  <Text span c="dimmed">
                    {t('roll.in_the_count')}
                  </Text>
                ) : (
                  <Text span c="dimmed">
                    {t('roll.none')}
                  </Text>
                );
              const color = typeof choice === 'string' ? CHOICE_COLOURS[choice] : undefined;
              return (
                <Text span fw={600} style={{ color, whiteSpace: 'nowrap' }}>
                  <VoteIcon vote={choice} size="1em" />{' '}
                  {poll.contest
                    ? contestVoteText(choice, poll.contest, speech)
                    : voteText(choice, poll.unit, speech)}
                </Text>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t('poll.roll')}
      columns={columns}
      rows={roll}
      keyOf={(line) => String(line.entitlement)}
    />
  );
}
