import { Anchor, Group, List, Text, VisuallyHidden } from '@mantine/core';
import { Link } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useRead } from '../house/api.js';
import type { Out } from '../house/api.js';
import { DashIcon, TickIcon } from '../ui/icons.js';
import { Card, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Bodies, Organisation } from './bodies.js';

type Body = Bodies[number];

/** In which order a house is filled, until its first assembly is convened; each step leads to where it is done. */
export function FirstSteps({
  organisations,
  bodies,
}: {
  organisations: readonly Organisation[];
  bodies: Bodies;
}) {
  const assemblies = useRead(assemblyRoutes.assemblies, {});
  if (assemblies.data?.assemblies.every(({ historical }) => historical) !== true) return null;
  const body = bodies.find(({ ruleSets }) => ruleSets.length > 0) ?? bodies[0];
  const organisation = organisations.length > 0;
  return body ? <OfBody body={body} /> : <Steps organisation={organisation} body={null} members={false} />;
}

function OfBody({ body }: { body: Body }) {
  const { data } = useRead(bodyRoutes.body, { body: body.id });
  return <Steps organisation body={body} members={(data?.members.length ?? 0) > 0} />;
}

/** Where the rules of a body lead on: to the next step, until an assembly of it is convened. */
export function NextStep({ body }: { body: Out<typeof bodyRoutes.body> }) {
  const { t } = useWords();
  const next = stepsOf({ organisation: true, body, members: body.members.length > 0 }).find(
    ({ done }) => !done,
  );
  if (body.assemblies.length > 0 || !next?.to) return null;
  return (
    <>
      {t('ui.label', { name: t('preparation.next') })}{' '}
      <Anchor component={Link} to={next.to} underline="always" inherit>
        {t(`first_steps.${next.step}`)}
      </Anchor>
    </>
  );
}

interface There {
  readonly organisation: boolean;
  readonly body: Pick<Body, 'id' | 'ruleSets'> | null;
  readonly members: boolean;
}

/** `to` null: what comes before it is not there yet. */
function stepsOf({ organisation, body, members }: There) {
  const rules = body !== null && body.ruleSets.length > 0;
  return [
    { step: 'organisation', done: organisation, to: '/bodies?task=register' },
    { step: 'body', done: body !== null, to: organisation ? '/bodies?task=found' : null },
    { step: 'rules', done: rules, to: body && `/bodies/${body.id}/rules${rules ? '' : '?write'}` },
    { step: 'members', done: members, to: body && `/bodies/${body.id}#members` },
    { step: 'assembly', done: false, to: rules ? `/desk?body=${body.id}` : null },
  ] as const;
}

function Steps({ organisation, body, members }: There) {
  const { t } = useWords();
  return (
    <Section title={t('first_steps.title')}>
      <Card accent>
        <List type="ordered" spacing="xs" data-testid="first-steps">
          {stepsOf({ organisation, body, members }).map(({ step, done, to }) => (
            <List.Item key={step} data-done={done || undefined}>
              <Group component="span" gap="xs" display="inline-flex">
                {to === null ? (
                  <Text component="span">{t(`first_steps.${step}`)}</Text>
                ) : (
                  <Anchor component={Link} to={to} fw={600}>
                    {t(`first_steps.${step}`)}
                  </Anchor>
                )}
                {done ? <TickIcon size={18} /> : <DashIcon size={18} />}
                <VisuallyHidden>{t(done ? 'first_steps.done' : 'first_steps.open')}</VisuallyHidden>
              </Group>
            </List.Item>
          ))}
        </List>
      </Card>
    </Section>
  );
}
