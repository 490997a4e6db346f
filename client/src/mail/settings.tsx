import {
  Alert,
  Button,
  Group,
  NativeSelect,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { mailRoutes, TLS } from '../../../src/mail/setting.contract.js';
import type { MailSettingView } from '../../../src/mail/setting.contract.js';
import { Archive } from '../archive/archive.js';
import { useAct, useRead } from '../house/api.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Facts } from '../ui/Facts.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';

/** The settings of the house, for its secretariat: the server by which it sends mail, and the house as a file. */
export default function Settings() {
  const { t } = useWords();
  const setting = useRead(mailRoutes.setting, {});
  // The form is another one once there is a server: that it was kept is told here.
  const keep = useAct(mailRoutes.set);
  return (
    <Page title={t('settings.title')} under={t('settings.under')}>
      <Section title={t('mail.title')}>
        <Read query={setting}>
          {(read) => (
            <Stack gap="lg">
              <Card>
                <Stack>
                  <Text>{t(`mail.by.${read.by ?? 'none'}`)}</Text>
                  {read.sealed && (
                    <Alert color="orange" role="alert">
                      {t('mail.sealed')}
                    </Alert>
                  )}
                  {read.by === 'start' ? (
                    <Given setting={read} />
                  ) : (
                    <Form key={read.host} setting={read} keep={keep} />
                  )}
                </Stack>
              </Card>
              {read.by !== null && (
                <Card>
                  <Test />
                </Card>
              )}
            </Stack>
          )}
        </Read>
      </Section>
      <Archive />
    </Page>
  );
}

function Given({ setting }: { setting: MailSettingView }) {
  const { t } = useWords();
  const { host, port, tls, user, fromName, fromAddress } = setting;
  return (
    <Facts
      of={[
        [t('mail.host'), `${host}:${port}`],
        [t('mail.tls'), tls && t(`mail.tls.${tls}`)],
        [t('mail.user'), user ?? t('mail.no_user')],
        [t('mail.from'), fromName ? `${fromName} <${fromAddress}>` : fromAddress],
      ]}
    />
  );
}

const PORTS = { always: '465', starttls: '587', offered: '25' } as const;

function Form({
  setting,
  keep,
}: {
  setting: MailSettingView;
  keep: ReturnType<typeof useAct<typeof mailRoutes.set>>;
}) {
  const { t } = useWords();
  const [host, setHost] = useState(setting.host ?? '');
  const [tls, setTls] = useState<(typeof TLS)[number]>(setting.tls ?? 'starttls');
  const [port, setPort] = useState(String(setting.port ?? PORTS.starttls));
  const [user, setUser] = useState(setting.user ?? '');
  const [password, setPassword] = useState('');
  const [fromName, setFromName] = useState(setting.fromName ?? '');
  const [fromAddress, setFromAddress] = useState(setting.fromAddress ?? '');
  const end = useAct(mailRoutes.unset);
  const refused = useRefused(keep.error, {
    'mail.password_missing': 'password',
    'mail.user_missing': 'user',
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keep.mutate(
      {
        ...{ host: host.trim(), port: Number(port), tls },
        ...{ user: user.trim() || null, password: password || null },
        ...{ fromName: fromName.trim() || null, fromAddress: fromAddress.trim() },
      },
      { onSuccess: () => setPassword('') },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('mail.host')}
            description={t('mail.host_means')}
            value={host}
            error={refused.at('host')}
            onChange={(event) => setHost(event.currentTarget.value)}
            placeholder="smtp.example.org"
            autoComplete="off"
            spellCheck={false}
            maxLength={253}
            required
          />
          <NativeSelect
            label={t('mail.tls')}
            description={t('mail.tls_means')}
            value={tls}
            onChange={(event) => {
              const next = event.currentTarget.value as (typeof TLS)[number];
              // A port that somebody chose stays.
              if (port === PORTS[tls]) setPort(PORTS[next]);
              setTls(next);
            }}
            data={TLS.map((one) => ({ value: one, label: t(`mail.tls.${one}`) }))}
          />
          <TextInput
            label={t('mail.port')}
            value={port}
            error={refused.at('port')}
            onChange={(event) => setPort(event.currentTarget.value)}
            inputMode="numeric"
            pattern="[0-9]{1,5}"
            required
          />
          <TextInput
            label={t('mail.user')}
            description={t('mail.user_means')}
            value={user}
            error={refused.at('user')}
            onChange={(event) => setUser(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
          />
          <PasswordInput
            label={t('mail.password')}
            description={setting.user === null || setting.sealed ? undefined : t('mail.password_kept')}
            value={password}
            error={refused.at('password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
            maxLength={500}
          />
          <TextInput
            label={t('mail.from_name')}
            value={fromName}
            error={refused.at('fromName')}
            onChange={(event) => setFromName(event.currentTarget.value)}
            maxLength={120}
          />
          <TextInput
            label={t('mail.from_address')}
            description={t('mail.from_address_means')}
            type="email"
            value={fromAddress}
            error={refused.at('fromAddress')}
            onChange={(event) => setFromAddress(event.currentTarget.value)}
            maxLength={254}
            required
          />
        </SimpleGrid>
        <Failure error={refused.rest} />
        {keep.isSuccess && (
          <Alert color="green" role="status">
            {t('mail.kept')}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={keep.isPending}>
            {t('mail.keep')}
          </Button>
          {setting.by === 'house' && (
            <Confirmed
              variant="default"
              label={t('mail.end')}
              means={t('mail.end_means')}
              busy={end.isPending}
              error={end.error}
              onConfirm={(close) => {
                keep.reset();
                end.mutate({}, { onSuccess: close });
              }}
            />
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** A message now: what the server answers is shown as it said it. */
function Test() {
  const { t, lang } = useWords();
  const [to, setTo] = useState('');
  const test = useAct(mailRoutes.test);
  const refused = useRefused(test.error, {});
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate({ to: to.trim(), lang });
      }}
    >
      <Stack maw="30rem">
        <TextInput
          label={t('mail.test_to')}
          type="email"
          value={to}
          error={refused.at('to')}
          onChange={(event) => setTo(event.currentTarget.value)}
          maxLength={254}
          required
        />
        <Failure error={refused.rest} />
        {test.data && (
          <Alert color={test.data.outcome === 'accepted' ? 'green' : 'orange'} role="status">
            <Text>{t(`mail.outcome.${test.data.outcome}`)}</Text>
            <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {test.data.answer}
            </Text>
          </Alert>
        )}
        <Group>
          <Button type="submit" variant="light" loading={test.isPending}>
            {t('mail.test')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
