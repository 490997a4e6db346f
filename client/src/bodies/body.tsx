import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { MemberView } from '../../../src/bodies/bodies.contract.js';
import { useRead } from '../house/api.js';
import { certaintyBadge } from '../instruments/stages.js';
import { format } from '../../../src/basics/fraction.js';
import { inForceOn, votesOfClass, type RuleSet } from '../../../src/rules/ruleset.js';
import { mixed } from '../polls/votes.js';
import { RuleText, majorityLabel } from '../polls/rule.js';
import { Business } from './business.js';
import { asRuleSet, RulesInSentences } from './sentences.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { edtf, today } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { usual } from '../words/usual.js';
import { useWords } from '../words/words.js';

/** A body: its members, the rules in force, who held office, and its assemblies. */
export default function Body() {
  const { body: id = '' } = useParams();
  const speech = useWords();
  const { t, lang, known } = speech;
  const query = useRead(bodyRoutes.body, { body: id });
  return (
    <Read query={query}>
      {(body) => (
        <Page
          title={`${body.organisation.name} · ${body.name}`}
          over={
            <>
              {t('body.over')} ·{' '}
              <Anchor
                component={Link}
                to={`/organisations/${body.organisation.id}`}
                inherit
                underline="always"
              >
                {body.organisation.name}
              </Anchor>
            </>
          }
          under={
            body.source && (
              <>
                {t('ui.pair', { name: t('ui.source'), what: body.source })}{' '}
                {certaintyBadge(body.certainty, speech)}
              </>
            )
          }
        >
          <Section title={t('home.assemblies')}>
            <DataTable
              caption={t('home.assemblies')}
              rows={body.assemblies}
              keyOf={(assembly) => assembly.id}
              empty={t('home.no_assemblies')}
              columns={[
                {
                  key: 'name',
                  phone: 'title',
                  head: t('assembly.name'),
                  cell: (assembly) => (
                    <Anchor component={Link} to={`/assemblies/${assembly.id}`}>
                      {assembly.name}
                    </Anchor>
                  ),
                },
                {
                  key: 'place',
                  head: t('assembly.place'),
                  cell: (assembly) => assembly.place ?? <Unknown />,
                },
                {
                  key: 'date',
                  head: t('assembly.dates'),
                  cell: (assembly) => (assembly.date ? edtf(assembly.date, lang) : <Unknown />),
                },
              ]}
            />
          </Section>
          <Business body={id} />
          {body.terms.length > 0 && (
            <Section title={t('body.terms')}>
              <DataTable
                caption={t('body.terms')}
                rows={body.terms}
                keyOf={(term) => term.id}
                columns={[
                  { key: 'name', phone: 'title', head: t('body.person'), cell: (term) => term.name },
                  {
                    key: 'title',
                    head: t('body.office'),
                    cell: (term) => usual('office', term.title, speech),
                  },
                  {
                    key: 'from',
                    head: t('body.from'),
                    cell: (term) => (term.from ? edtf(term.from, lang) : <Unknown />),
                  },
                  {
                    key: 'to',
                    head: t('body.to'),
                    cell: (term) => (term.to ? edtf(term.to, lang) : <Unknown />),
                  },
                  {
                    key: 'source',
                    head: t('ui.source'),
                    cell: (term) => (
                      <Text span size="sm">
                        {term.source ?? t('ui.unknown')} {certaintyBadge(term.certainty, speech)}
                        {term.note && ` ${term.note}`}
                      </Text>
                    ),
                  },
                ]}
              />
            </Section>
          )}
          <Section
            title={t('body.rules')}
            action={
              <Anchor component={Link} to={`/bodies/${id}/rules`}>
                {t('rules.manage')}
              </Anchor>
            }
          >
            {body.ruleSets.length === 0 && <Nothing>{t('body.no_rules')}</Nothing>}
            {rulesNow(body.ruleSets).map((rules) => (
              <Card key={rules.id}>
                <Group gap="sm" mb="sm">
                  <Text fw={640}>
                    {rules.name} · {t('body.rules_version', { number: rules.number })}
                  </Text>
                  <Badge color="gray">
                    {t('body.in_force', {
                      date: rules.inForceFrom ? edtf(rules.inForceFrom, lang) : t('ui.unknown'),
                    })}
                  </Badge>
                  <Hash value={rules.hash} />
                </Group>
                <Rules data={rules.data} />
              </Card>
            ))}
          </Section>
          {/* None recorded is not none: a number would say what nobody knows. */}
          <Section
            title={
              body.members.length === 0
                ? t('figure.members')
                : t('body.members', { count: body.members.length })
            }
          >
            <DataTable
              caption={t('body.members', { count: body.members.length })}
              rows={body.members}
              keyOf={(member) => member.id}
              empty={t('body.no_members')}
              columns={[
                {
                  key: 'name',
                  phone: 'title',
                  head: t('roll.member'),
                  cell: ({ organisation, name }) => (
                    <Anchor component={Link} to={`/organisations/${organisation}`} inherit>
                      {name}
                    </Anchor>
                  ),
                },
                {
                  key: 'class',
                  head: t('roll.class'),
                  cell: (member) => known(`class.${member.class}`) ?? member.class,
                },
                {
                  key: 'country',
                  head: t('roll.country'),
                  cell: (member) => countryName(member.country, lang),
                },
                {
                  key: 'region',
                  head: t('roll.region'),
                  cell: (member) => (member.region && known(`class.${member.region}`)) ?? member.region,
                },
                ...(body.members.some((member) => member.chamber !== null)
                  ? [
                      {
                        key: 'chamber',
                        head: t('roll.chamber'),
                        cell: (member: MemberView) =>
                          (member.chamber && known(`class.${member.chamber}`)) ?? member.chamber,
                      },
                    ]
                  : []),
                ...(body.members.some(({ from, to }) => from !== null || to !== null)
                  ? [
                      {
                        key: 'since',
                        head: t('member.since'),
                        cell: ({ from, to }: MemberView) => (
                          <>
                            {from ? edtf(from, lang) : <Unknown />}
                            {to && `, ${t('member.until', { to: edtf(to, lang) })}`}
                          </>
                        ),
                      },
                    ]
                  : []),
                {
                  key: 'votes',
                  head: t('roll.votes'),
                  numeric: true,
                  cell: (member) => mixed(member.votes ?? ofClass(body.ruleSets[0]?.data, member.class)),
                },
              ]}
            />
          </Section>
        </Page>
      )}
    </Read>
  );
}

