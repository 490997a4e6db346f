import { Badge, Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../../src/assemblies/designations.contract.js';
import type { AssemblyView, CredentialView } from '../../../src/assemblies/assemblies.contract.js';
import { presenceRoutes } from '../../../src/assemblies/presence.contract.js';
import { has } from '../../../src/basics/folded.js';
import { first } from '../../../src/basics/must.js';
import { useAct, useRead } from '../house/api.js';
import { ConfirmDialog, Confirmed } from '../ui/Confirmed.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { Card, Read, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Proxies } from './desk-proxies.js';
import { Quorum } from './quorum.js';
import { ReasonDialog } from './with-reason.js';

type Credential = z.infer<typeof CredentialView>;

const COLOURS = {
  submitted: 'yellow',
  accredited: 'green',
  refused: 'red',
  withdrawn: 'gray',
  substituted: 'gray',
} as const;

const stands = ({ state }: Credential): boolean => state === 'submitted' || state === 'accredited';

/** Credentials: accredit, refuse, check in at the door; and the proxies. */
export default function Credentials({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
  const query = useRead(assemblyRoutes.credentials, { assembly: assembly.id });
  return (
    <Read query={query}>
      {({ credentials, proxies, terms }) => (
        <Stack gap="xl">
          {assembly.quorum && (
            <Card>
              <Quorum quorum={assembly.quorum} />
            </Card>
          )}
          <List assembly={assembly.id} credentials={credentials} />
          <Proxies assembly={assembly} credentials={credentials} proxies={proxies} terms={terms} />
        </Stack>
      )}
    </Read>
  );
}

const matches = (credential: Credential, search: string): boolean =>
  has(`${credential.organisation.name} ${credential.person.name}`, search);

/** Who votes for a member that sends several: of those who are here, whoever comes first. */
function votingAmong(credentials: readonly Credential[]): ReadonlySet<string> {
  const foremost = new Map<string, { id: string; place: number }>();
  for (const { id, member, present, turn } of credentials) {
    if (!present || turn === null || turn.of === 1) continue;
    const before = foremost.get(member);
    if (!before || turn.place < before.place) foremost.set(member, { id, place: turn.place });
  }
  return new Set([...foremost.values()].map(({ id }) => id));
}

/** Badges for those without one, after the highest that is there: 001, 002, … */
function numbered(without: readonly Credential[], all: readonly Credential[]) {
  const last = Math.max(0, ...all.map((one) => (/^\d+$/.test(one.badge ?? '') ? Number(one.badge) : 0)));
  return without
    .slice(0, 2000)
    .map(({ id, seat }, place) => ({ credential: id, seat, badge: `${last + place + 1}`.padStart(3, '0') }));
}

function List({ assembly, credentials }: { assembly: string; credentials: readonly Credential[] }) {
  const { t } = useWords();
  const accredit = useAct(assemblyRoutes.accredit);
  const presence = useAct(assemblyRoutes.recordPresence);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = credentials.filter((one) => matches(one, search));
  const selected = shown.filter((one) => chosen.has(one.id));
  const submitted = selected.filter((one) => one.state === 'submitted');
  const seats = useAct(presenceRoutes.seat);
  const unnumbered = credentials.filter((one) => one.state === 'accredited' && one.badge === null);
  const absent = selected.filter((one) => one.state === 'accredited' && !one.present);
  const here = selected.filter((one) => one.state === 'accredited' && one.present);
  const voting = votingAmong(credentials);
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
          {unnumbered.length > 0 && (
            <Button
              variant="default"
              loading={seats.isPending}
              onClick={() => seats.mutate({ assembly, seats: numbered(unnumbered, credentials) })}
            >
              {t('credential.number_badges', { count: unnumbered.length })}
            </Button>
          )}
          <Button
            variant="light"
            disabled={absent.length === 0}
            loading={presence.isPending}
            onClick={() => presence.mutate({ assembly, credentials: ids(absent), present: true }, done)}
          >
            {t('credential.check_in', { count: absent.length })}
          </Button>
          <CheckOut
            count={here.length}
            busy={presence.isPending}
            error={presence.error}
            onCheckOut={(shut) =>
              presence.mutate(
                { assembly, credentials: ids(here), present: false },
                {
                  onSuccess: () => {
                    shut?.();
                    setChosen(new Set());
                  },
                },
              )
            }
          />
        </Group>
        <Failure error={accredit.error ?? presence.error ?? seats.error} />
        <DataTable
          caption={t('desk.credentials')}
          rows={shown}
          keyOf={(one) => one.id}
          empty={t('credential.none')}
          columns={[
            {
              key: 'choose',
              phone: 'mark',
              head: t('ui.select'),
              cell: (one) => (
                <Checkbox
                  aria-label={t('ui.select_named', { name: one.person.name })}
                  checked={chosen.has(one.id)}
                  onChange={(event) => toggle(one.id, event.currentTarget.checked)}
                />
              ),
            },
            { key: 'person', phone: 'title', head: t('people.name'), cell: (one) => one.person.name },
            { key: 'organisation', head: t('roll.member'), cell: (one) => one.organisation.name },
            {
              key: 'role',
              head: t('credential.role'),
              cell: (one) => (
                <>
                  {t(`role.${one.role}`)}
                  {one.turn && one.turn.of > 1 && (
                    <Text size="sm" c="dimmed">
                      {t('credential.turn', one.turn)}
                    </Text>
                  )}
                </>
              ),
            },
            {
              key: 'state',
              head: t('ui.state'),
              cell: (one) => (
                <>
                  <Badge color={COLOURS[one.state]}>{t(`credential.state.${one.state}`)}</Badge>
                  {one.reason && <Text size="sm">{one.reason}</Text>}
                  {(one.seat ?? one.badge) && (
                    <Text size="sm" c="dimmed">
                      {[
                        one.seat && `${t('credential.seat')} ${one.seat}`,
                        one.badge && `${t('credential.badge')} ${one.badge}`,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  )}
                  {one.late && <Text size="sm">{t('credential.late', { reason: one.late })}</Text>}
                </>
              ),
            },
            {
              key: 'present',
              head: t('credential.presence'),
              cell: (one) =>
                one.present && t(voting.has(one.id) ? 'credential.present_votes' : 'credential.present'),
            },
            {
              key: 'refuse',
              phone: 'acts',
              head: t('ui.action'),
              cell: (one) =>
                stands(one) ? (
                  <Acts assembly={assembly} credential={one} credentials={credentials} />
                ) : one.state === 'substituted' ? null : (
                  <Reinstate assembly={assembly} credential={one} />
                ),
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

/** One who leaves is checked in again as easily; a hall is not emptied by one press. */
function CheckOut({
  count,
  busy,
  error,
  onCheckOut,
}: {
  count: number;
  busy: boolean;
  error: unknown;
  onCheckOut: (shut?: () => void) => void;
}) {
  const { t } = useWords();
  const label = t('credential.check_out', { count });
  if (count > 1)
    return (
      <Confirmed
        variant="default"
        label={label}
        means={t('credential.check_out_means', { count })}
        busy={busy}
        error={error}
        onConfirm={onCheckOut}
      />
    );
  return (
    <Button variant="default" disabled={count === 0} loading={busy} onClick={() => onCheckOut()}>
      {label}
    </Button>
  );
}

/** A wrong row is soon pressed: what was refused or withdrawn waits for accreditation again. */
function Reinstate({ assembly, credential: { id, person } }: { assembly: string; credential: Credential }) {
  const { t } = useWords();
  const reinstate = useAct(assemblyRoutes.reinstateCredential);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <More name={person.name} deeds={[{ label: t('credential.reinstate'), begin: () => setOpened(true) }]} />
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        label={t('credential.reinstate')}
        about={person.name}
        error={reinstate.error}
        busy={reinstate.isPending}
        onReason={(reason, done) =>
          reinstate.mutate({ assembly, credential: id, reason }, { onSuccess: done })
        }
      />
    </>
  );
}

/** What can be done with a credential that stands; each with its reason. */
function Acts({
  assembly,
  credential,
  credentials,
}: {
  assembly: string;
  credential: Credential;
  credentials: readonly Credential[];
}) {
  const { t } = useWords();
  const refuse = useAct(assemblyRoutes.refuseCredential);
  const withdraw = useAct(designationRoutes.withdraw);
  const putFirst = useAct(designationRoutes.putFirst);
  const [form, setForm] = useState<'refuse' | 'withdraw' | 'seat' | 'substitute' | 'first' | null>(null);
  const input = { assembly, credential: credential.id };
  const others = credentials.filter(
    (one) =>
      one.member === credential.member &&
      one.id !== credential.id &&
      stands(one) &&
      one.role !== 'observer' &&
      credential.role !== 'observer',
  );
  const later = others.some(
    ({ role, turn }) =>
      role === credential.role && turn && credential.turn && turn.place < credential.turn.place,
  );
  const close = (): void => setForm(null);
  const { name } = credential.person;
  return (
    <>
      <More
        name={name}
        deeds={[
          ...(credential.state === 'submitted'
            ? [{ label: t('credential.refuse'), begin: () => setForm('refuse') }]
            : []),
          { label: t('credential.seat_set'), begin: () => setForm('seat') },
          ...(later ? [{ label: t('credential.put_first'), begin: () => setForm('first') }] : []),
          ...(others.length > 0
            ? [{ label: t('credential.substitute'), begin: () => setForm('substitute') }]
            : []),
          { label: t('credential.withdraw'), begin: () => setForm('withdraw') },
        ]}
      />
      <ReasonDialog
        opened={form === 'refuse'}
        onClose={close}
        label={t('credential.refuse')}
        about={name}
        error={refuse.error}
        busy={refuse.isPending}
        onReason={(reason, done) => refuse.mutate({ ...input, reason }, { onSuccess: done })}
      />
      <ReasonDialog
        opened={form === 'withdraw'}
        onClose={close}
        label={t('credential.withdraw')}
        about={name}
        error={withdraw.error}
        busy={withdraw.isPending}
        onReason={(reason, done) => withdraw.mutate({ ...input, reason }, { onSuccess: done })}
      />
      <ConfirmDialog
        opened={form === 'first'}
        onClose={close}
        label={t('credential.put_first')}
        means={t('credential.put_first_means', { name })}
        error={putFirst.error}
        busy={putFirst.isPending}
        onConfirm={(done) => putFirst.mutate(input, { onSuccess: done })}
      />
      <Seat assembly={assembly} credential={credential} opened={form === 'seat'} close={close} />
      {others.length > 0 && (
        <Substitute
          assembly={assembly}
          credential={credential}
          others={others}
          opened={form === 'substitute'}
          close={close}
        />
      )}
    </>
  );
}

function Substitute({
  assembly,
  credential,
  others,
  opened,
  close,
}: {
  assembly: string;
  credential: Credential;
  others: readonly Credential[];
  opened: boolean;
  close: () => void;
}) {
  const { t } = useWords();
  const substitute = useAct(designationRoutes.substitute);
  const [by, setBy] = useState(first(others).id);
  return (
    <ReasonDialog
      opened={opened}
      onClose={close}
      label={t('credential.substitute')}
      about={credential.person.name}
      error={substitute.error}
      busy={substitute.isPending}
      onReason={(reason, done) =>
        substitute.mutate({ assembly, credential: credential.id, by, reason }, { onSuccess: done })
      }
    >
      <Text size="sm">{t('credential.substitute_means')}</Text>
      <NativeSelect
        label={t('credential.substitute_by')}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        data={others.map((one) => ({
          value: one.id,
          label: `${one.person.name} (${t(`role.${one.role}`)})`,
        }))}
      />
    </ReasonDialog>
  );
}

function Seat({
  assembly,
  credential,
  opened,
  close,
}: {
  assembly: string;
  credential: Credential;
  opened: boolean;
  close: () => void;
}) {
  const { t } = useWords();
  const give = useAct(presenceRoutes.seat);
  const [seat, setSeat] = useState(credential.seat ?? '');
  const [badge, setBadge] = useState(credential.badge ?? '');
  const label = t('credential.seat_set');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('ui.pair', { name: label, what: credential.person.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const labels = { seat: seat.trim() || null, badge: badge.trim() || null };
          give.mutate({ assembly, seats: [{ credential: credential.id, ...labels }] }, { onSuccess: close });
        }}
      >
        <Stack>
          <TextInput
            label={t('credential.seat')}
            maxLength={40}
            value={seat}
            onChange={(event) => setSeat(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={t('credential.badge')}
            maxLength={40}
            value={badge}
            onChange={(event) => setBadge(event.currentTarget.value)}
          />
          <Failure error={give.error} />
          <Button type="submit" loading={give.isPending}>
            {label}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
