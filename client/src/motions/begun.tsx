import { Badge, Button, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { isOver } from '../../../src/motions/motion.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useSession } from '../people/session.js';
import { Card } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { nameOf } from './states.js';
import { keptMotions } from './writing-amendment.js';

/** Amendments that the reader has begun in this browser and not submitted. */
export function Begun({ motions }: { motions: readonly MotionView[] }) {
  const { t } = useWords();
  const person = useSession().data?.person?.id;
  const kept = useMemo(() => (person ? keptMotions(localStorage, person) : []), [person]);
  return kept.map((id) => {
    const motion = motions.find((one) => one.id === id);
    if (!motion || isOver(motion)) return null;
    return (
      <Card key={id} data-testid="begun">
        <Group justify="space-between">
          <Text fw={600}>{t('amending.continue', { name: nameOf(motion, t) })}</Text>
          <Group gap="xs">
            <Badge color="gray">{t('motion.state.draft')}</Badge>
            <Button component={Link} to={`/motions/${id}/amend`} variant="light">
              {t('draft.continue')}
            </Button>
          </Group>
        </Group>
      </Card>
    );
  });
}
