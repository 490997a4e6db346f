import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useRead } from '../house/api.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page, Read } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { useSetUp } from './session.js';

/** The first secretariat of an empty house makes its account, by the code that the terminal shows. */
export default function SetUp() {
  const { t } = useWords();
  const [code] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const query = useRead(peopleRoutes.setUpState, {});
  // As on a slip: the code stands behind the #, and is taken out of the address at once.
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, '', '/setup');
  }, []);
  return (
    <Page title={t('setup.title')} under={t('setup.under')}>
      <Read query={query}>
        {({ waiting }) => (
          <Card>
            {waiting ? (
              <Form given={code} />
            ) : (
              <Text>
                {t('setup.done')}{' '}
                <Anchor component={Link} to="/sign-in" underline="always">
                  {t('people.sign_in')}
                </Anchor>
              </Text>
            )}
          </Card>
        )}
      </Read>
    </Page>
  );
}

function Form({ given }: { given: string }) {
  const { t, lang } = useWords();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const [code, setCode] = useState(given);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const refused = useRefused(setUp.error, {
    'setup.wrong': 'code',
    'person.email_taken': 'email',
    'password.known': 'password',
    'password.personal': 'password',
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setUp.mutate(
      { code: code.trim(), name: name.trim(), email: email.trim(), lang, password },
      { onSuccess: () => void navigate('/bodies', { replace: true }) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack maw="30rem">
        <TextInput
          label={t('setup.code')}
          description={t('setup.code_means')}
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
        <TextInput
          label={t('people.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refused.at('name')}
          autoComplete="name"
          maxLength={200}
          required
        />
        <TextInput
          label={t('people.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={refused.at('email')}
          autoComplete="username"
          required
        />
        <PasswordInput
          label={t('setup.password')}
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
        <Button type="submit" loading={setUp.isPending}>
          {t('setup.begin')}
        </Button>
      </Stack>
    </form>
  );
}