/** All that the rules say, chapter by chapter; of rules in a shape that this client does not know, their majorities. */
function Rules({ data }: { data: unknown }) {
  const speech = useWords();
  const rules = asRuleSet(data);
  if (rules !== null) return <RulesInSentences rules={rules} folded />;
  return Object.entries(majoritiesOf(data)).map(([name, majority]) => (
    <div key={name}>
      <Text fw={600} mt="xs">
        {majorityLabel(name, speech)}
      </Text>
      <RuleText majority={majority} name={name} />
    </div>
  ));
}

/** The version in force today, or what is to come where none is yet. */
function rulesNow<V extends { readonly number: number; readonly inForceFrom: string | null }>(
  versions: readonly V[],
): readonly V[] {
  const current = inForceOn(versions, today());
  return current ? [current] : versions;
}

/** What the rules give to each member of a class; an em dash where there are no rules. */
function ofClass(data: unknown, name: string): string {
  const { votes } = (data ?? {}) as Partial<RuleSet>;
  return votes ? format(votesOfClass(votes, name)) : '–';
}

function majoritiesOf(data: unknown): Readonly<Record<string, unknown>> {
  const { majorities } = (data ?? {}) as { majorities?: unknown };
  return typeof majorities === 'object' && majorities !== null ? (majorities as Record<string, unknown>) : {};
}
