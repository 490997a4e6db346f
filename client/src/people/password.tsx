import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { useChangePassword, useSession } from './session.js';

/** Whoever is signed in gives themselves another password; everywhere else they are then signed out. */
export default function Password() {
  const { t } = useWords();
  const { data: session } = useSession();
  return (
    <Page title={t('password.title')} under={t('password.under')}>
      <Card>{session?.person ? <Form /> : <Text>{t('refused.session.required')}</Text>}</Card>
    </Page>
  );
}

function Form() {
  const { t } = useWords();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const refused = useRefused(change.error, {
    'session.wrong': 'current',
    'password.known': 'password',
    'password.personal': 'password',
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(
      { current, password },
      {
        onSuccess: () => {
          setCurrent('');
          setPassword('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack maw="30rem">
        <PasswordInput
          label={t('password.current')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={refused.at('current') && t('password.wrong')}
          autoComplete="current-password"
          maxLength={200}
          visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
          required
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.means')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={refused.at('password')}
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
          required
        />
        <Failure error={refused.rest} />
        {change.isSuccess && (
          <Alert color="green" role="status">
            {t('password.changed')}
          </Alert>
        )}
        <Button type="submit" loading={change.isPending}>
          {t('password.change')}
        </Button>
      </Stack>
    </form>
  );
}
