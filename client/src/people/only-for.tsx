import { Alert, Anchor, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import type { FloorView } from '../../../src/live/live.contract.js';
import { useFloor } from '../live/floor.js';
import { Page, Read } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { signInFrom, useSession } from './session.js';

/** Where somebody can go in an assembly by the offices that they hold there. */
const WAYS = [
  ['chair', 'chair', 'chair.title'],
  ['secretariat', 'desk', 'desk.title'],
  ['teller', 'tellers', 'tellers.title'],
  ['delegate', 'floor', 'floor.title'],
] as const;

/**
 * A desk of an assembly, for those who work there (`theirs`). For everybody else stands in its place whose it is, and what they
 * may do instead.
 */
export function OnlyFor({
  desk,
  theirs,
  children,
}: {
  desk: 'chair' | 'desk' | 'tellers';
  theirs: (offices: readonly string[]) => boolean;
  children: (floor: FloorView) => ReactNode;
}) {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return (
    <Read query={floor}>
      {(view) => (theirs(view.offices) ? children(view) : <Instead desk={desk} floor={view} />)}
    </Read>
  );
}

function Instead({
  desk,
  floor: { assembly, offices },
}: {
  desk: 'chair' | 'desk' | 'tellers';
  floor: FloorView;
}) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const { data: session } = useSession();
  const ways = WAYS.filter(([office]) => offices.includes(office));
  const place = `/assemblies/${assembly.id}`;
  return (
    <Page
      title={t(`${desk}.title`)}
      over={
        <Anchor component={Link} to={place} inherit>
          {assembly.name}
        </Anchor>
      }
    >
      <Alert color="blue" data-testid="only-for">
        <Text mb="sm">{t(`${desk}.not_you`)}</Text>
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
