import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { preparationRoutes } from '../../../src/assemblies/preparation.contract.js';
import type { PreparationView } from '../../../src/assemblies/preparation.contract.js';
import { useRead } from '../house/api.js';
import { DashIcon, TickIcon } from '../ui/icons.js';
import { Card, Read, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import classes from './desk-preparation.module.css';

type Check = PreparationView['checks'][number];
type Assembly = z.infer<typeof AssemblyView>;

/** The task of this desk at which it is seen to. */
const TASK = {
  ...{ sittings: 'agenda', agenda: 'agenda', members: 'imports', figures: 'imports', notice: 'notice' },
  ...{ designated: 'designations', addresses: 'imports', accredited: 'credentials', slips: 'slips' },
  motions: 'motions',
} as const;

const placeOf = (check: Check['check'], { id, body }: Assembly): string => {
  if (check === 'rules') return `/bodies/${body.id}/rules`;
  if (check === 'chair') return '/bodies?task=open_office';
  return `/assemblies/${id}/desk?tab=${TASK[check]}`;
};

/** Of how many it is said: of those that are there, or of those that are not. */
function saidOf({ check, state, there, of }: Check, { t }: Speech): string {
  const facts = { there, of: of ?? there, lack: (of ?? there) - there };
  if (check === 'notice') return t(`preparation.notice.${state === 'begun' ? 'missing' : state}`);
  return state === 'done'
    ? t(`preparation.${check}.done`, { ...facts, count: there })
    : t(`preparation.${check}.open`, { ...facts, count: facts.lack });
}

/** What the assembly needs before it sits: what is there, what is missing, what comes next; each leads to where it is done. */
export default function Preparation({ assembly }: { assembly: Assembly }) {
  const speech = useWords();
  const { t } = speech;
  const query = useRead(preparationRoutes.preparation, { assembly: assembly.id });
  return (
    <Section title={t('desk.preparation')}>
      <Read query={query}>
        {({ checks, next }) => {
          const first = checks.find(({ check }) => check === next);
          return (
            <>
              <Card accent>
                <Group justify="space-between" data-testid="next">
                  <div>
                    <Text size="sm" c="dimmed">
                      {t(first ? 'preparation.next' : 'preparation.ready')}
                    </Text>
                    <Text fw={640} size="lg">
                      {first ? saidOf(first, speech) : t('preparation.all_there')}
                    </Text>
                  </div>
                  {first && (
                    <Button component={Link} to={placeOf(first.check, assembly)}>
                      {t(`preparation.${first.check}.do`)}
                    </Button>
                  )}
                </Group>
              </Card>
              <ul className={classes.checks}>
                {checks.map((one) => (
                  <li key={one.check} data-testid={`check-${one.check}`} data-state={one.state}>
                    <span className={classes.mark} aria-hidden>
                      {one.state === 'done' ? <TickIcon size={20} /> : <DashIcon size={20} />}
                    </span>
                    <span className={classes.said}>
                      <Anchor component={Link} to={placeOf(one.check, assembly)} inherit fw={600}>
                        {t(`preparation.${one.check}.name`)}
                      </Anchor>
                      <span>{saidOf(one, speech)}</span>
                    </span>
                    <Badge color={COLOURS[one.state]} variant="light">
                      {t(`preparation.state.${one.state}`)}
                    </Badge>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Read>
    </Section>
  );
}

const COLOURS = { done: 'green', begun: 'yellow', missing: 'red', optional: 'gray' } as const;
