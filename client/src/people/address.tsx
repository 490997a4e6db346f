import { Alert, Anchor, Button, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { useAct } from '../house/api.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { LinkCode, useLinkCode } from './link-code.js';

/** Whoever has the link that went to an address shows that it is theirs; a press does it, as mail programs open links by themselves. */
export default function Address() {
  const { t } = useWords();
  const confirm = useAct(accountRoutes.confirmAddress);
  const [code, setCode] = useLinkCode();
  const refused = useRefused(confirm.error, { 'account.link_wrong': 'code' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate({ code: code.trim() });
  };
  return (
    <Page title={t('address.title')} under={t('address.under')}>
      <Card>
        {confirm.isSuccess ? (
          <Alert color="green" role="status">
            {t('address.done')}{' '}
            <Anchor component={Link} to="/me" underline="always">
              {t('me.title')}
            </Anchor>
          </Alert>
        ) : (
          <form onSubmit={submit}>
            <Stack maw="30rem">
              <LinkCode
                label={t('claim.code')}
                means={t('claim.code_means')}
                value={code}
                onChange={setCode}
                error={refused.at('code')}
              />
              <Failure error={refused.rest} />
              <Button type="submit" loading={confirm.isPending}>
                {t('address.confirm')}
              </Button>
            </Stack>
          </form>
        )}
      </Card>
    </Page>
  );
}
