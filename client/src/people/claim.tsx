import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { LinkCode, useLinkCode } from './link-code.js';
import { AT_PASSWORD, NewPassword } from './new-password.js';
import { homeOf, useAccountLink } from './session.js';

/** Whoever was given a link gives themselves a password, and is in. */
export default function Claim() {
  const { t } = useWords();
  const navigate = useNavigate();
  const use = useAccountLink();
  const [code, setCode] = useLinkCode();
  const [password, setPassword] = useState('');
  const refused = useRefused(use.error, { 'account.link_wrong': 'code', ...AT_PASSWORD });
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
            <LinkCode
              label={t('claim.code')}
              means={t('claim.code_means')}
              value={code}
              onChange={setCode}
              error={refused.at('code')}
            />
            <NewPassword
              label={t('setup.password')}
              value={password}
              onChange={setPassword}
              error={refused.at('password')}
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
