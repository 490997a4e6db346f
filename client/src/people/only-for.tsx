import { Alert, Anchor, List, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { signInFrom, useSession } from './session.js';

/** Where somebody can go in an assembly by the offices that they hold there. */
const WAYS = [
  ['chair', 'chair', 'chair.title'],
  ['secretariat', 'desk', 'desk.title'],
  ['teller', 'tellers', 'tellers.title'],
  ['delegate', 'floor', 'floor.title'],
] as const;

/** In the place of a desk, for who does not work there: whose it is, and what the reader may do instead. */
export function OnlyFor({
  title,
  means,
  assembly,
  offices,
}: {
  title: string;
  means: string;
  assembly: { readonly id: string; readonly name: string };
  offices: readonly string[];
}) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const { data: session } = useSession();
  const ways = WAYS.filter(([office]) => offices.includes(office));
  const place = `/assemblies/${assembly.id}`;
  return (
    <Page
      title={title}
      over={
        <Anchor component={Link} to={place} inherit>
          {assembly.name}
        </Anchor>
      }
    >
      <Alert color="blue" data-testid="only-for">
        <Text mb="sm">{means}</Text>
        <List spacing="xs">
          {ways.map(([office, path, key]) => (
            <List.Item key={office}>
              <Anchor component={Link} to={`${place}/${path}`} underline="always">
                {t(key)}
              </Anchor>
            </List.Item>
          ))}
          <List.Item>
            <Anchor component={Link} to={place} underline="always">
              {t('only_for.page')}
            </Anchor>
          </List.Item>
          {session && !session.person && (
            <List.Item>
              <Anchor component={Link} to={signInFrom(pathname)} underline="always">
                {t('people.sign_in')}
              </Anchor>
            </List.Item>
          )}
        </List>
      </Alert>
    </Page>
  );
}
