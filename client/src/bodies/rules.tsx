import { Alert, Anchor, Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams, useSearchParams } from 'react-router';
import type { z } from 'zod';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { RuleSetView } from '../../../src/bodies/bodies.contract.js';
import { rulesText } from '../../../src/rules/file.js';
import { inForceOn } from '../../../src/rules/ruleset.js';
import { useRead } from '../house/api.js';
import { secretariatOf, useSession } from '../people/session.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { fetched } from '../ui/fetched.js';
import { edtf, today } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { NextStep } from './first-steps.js';
import { asRuleSet, RulesInSentences } from './sentences.js';

const Form = fetched(() => import('./rules-form.js'));

export type Version = z.infer<typeof RuleSetView>;

/** The rules of a body in sentences, every version with its date; its secretariat writes the next one here. */
export default function Rules() {
  const { body: id = '' } = useParams();
  const { t } = useWords();
  const { data: session } = useSession();
  const query = useRead(bodyRoutes.body, { body: id });
  const [search, setSearch] = useSearchParams();
  const mine = secretariatOf(session, id);
  const writing = search.has('write');
  const enacted = search.get('enacted');
  return (
    <Read query={query}>
      {(body) => (
        <Page
          title={t('rules.title')}
          under={t('rules.under')}
          over={
            <Anchor component={Link} to={`/bodies/${id}`} inherit>
              {body.organisation.name} · {body.name}
            </Anchor>
          }
          aside={
            mine &&
            !writing && (
              <Button onClick={() => setSearch({ write: '' })}>
                {t(body.ruleSets.length > 0 ? 'rules.write' : 'rules.write_first')}
              </Button>
            )
          }
        >
          {enacted && (
            <Alert color="green" role="status">
              {t('rules.enacted', { number: enacted })} {mine && <NextStep body={body} />}
            </Alert>
          )}
          {writing && session && !mine && <Alert color="orange">{t('rules.not_yours')}</Alert>}
          {writing && mine ? (
            <Form
              body={id}
              versions={body.ruleSets}
              done={(number) => setSearch({ enacted: String(number) }, { replace: true })}
            />
          ) : (
            <Versions body={id} versions={body.ruleSets} />
          )}
        </Page>
      )}
    </Read>
  );
}

function Versions({ body, versions }: { body: string; versions: readonly Version[] }) {
  const { t } = useWords();
  if (versions.length === 0) return <Nothing>{t('body.no_rules')}</Nothing>;
  const current = inForceOn(versions, today());
  return (
    <Section title={t('rules.versions')}>
      <Stack>
        {versions.map((version) => (
          <OneVersion
            key={version.id}
            {...{ body, version }}
            state={
              version === current
                ? 'in_force'
                : current && version.number < current.number
                  ? 'earlier'
                  : 'to_come'
            }
          />
        ))}
      </Stack>
    </Section>
  );
}

const COLOURS = { in_force: 'green', to_come: 'blue', earlier: 'gray' } as const;

function OneVersion({
  body,
  version,
  state,
}: {
  body: string;
  version: Version;
  state: keyof typeof COLOURS;
}) {
  const { t, lang } = useWords();
  const rules = asRuleSet(version.data);
  return (
    <Card accent={state === 'in_force'} data-testid={`rules-${version.number}`}>
      <Group gap="sm">
        <Text fw={640}>
          {version.name} · {t('body.rules_version', { number: version.number })}
        </Text>
        <Badge color={COLOURS[state]}>{t(`rules.${state}`)}</Badge>
        <Text size="sm" c="dimmed">
          {t('body.in_force', {
            date: version.inForceFrom ? edtf(version.inForceFrom, lang) : t('ui.unknown'),
          })}
        </Text>
        <Hash value={version.hash} />
      </Group>
      {rules && (
        <Box component="details" mt="sm" open={state === 'in_force'}>
          <Box component="summary" mih={48} py="sm" fw={600} style={{ cursor: 'pointer' }}>
            {t('rules.read')}
          </Box>
          <Stack gap="lg">
            <RulesInSentences rules={rules} />
            <Group>
              <Button
                component="a"
                variant="subtle"
                download={`${body}-${version.number}.rules.json`}
                href={`data:application/json;charset=utf-8,${encodeURIComponent(rulesText(rules))}`}
              >
                {t('rules.as_file')}
              </Button>
            </Group>
          </Stack>
        </Box>
      )}
    </Card>
  );
}
