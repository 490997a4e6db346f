import { Alert, Anchor, Box, Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { MemberView } from '../../../src/bodies/bodies.contract.js';
import { format } from '../../../src/basics/fraction.js';
import { votesOfClass, type RuleSet } from '../../../src/rules/ruleset.js';
import type { Out } from '../house/api.js';
import { useAnchor } from '../instruments/anchor.js';
import { secretariatOf, useSession } from '../people/session.js';
import { mixed } from '../polls/votes.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { More } from '../ui/More.js';
import { Section } from '../ui/Page.js';
import { fetched } from '../ui/fetched.js';
import { edtf, moment } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { useWords } from '../words/words.js';
import { Admit, Change, End, Strike } from './member-forms.js';
import { asRuleSet } from './sentences.js';

const ImportMembers = fetched(() => import('./import.js'));

type Doing =
  { readonly deed: 'admit' } | { readonly deed: 'change' | 'end' | 'strike'; readonly member: MemberView };

/** The members of a body; its secretariat admits them one by one or from a file, changes, ends and strikes them here. */
export function Members({ body }: { body: Out<typeof bodyRoutes.body> }) {
  const { t, lang, known } = useWords();
  const { data: session } = useSession();
  useAnchor();
  const mends = secretariatOf(session, body.id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const begin = (next: Doing): void => {
    setDone(null);
    setDoing(next);
  };
  const form = {
    ...{ body: body.id, rules: asRuleSet(body.ruleSets[0]?.data), members: body.members },
    ...{ onClose: () => setDoing(null), onDone: setDone },
  };
  return (
    <Stack gap="xl" id="members">
      <Section
        title={
          body.members.length === 0 ? t('figure.members') : t('body.members', { count: body.members.length })
        }
        action={
          mends && (
            <Group gap="sm">
              <Button
                variant="default"
                aria-expanded={importing}
                onClick={() => setImporting((before) => !before)}
              >
                {t('import.from_file')}
              </Button>
              <Button onClick={() => begin({ deed: 'admit' })}>{t('member.admit')}</Button>
            </Group>
          )
        }
      >
        {importing && (
          <Box mb="md">
            <ImportMembers body={body.id} />
          </Box>
        )}
        {done !== null && (
          <Alert color="green" role="status" mb="sm">
            {done}
          </Alert>
        )}
        {mends && <Outside rules={form.rules} members={body.members} />}
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
            ...(mends
              ? [
                  {
                    key: 'deeds',
                    head: t('ui.action'),
                    phone: 'acts' as const,
                    cell: (member: MemberView) => (
                      <More
                        name={member.name}
                        deeds={[
                          { label: t('member.change'), begin: () => begin({ deed: 'change', member }) },
                          ...(member.to === null
                            ? [{ label: t('member.end'), begin: () => begin({ deed: 'end', member }) }]
                            : []),
                          { label: t('member.strike'), begin: () => begin({ deed: 'strike', member }) },
                        ]}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {body.struck.length > 0 && (
        <Section title={t('member.struck')}>
          <DataTable
            caption={t('member.struck')}
            rows={body.struck}
            keyOf={({ id }) => id}
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
              { key: 'at', head: t('member.struck_at'), cell: ({ at }) => moment(at, lang) },
              { key: 'reason', head: t('ui.reason'), cell: ({ reason }) => reason },
            ]}
          />
        </Section>
      )}
      {doing?.deed === 'admit' && <Admit {...form} />}
      {doing?.deed === 'change' && <Change {...form} member={doing.member} />}
      {doing?.deed === 'end' && <End {...form} member={doing.member} />}
      {doing?.deed === 'strike' && <Strike {...form} member={doing.member} />}
    </Stack>
  );
}

/** What is recorded of members and is in no list of the rules; without rules nothing is. */
const outsideOf = (rules: RuleSet | null, { class: kind, region, chamber }: MemberView): string[] =>
  rules === null
    ? []
    : (
        [
          [kind, rules.classes],
          [region, rules.regions],
          [chamber, rules.chambers],
        ] as const
      ).flatMap(([said, listed]) =>
        said === null || listed.length === 0 || listed.includes(said) ? [] : [said],
      );

/** Says which members the rules do not know as they are recorded: they may have been there before the rules. */
function Outside({ rules, members }: { rules: RuleSet | null; members: readonly MemberView[] }) {
  const { t, known } = useWords();
  const outside = members.filter((member) => outsideOf(rules, member).length > 0);
  if (outside.length === 0) return null;
  return (
    <Alert color="orange" role="status" title={t('member.outside')} mb="sm" data-testid="outside-rules">
      <Text size="sm">{t('member.outside_means')}</Text>
      <List size="sm" mt="xs">
        {outside.map((member) => (
          <List.Item key={member.id}>
            {t('ui.pair', {
              name: member.name,
              what: outsideOf(rules, member)
                .map((one) => known(`class.${one}`) ?? one)
                .join(', '),
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** What the rules give to each member of a class; an em dash where there are no rules. */
function ofClass(data: unknown, name: string): string {
  const { votes } = (data ?? {}) as Partial<RuleSet>;
  return votes ? format(votesOfClass(votes, name)) : '–';
}
