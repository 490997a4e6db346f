import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useRead } from '../house/api.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page, Read } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { LinkCode, useLinkCode } from './link-code.js';
import { AT_PASSWORD, NewPassword } from './new-password.js';
import { useSetUp } from './session.js';

/** The first secretariat of an empty house makes its account, by the code that the terminal shows. */
export default function SetUp() {
  const { t } = useWords();
  const [code, setCode] = useLinkCode();
  const query = useRead(peopleRoutes.setUpState, {});
  return (
    <Page title={t('setup.title')} under={t('setup.under')}>
      <Read query={query}>
        {({ waiting }) => (
          <Card>
            {waiting ? (
              <Form code={code} setCode={setCode} />
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

function Form({ code, setCode }: { code: string; setCode: (code: string) => void }) {
  const { t, lang } = useWords();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const refused = useRefused(setUp.error, {
    'setup.wrong': 'code',
    'person.email_taken': 'email',
    ...AT_PASSWORD,
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
        <LinkCode
          label={t('setup.code')}
          means={t('setup.code_means')}
          value={code}
          onChange={setCode}
          error={refused.at('code')}
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
        <NewPassword
          label={t('setup.password')}
          value={password}
          onChange={setPassword}
          error={refused.at('password')}
        />
        <Failure error={refused.rest} />
        <Button type="submit" loading={setUp.isPending}>
          {t('setup.begin')}
        </Button>
      </Stack>
    </form>
  );
}
