import { Alert, Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { readAnew, useRead } from '../house/api.js';
import { reopenSocket } from '../house/socket.js';
import { useWords } from '../words/words.js';
import { signInFrom } from './session.js';

/** How often it is asked whether somebody has signed in beside. */
const ASK_MS = 2_000;

/** Whether somebody has been signed in here, and has not signed out. */
let had = false;
const listeners = new Set<() => void>();
function remember(now: boolean): void {
  had = now;
  for (const listener of listeners) listener();
}
window.addEventListener('plenary:left', () => remember(false));
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Says that the session has ended by itself or elsewhere, where nobody here signed out. The door opens in another tab: what was
 * on this page, and what was typed in it, stays until the same person, or another one, is there.
 */
export function SessionEnded() {
  const { t } = useWords();
  const client = useQueryClient();
  const stayed = useSyncExternalStore(subscribe, () => had);
  const { data } = useRead(
    peopleRoutes.session,
    {},
    { every: ({ person }) => (stayed && person === null ? ASK_MS : false) },
  );
  const person = data?.person?.id ?? null;
  const ended = data !== undefined && person === null && stayed;
  useEffect(() => {
    if (person !== null) remember(true);
  }, [person]);
  useEffect(() => {
    if (!ended) return undefined;
    // Whoever is there again is read, and told, as themselves.
    return () => {
      reopenSocket();
      void readAnew(client);
    };
  }, [client, ended]);
  if (!ended) return null;
  const { pathname, search } = window.location;
  return (
    <Alert color="orange" role="alert" mb="md" title={t('people.ended')} data-testid="session-ended">
      <Anchor href={signInFrom(pathname + search)} target="_blank" underline="always">
        {t('people.sign_in_beside')}
      </Anchor>
    </Alert>
  );
}
