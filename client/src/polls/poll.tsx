import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView, RollLine } from '../../../src/polls/polls.contract.js';
import { useRead } from '../house/api.js';
import { Entries } from '../record/entries.js';
import { DataTable } from '../ui/DataTable.js';
import type { Column } from '../ui/DataTable.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { CHOICE_COLOURS, CHOICE_ICONS, Result } from './result.js';
import { majorityLabel, RuleText } from './rule.js';
import { Turnout } from './turnout.js';
import { votesOf } from './votes.js';

/** One poll, for good: what it was about, under which rule, who voted how, the arithmetic, and where it is recorded. */
export default function Poll() {
  const { poll: id = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(pollRoutes.poll, { poll: id });
  return (
    <Read query={query}>
      {({ poll, roll }) => {
        const title = inLang(poll.titles, lang);
        return (
          <Page
            title={title.text}
            lang={title.lang}
            over={
              <>
                <Anchor component={Link} to={`/assemblies/${poll.assembly}`} inherit>
                  {t('poll.of_assembly')}
                </Anchor>{' '}
                · {t('poll.numbered', { number: poll.number })}
              </>
            }
          >
            <Card>
              {poll.result ? (
                <Result poll={poll} result={poll.result} />
              ) : (
                <Stack>
                  <Badge size="lg" color="yellow">
                    {t(`poll.state.${poll.state}`)}
                  </Badge>
                  <Turnout poll={poll} />
                  <RuleText majority={poll.majority} name={poll.majorityName} />
                </Stack>
              )}
            </Card>
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
                  [t('poll.opened_at'), moment(poll.openedAt, lang)],
                  [t('poll.closed_at'), poll.closedAt ? moment(poll.closedAt, lang) : undefined],
                  [t('poll.declared_at'), poll.declaredAt ? moment(poll.declaredAt, lang) : undefined],
                  [t('poll.roll_hash'), <Hash key="roll" value={poll.rollHash} />],
                  [
                    t('version.hash'),
                    poll.versionHash ? <Hash key="version" value={poll.versionHash} /> : undefined,
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
              <Entries subject={`poll:${id}`} />
            </Section>
          </Page>
        );
      }}
    </Read>
  );
}

function Roll({ poll, roll }: { poll: PollView; roll: readonly RollLine[] }) {
  const { t, known } = useWords();
  const declared = poll.state === 'declared';
  const columns: readonly Column<RollLine>[] = [
    { key: 'entitlement', head: '#', cell: (line) => line.entitlement },
    {
      key: 'name',
      head: t('roll.member'),
      cell: (line) => (
        <>
          {line.name} {line.byProxy && <Badge color="yellow">{t('ballot.by_proxy')}</Badge>}
        </>
      ),
    },
    { key: 'class', head: t('roll.class'), cell: (line) => known(`class.${line.class}`) ?? line.class },
    { key: 'country', head: t('roll.country'), cell: (line) => line.country ?? '–' },
    { key: 'weight', head: t('roll.votes'), numeric: true, cell: (line) => votesOf(line.weight, poll.unit) },
    {
      key: 'represented',
      head: t('roll.represented'),
      cell: (line) => t(line.represented ? 'ui.yes' : 'ui.no'),
    },
    ...(declared
      ? [
          {
            key: 'choice',
            head: t('roll.choice'),
            cell: ({ choice }: RollLine) => {
              if (choice === null)
                return (
                  <Text span c="dimmed">
                    {t('roll.none')}
                  </Text>
                );
              const Icon = CHOICE_ICONS[choice];
              return (
                <Text span fw={600} style={{ color: CHOICE_COLOURS[choice], whiteSpace: 'nowrap' }}>
                  <Icon size="1em" /> {t(`choice.${choice}`)}
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
