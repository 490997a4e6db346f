import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { homeOf, useAccountLink } from './session.js';

/** Whoever was given a link gives themselves a password, and is in. */
export default function Claim() {
  const { t } = useWords();
  const navigate = useNavigate();
  const use = useAccountLink();
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [password, setPassword] = useState('');
  // As on a slip: the code stands behind the #, and is taken out of the address at once.
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, '', '/account');
  }, []);
  const refused = useRefused(use.error, {
    'account.link_wrong': 'code',
    'password.known': 'password',
    'password.personal': 'password',
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    use.mutate(
      { code: code.trim(), password },
      { onSuccess: (session) => void navigate(homeOf(session), { replace: true }) },
    );
  };
  return (
    <Page title={t('claim.title')} under={t('claim.under')}>
      <Card>
        <form onSubmit={submit}>
          <Stack maw="30rem">
            <TextInput
              label={t('claim.code')}
              description={t('claim.code_means')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={refused.at('code')}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
              minLength={8}
              maxLength={40}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <PasswordInput
              label={t('setup.password')}
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
            <Button type="submit" loading={use.isPending}>
              {t('claim.begin')}
            </Button>
          </Stack>
        </form>
      </Card>
    </Page>
  );
}
