import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { useAct } from '../house/api.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/**
 * What whoever has lost the password does: asks for a link by mail, where the house sends mail, else the secretariat. Nobody
 * learns here whether an address has an account.
 */
export function LostPassword({ recovers, email: typed }: { recovers: boolean; email: string }) {
  const { t, lang } = useWords();
  const [opened, { toggle }] = useDisclosure(false);
  const [email, setEmail] = useState<string | null>(null);
  const ask = useAct(accountRoutes.recover);
  const refused = useRefused(ask.error, {});
  const address = email ?? typed;
  return (
    <Stack mt="md" gap="sm">
      <Anchor component="button" type="button" onClick={toggle} aria-expanded={opened} ta="start">
        {t('lost_password.title')}
      </Anchor>
      {opened && !recovers && <Text>{t('lost_password.ask_secretariat')}</Text>}
      {opened && recovers && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate({ email: address.trim(), lang });
          }}
        >
          <Stack>
            <TextInput
              label={t('lost_password.email')}
              description={t('lost_password.means')}
              type="email"
              value={address}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={refused.at('email')}
              autoComplete="username"
              maxLength={254}
              required
            />
            <Failure error={refused.rest} />
            {ask.isSuccess && (
              <Alert color="green" role="status">
                {t('lost_password.asked', { address: ask.variables.email })}
              </Alert>
            )}
            <Button type="submit" variant="light" loading={ask.isPending}>
              {t('lost_password.ask')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
