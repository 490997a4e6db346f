import { Button, Divider, PasswordInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { SessionView } from '../../../src/people/people.contract.js';
import { Failure, isRefusal } from '../ui/Failure.js';
import { Card, Page, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { LostPassword } from './lost-password.js';
import { deskOf, homeOf, officesIn, useSession, useSignIn, useSlipSignIn } from './session.js';
import { SetUpWaits } from './waits.js';

/** Only a path of our own may be returned to. */
const ownPath = (to: string | null): string | null => (to && /^\/(?![/\\])/.test(to) ? to : null);

/** Back to where somebody came from; from the page of an assembly in which they work to their desk or floor there. */
function wayBack(to: string | null, session: SessionView): string {
  const own = session.assemblies.find(({ id }) => to === `/assemblies/${id}`);
  if (own) return deskOf(officesIn(session, { assembly: own.id, body: own.body }), own.id);
  return to ?? homeOf(session);
}

/** Delegates come with a slip, office holders with a password, and whoever has an account elsewhere by that. */
export default function SignIn() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { data: session } = useSession();
  const refused = search.get('refused');
  const go = (now: SessionView): void => void navigate(wayBack(ownPath(search.get('to')), now));
  return (
    <Page title={t('people.sign_in')} under={t('people.sign_in_under')}>
      <SetUpWaits />
      {refused && <Failure error={{ code: refused, facts: {} }} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Card>
          <SlipForm go={go} />
        </Card>
        <Card>
          <PasswordForm go={go} recovers={session?.recovers ?? false} />
          {session?.oidc && (
            <>
              <Divider my="lg" label={t('people.or')} />
              <Button component="a" href="/api/session/oidc" variant="default" fullWidth>
                {t('people.sign_in_with', { provider: session.oidc })}
              </Button>
            </>
          )}
        </Card>
      </SimpleGrid>
    </Page>
  );
}

type Go = (session: SessionView) => void;

/** A code that is wrong may be one that was used: whoever holds such a slip is told what to do. */
export const ofSlip = (error: unknown): unknown =>
  isRefusal(error) && error.code === 'session.wrong' ? { ...error, code: 'session.wrong_slip' } : error;

export function SlipForm({ go }: { go: Go }) {
  const { t } = useWords();
  const signIn = useSlipSignIn();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate(code.trim(), { onSuccess: go });
  };
  return (
    <Section title={t('people.by_slip')}>
      <form onSubmit={submit}>
        <Stack>
          <Text c="dimmed">{t('people.by_slip_means')}</Text>
          <TextInput
            label={t('people.code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="XXXX-XXXX-XXXX"
            required
            minLength={8}
            maxLength={40}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Failure error={ofSlip(signIn.error)} />
          <Button type="submit" loading={signIn.isPending}>
            {t('people.sign_in_by_slip')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function PasswordForm({ go, recovers }: { go: Go; recovers: boolean }) {
  const { t } = useWords();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password }, { onSuccess: go });
  };
  return (
    <Section title={t('people.by_password')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('people.email')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="username"
            required
          />
          <PasswordInput
            label={t('people.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
            required
          />
          <Failure error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('people.sign_in')}
          </Button>
        </Stack>
      </form>
      <LostPassword recovers={recovers} email={email} />
    </Section>
  );
}
