import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useAct, useRead } from '../house/api.js';
import { useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';
import classes from './drafting.module.css';
import type { Writer } from './session.js';

/** Whether the session is a secretariat anywhere: the server says where. */
export function useSecretary(): boolean {
  const { data } = useSession();
  return data?.offices.some(({ office }) => office === 'secretariat') ?? false;
}

/** Who writes in the draft, who is here now, and who else is to write. */
export function Drafters({ view, here }: { view: DraftView; here: readonly Writer[] }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const secretary = useSecretary();
  const change = useAct(draftRoutes.drafter);
  return (
    <Stack gap="sm">
      <ul className={classes.people}>
        {view.drafters.map(({ id, name }) => {
          const there = here.some((one) => one.id === id) || id === session?.person?.id;
          return (
            <li key={id}>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Text>
                  {name}
                  {there && (
                    <Text span c="dimmed" size="sm">
                      {` · ${t('draft.here')}`}
                    </Text>
                  )}
                </Text>
                {secretary && view.drafters.length > 1 && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t('draft.release', { name })}
                    onClick={() => change.mutate({ draft: view.id, person: id, drafts: false })}
                  >
                    {t('ui.remove')}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      {secretary && <Invite view={view} onInvite={(person) => change.mutate({ draft: view.id, person })} />}
      <Failure error={change.error} />
    </Stack>
  );
}

function Invite({ view, onInvite }: { view: DraftView; onInvite: (person: string) => void }) {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const people = useRead(peopleRoutes.people, { search: search.trim() }, { when: search.trim().length > 1 });
  const found = (people.data?.people ?? [])
    .filter(({ id }) => !view.drafters.some((one) => one.id === id))
    .slice(0, 6);
  return (
    <Stack gap="xs">
      <TextInput
        label={t('draft.invite')}
        description={t('draft.invite_means')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {search.trim().length > 1 &&
        found.map(({ id, name }) => (
          <Button
            key={id}
            variant="default"
            onClick={() => {
              setSearch('');
              onInvite(id);
            }}
          >
            {t('draft.invite_named', { name })}
          </Button>
        ))}
      {people.data && search.trim().length > 1 && found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('draft.nobody_found')}
        </Text>
      )}
      <Failure error={people.error} />
    </Stack>
  );
}
