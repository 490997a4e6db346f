import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useRead } from '../house/api.js';
import { CertaintyMark } from '../instruments/sources.js';
import { inForceOn } from '../../../src/rules/ruleset.js';
import { secretariatOf, useSession } from '../people/session.js';
import { RuleText, majorityLabel } from '../polls/rule.js';
import { Business } from './business.js';
import { CorrectBody } from './correct.js';
import { History } from './history.js';
import { Members } from './members.js';
import { asRuleSet, RulesInSentences } from './sentences.js';
import { Terms } from './terms.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { edtf, today } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** A body: its members, the rules in force, who held office, and its assemblies. */
export default function Body() {
  const { body: id = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const { data: session } = useSession();
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
          aside={secretariatOf(session, id) && <CorrectBody body={id} name={body.name} />}
          under={
            body.source && (
              <>
                {t('ui.pair', { name: t('ui.source'), what: body.source })}{' '}
                <CertaintyMark of={body.certainty} />
              </>
            )
          }
        >
          <Section
            title={t('home.assemblies')}
            action={
              secretariatOf(session, id) && (
                <Anchor component={Link} to={`/desk?task=past&body=${id}`}>
                  {t('past.enter')}
                </Anchor>
              )
            }
          >
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
          <Terms body={body} />
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
          <Members body={body} />
          <History of={`body:${id}`} />
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

function majoritiesOf(data: unknown): Readonly<Record<string, unknown>> {
  const { majorities } = (data ?? {}) as { majorities?: unknown };
  return typeof majorities === 'object' && majorities !== null ? (majorities as Record<string, unknown>) : {};
}
