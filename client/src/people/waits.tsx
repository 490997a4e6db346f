import { Alert, Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useRead } from '../house/api.js';
import { useWords } from '../words/words.js';

/** The way to the first set-up, as long as nobody has done it. */
export function SetUpWaits() {
  const { t } = useWords();
  const { data } = useRead(peopleRoutes.setUpState, {});
  if (!data?.waiting) return null;
  return (
    <Alert color="teal">
      <Anchor component={Link} to="/setup" underline="always">
        {t('setup.waits')}
      </Anchor>
    </Alert>
  );
}
