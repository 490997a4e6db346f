import { Alert, Badge, Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { LANGS, type Lang } from '../../../src/basics/fields.js';
import { accountRoutes } from '../../../src/people/account.contract.js';
import type { AccountView } from '../../../src/people/account.contract.js';
import { useAct, useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { CurrentPassword, PasswordForm } from './password.js';
import { useChangeLang, useSession } from './session.js';

/** The own account: address, language, password, and where one is signed in. */
export default function Me() {
  const { t } = useWords();
  const { data: session } = useSession();
  const account = useRead(accountRoutes.account, {}, { when: Boolean(session?.person) });
  const person = session?.person;
  if (!person)
    return (
      <Page title={t('me.title')}>
        <Card>
          <Text>{t('refused.session.required')}</Text>
        </Card>
      </Page>
    );
  return (
    <Page title={t('me.title')} under={person.name}>
      <Read query={account}>
        {(read) => (
          <>
            <Section title={t('people.email')}>
              <Card>
                <Address account={read} />
              </Card>
            </Section>
            <Section title={t('me.lang')}>
              <Card>
                <Language value={person.lang} />
              </Card>
            </Section>
            <Section title={t('password.title')}>
              <Card>{read.hasPassword ? <PasswordForm /> : <Text>{t('me.no_password')}</Text>}</Card>
            </Section>
            <Section title={t('me.sessions')}>
              <Sessions account={read} />
            </Section>
          </>
        )}
      </Read>
    </Page>
  );
}

function Address({ account }: { account: AccountView }) {
  const { t } = useWords();
  const [email, setEmail] = useState('');
  const [current, setCurrent] = useState('');
  const ask = useAct(accountRoutes.changeAddress);
  const refused = useRefused(ask.error, { 'session.wrong': 'current' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate({ email: email.trim(), current }, { onSuccess: () => setCurrent('') });
  };
  return (
    <Stack maw="30rem">
      <Text>{account.email ?? <Unknown />}</Text>
      {account.mails && account.hasPassword ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('me.new_address')}
              description={t('me.new_address_means')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={refused.at('email')}
              autoComplete="email"
              maxLength={254}
              required
            />
            <CurrentPassword
              value={current}
              onChange={setCurrent}
              wrong={refused.at('current') !== undefined}
            />
            <Failure error={refused.rest} />
            {ask.isSuccess && (
              <Alert color="green" role="status">
                {t('me.address_asked', { address: ask.variables.email })}
              </Alert>
            )}
            <Button type="submit" loading={ask.isPending}>
              {t('me.ask_address')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Text c="dimmed">{t('me.address_by_secretariat')}</Text>
      )}
    </Stack>
  );
}

function Language({ value }: { value: Lang }) {
  const { t } = useWords();
  const change = useChangeLang();
  return (
    <Stack maw="30rem">
      <NativeSelect
        aria-label={t('me.lang')}
        description={t('me.lang_means')}
        value={change.isPending ? change.variables.lang : value}
        onChange={(event) => change.mutate({ lang: event.currentTarget.value as Lang })}
        data={LANGS.map((lang) => ({ value: lang, label: LANG_NAMES[lang] }))}
      />
      <Failure error={change.error} />
      {change.isSuccess && (
        <Alert color="green" role="status">
          {t('me.lang_kept')}
        </Alert>
      )}
    </Stack>
  );
}

function Sessions({ account }: { account: AccountView }) {
  const { t, lang } = useWords();
  const end = useAct(accountRoutes.endSession);
  return (
    <Stack>
      <Text c="dimmed">{t('me.sessions_means')}</Text>
      <Failure error={end.error} />
      <DataTable
        caption={t('me.sessions')}
        rows={account.sessions}
        keyOf={(one) => one.id}
        columns={[
          {
            key: 'device',
            phone: 'title',
            head: t('me.device'),
            cell: ({ device, here }) => (
              <>
                {device ?? <Unknown />} {here && <Badge color="teal">{t('me.here')}</Badge>}
              </>
            ),
          },
          { key: 'by', head: t('me.by'), cell: ({ by }) => (by ? t(`me.by.${by}`) : <Unknown />) },
          {
            key: 'began',
            head: t('me.began'),
            cell: ({ began }) => (began ? moment(began, lang) : <Unknown />),
          },
          { key: 'used', head: t('me.used'), cell: ({ used }) => moment(used, lang) },
          {
            key: 'end',
            head: t('ui.action'),
            phone: 'acts',
            cell: ({ id, here, device }) =>
              !here && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('me.end_of', { device: device ?? t('ui.unknown') })}
                  loading={end.isPending && end.variables.session === id}
                  onClick={() => end.mutate({ session: id })}
                >
                  {t('people.sign_out')}
                </Button>
              ),
          },
        ]}
      />
    </Stack>
  );
}
