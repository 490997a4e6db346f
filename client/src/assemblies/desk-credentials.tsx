import {
  Badge,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView, CredentialView, ProxyView } from '../../../src/assemblies/assemblies.contract.js';
import { useAct, useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Read, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Quorum } from './quorum.js';

type Credential = z.infer<typeof CredentialView>;
type Proxy = z.infer<typeof ProxyView>;

const COLOURS = { submitted: 'yellow', accredited: 'green', refused: 'red' } as const;

/** Credentials: accredit, refuse, check in at the door; and the proxies. */
export default function Credentials({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
  const query = useRead(assemblyRoutes.credentials, { assembly: assembly.id });
  return (
    <Read query={query}>
      {({ credentials, proxies }) => (
        <Stack gap="xl">
          {assembly.quorum && (
            <Card>
              <Quorum quorum={assembly.quorum} />
            </Card>
          )}
          <List assembly={assembly.id} credentials={credentials} />
          <Proxies assembly={assembly.id} credentials={credentials} proxies={proxies} />
        </Stack>
      )}
    </Read>
  );
}

const matches = (credential: Credential, search: string): boolean =>
  `${credential.organisation.name} ${credential.person.name}`.toLowerCase().includes(search.toLowerCase());

function List({ assembly, credentials }: { assembly: string; credentials: readonly Credential[] }) {
  const { t } = useWords();
  const accredit = useAct(assemblyRoutes.accredit);
  const presence = useAct(assemblyRoutes.recordPresence);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = credentials.filter((one) => matches(one, search));
  const selected = shown.filter((one) => chosen.has(one.id));
  const submitted = selected.filter((one) => one.state !== 'accredited');
  const absent = selected.filter((one) => one.state === 'accredited' && !one.present);
  const here = selected.filter((one) => one.state === 'accredited' && one.present);
  const ids = (these: readonly Credential[]): string[] => these.map((one) => one.id);
  const done = { onSuccess: () => setChosen(new Set()) };
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Section title={t('desk.credentials')}>
      <Stack>
        <Group align="flex-end" justify="space-between">
          <TextInput
            label={t('ui.search')}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Checkbox
            label={t('ui.select_all', { count: shown.length })}
            checked={shown.length > 0 && selected.length === shown.length}
            indeterminate={selected.length > 0 && selected.length < shown.length}
            onChange={(event) => setChosen(new Set(event.currentTarget.checked ? ids(shown) : []))}
          />
        </Group>
        <Group>
          <Button
            disabled={submitted.length === 0}
            loading={accredit.isPending}
            onClick={() => accredit.mutate({ assembly, credentials: ids(submitted) }, done)}
          >
            {t('credential.accredit', { count: submitted.length })}
          </Button>
          <Button
            variant="light"
            disabled={absent.length === 0}
            loading={presence.isPending}
            onClick={() => presence.mutate({ assembly, credentials: ids(absent), present: true }, done)}
          >
            {t('credential.check_in', { count: absent.length })}
          </Button>
          <Button
            variant="default"
            disabled={here.length === 0}
            loading={presence.isPending}
            onClick={() => presence.mutate({ assembly, credentials: ids(here), present: false }, done)}
          >
            {t('credential.check_out', { count: here.length })}
          </Button>
        </Group>
        <Failure error={accredit.error ?? presence.error} />
        <DataTable
          caption={t('desk.credentials')}
          rows={shown}
          keyOf={(one) => one.id}
          empty={t('credential.none')}
          columns={[
            {
              key: 'choose',
              head: t('ui.select'),
              cell: (one) => (
                <Checkbox
                  aria-label={t('ui.select_named', { name: one.person.name })}
                  checked={chosen.has(one.id)}
                  onChange={(event) => toggle(one.id, event.currentTarget.checked)}
                />
              ),
            },
            { key: 'person', head: t('people.name'), cell: (one) => one.person.name },
            { key: 'organisation', head: t('roll.member'), cell: (one) => one.organisation.name },
            { key: 'role', head: t('credential.role'), cell: (one) => t(`role.${one.role}`) },
            {
              key: 'state',
              head: t('ui.state'),
              cell: (one) => (
                <>
                  <Badge color={COLOURS[one.state]}>{t(`credential.state.${one.state}`)}</Badge>
                  {one.reason && <Text size="sm">{one.reason}</Text>}
                </>
              ),
            },
            {
              key: 'present',
              head: t('credential.presence'),
              cell: (one) => (one.present ? t('credential.present') : '–'),
            },
            {
              key: 'refuse',
              head: t('ui.action'),
              cell: (one) =>
                one.state === 'submitted' ? <Refuse assembly={assembly} credential={one} /> : null,
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

function Refuse({ assembly, credential }: { assembly: string; credential: Credential }) {
  const { t } = useWords();
  const refuse = useAct(assemblyRoutes.refuseCredential);
  return (
    <WithReason
      label={t('credential.refuse')}
      about={credential.person.name}
      error={refuse.error}
      busy={refuse.isPending}
      onReason={(reason, close) =>
        refuse.mutate({ assembly, credential: credential.id, reason }, { onSuccess: close })
      }
    />
  );
}

/** An act that needs a reason; the reason is part of the record. */
export function WithReason({
  label,
  about,
  error,
  busy,
  onReason,
}: {
  label: string;
  about: string;
  error: unknown;
  busy: boolean;
  onReason: (reason: string, close: () => void) => void;
}) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button variant="default" size="sm" aria-label={`${label}: ${about}`} onClick={open}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${label}: ${about}`}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onReason(reason.trim(), close);
          }}
        >
          <Stack>
            <TextInput
              label={t('ui.reason')}
              required
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
            <Failure error={error} />
            <Button type="submit" loading={busy}>
              {label}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function Proxies({
  assembly,
  credentials,
  proxies,
}: {
  assembly: string;
  credentials: readonly Credential[];
  proxies: readonly Proxy[];
}) {
  const { t } = useWords();
  const register = useAct(assemblyRoutes.registerProxy);
  const revoke = useAct(assemblyRoutes.revokeProxy);
  const [grantor, setGrantor] = useState('');
  const [holder, setHolder] = useState('');
  const members = [
    ...new Map(credentials.map((one) => [one.member, one.organisation.name] as const)).entries(),
  ].sort((a, b) => a[1].localeCompare(b[1]));
  const holders = credentials.filter((one) => one.state === 'accredited' && one.member !== grantor);
  return (
    <Section title={t('proxy.title')}>
      <Stack>
        <Card>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              register.mutate({ assembly, grantor, holder }, { onSuccess: () => setGrantor('') });
            }}
          >
            <Stack>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <NativeSelect
                  label={t('proxy.grantor')}
                  required
                  value={grantor}
                  onChange={(event) => setGrantor(event.currentTarget.value)}
                  data={[{ value: '', label: '–' }, ...members.map(([value, label]) => ({ value, label }))]}
                />
                <NativeSelect
                  label={t('proxy.holder')}
                  required
                  value={holder}
                  onChange={(event) => setHolder(event.currentTarget.value)}
                  data={[
                    { value: '', label: '–' },
                    ...holders.map((one) => ({
                      value: one.person.id,
                      label: `${one.person.name} (${one.organisation.name})`,
                    })),
                  ]}
                />
              </SimpleGrid>
              <Failure error={register.error} />
              <Group>
                <Button type="submit" variant="light" loading={register.isPending}>
                  {t('proxy.register')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Card>
        <DataTable
          caption={t('proxy.title')}
          rows={proxies}
          keyOf={(proxy) => proxy.id}
          empty={t('proxy.none')}
          columns={[
            { key: 'grantor', head: t('proxy.grantor'), cell: (proxy) => proxy.grantor.name },
            { key: 'holder', head: t('proxy.holder'), cell: (proxy) => proxy.holder.name },
            { key: 'state', head: t('ui.state'), cell: (proxy) => t(`proxy.state.${proxy.state}`) },
            {
              key: 'revoke',
              head: t('ui.action'),
              cell: (proxy) =>
                proxy.state === 'registered' ? (
                  <WithReason
                    label={t('proxy.revoke')}
                    about={proxy.grantor.name}
                    error={revoke.error}
                    busy={revoke.isPending}
                    onReason={(reason, close) =>
                      revoke.mutate({ assembly, proxy: proxy.id, reason }, { onSuccess: close })
                    }
                  />
                ) : null,
            },
          ]}
        />
      </Stack>
    </Section>
  );
}
