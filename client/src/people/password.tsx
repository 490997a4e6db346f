import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Failure, useRefused } from '../ui/Failure.js';
import { useWords } from '../words/words.js';
import { AT_PASSWORD, NewPassword } from './new-password.js';
import { useChangePassword } from './session.js';

/** Whoever changes what opens the account shows first that it is theirs. */
export function CurrentPassword({
  value,
  wrong,
  onChange,
}: {
  value: string;
  wrong: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  return (
    <PasswordInput
      label={t('password.current')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={wrong && t('password.wrong')}
      autoComplete="current-password"
      maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
      required
    />
  );
}

/** Whoever is signed in gives themselves another password; everywhere else they are then signed out. */
export function PasswordForm() {
  const { t } = useWords();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const refused = useRefused(change.error, { 'session.wrong': 'current', ...AT_PASSWORD });
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
        <CurrentPassword value={current} onChange={setCurrent} wrong={refused.at('current') !== undefined} />
        <NewPassword
          label={t('password.new')}
          value={password}
          onChange={setPassword}
          error={refused.at('password')}
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
