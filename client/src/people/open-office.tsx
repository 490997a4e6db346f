import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { GRANTED } from '../../../src/access/access.js';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { In, Out } from '../house/api.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { call, readAnew, useAct, useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { More } from '../ui/More.js';
import { useWords } from '../words/words.js';
import { AccountLink, MakeLink } from './account-link.js';
import { PersonChoice, type Known } from './person-choice.js';
import { isNow, useSession } from './session.js';

interface Opening {
  readonly called: string;
  readonly person: string | null;
  readonly fresh: In<typeof peopleRoutes.registerPerson>;
  readonly grant: Omit<In<typeof peopleRoutes.grantOffice>, 'person'>;
}

/** Midnight of that day in the clock of this machine; null where no day is given. */
const momentOf = (day: string): string | null => (day ? new Date(`${day}T00:00`).toISOString() : null);

/** Gives an office to a person, who may be new: in a body, or in the whole house. */
export default function OpenOffice({
  bodies,
}: {
  bodies: readonly { id: string; name: string; organisation: { name: string } }[];
}) {
  const { t, lang } = useWords();
  const client = useQueryClient();
  const { data: session } = useSession();
  const people = useRead(peopleRoutes.people, {});
  const [chosen, setChosen] = useState<Known | null>(null);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [office, setOffice] = useState<(typeof GRANTED)[number]>('secretariat');
  const [body, setBody] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const registered = useRef<string | null>(null);
  const open = useMutation({
    mutationFn: async ({ person: known, fresh, grant }: Opening) => {
      const who = known ?? (await call(peopleRoutes.registerPerson, fresh)).person;
      // Should the office be refused, the person is there: the next try is about somebody known.
      if (known === null) {
        registered.current = who;
        setChosen({ id: who, name: fresh.name, email: fresh.email ?? null });
      }
      await call(peopleRoutes.grantOffice, { ...grant, person: who });
      // Whoever was registered here has no password yet, also where the office was granted at a second try.
      return registered.current === who
        ? call(accountRoutes.makeLink, { person: who, send: session?.recovers ?? false })
        : null;
    },
    onSuccess: () => {
      setChosen(null);
      setName('');
      setEmail('');
    },
    onSettled: () => readAnew(client),
  });
  const refused = useRefused(open.error, { 'person.email_taken': 'email', 'office.ends_before': 'to' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate({
      called: chosen?.name ?? name.trim(),
      person: chosen?.id ?? null,
      fresh: { name: name.trim(), email: email.trim(), lang },
      grant: { office, body: body || null, from: momentOf(from), to: momentOf(to) },
    });
  };
  return (
    <Read query={people}>
      {(known) => {
        return (
          <Stack gap="xl">
            <Card>
              <form onSubmit={submit}>
                <Stack>
                  <SimpleGrid cols={{ base: 1, sm: 2 }}>
                    <PersonChoice
                      label={t('bodies.person')}
                      placeholder={t('bodies.new_person')}
                      value={chosen}
                      error={refused.at('person')}
                      onChange={setChosen}
                    />
                    {!chosen && (
                      <>
                        <TextInput
                          label={t('people.name')}
                          required
                          maxLength={200}
                          autoComplete="off"
                          value={name}
                          error={refused.at('name')}
                          onChange={(event) => setName(event.currentTarget.value)}
                        />
                        <TextInput
                          label={t('people.email')}
                          type="email"
                          required
                          autoComplete="off"
                          value={email}
                          error={refused.at('email')}
                          onChange={(event) => setEmail(event.currentTarget.value)}
                        />
                      </>
                    )}
                    <NativeSelect
                      label={t('bodies.office')}
                      value={office}
                      onChange={(event) => {
                        const found = GRANTED.find((one) => one === event.currentTarget.value);
                        if (found) setOffice(found);
                      }}
                      data={GRANTED.map((one) => ({ value: one, label: t(`office.${one}`) }))}
                    />
                    <NativeSelect
                      label={t('bodies.where')}
                      value={body}
                      error={refused.at('body')}
                      onChange={(event) => setBody(event.currentTarget.value)}
                      data={[
                        { value: '', label: t('bodies.whole_house') },
                        ...bodies.map((one) => ({
                          value: one.id,
                          label: `${one.organisation.name} · ${one.name}`,
                        })),
                      ]}
                    />
                    <TextInput
                      label={t('bodies.from')}
                      description={t('bodies.from_means')}
                      type="date"
                      value={from}
                      error={refused.at('from')}
                      onChange={(event) => setFrom(event.currentTarget.value)}
                    />
                    <TextInput
                      label={t('bodies.to')}
                      type="date"
                      value={to}
                      error={refused.at('to')}
                      onChange={(event) => setTo(event.currentTarget.value)}
                    />
                  </SimpleGrid>
                  <Failure error={refused.rest} />
                  {open.isSuccess && (
                    <Alert color="green" role="status">
                      {t('bodies.opened', { name: open.variables.called })}
                    </Alert>
                  )}
                  {open.data && <AccountLink link={open.data} name={open.variables.called} />}
                  <Group>
                    <Button type="submit" loading={open.isPending}>
                      {t('bodies.open_office')}
                    </Button>
                  </Group>
                </Stack>
              </form>
            </Card>
            <Holders people={known.people} bodies={bodies} />
          </Stack>
        );
      }}
    </Read>
  );
}

/** Offices held now in the house and its bodies; those of one assembly are at its own desk. */
function Holders({
  people,
  bodies,
}: {
  people: readonly {
    id: string;
    name: string;
    email: string | null;
    offices: readonly {
      id: string;
      office: string;
      body: string | null;
      assembly: string | null;
      from: string | null;
      to: string | null;
    }[];
  }[];
  bodies: readonly { id: string; name: string; organisation: { name: string } }[];
}) {
  const { t, known, lang } = useWords();
  const end = useAct(peopleRoutes.endOffice);
  const [ending, setEnding] = useState<string | null>(null);
  const [linking, setLinking] = useState<string | null>(null);
  const [made, setMade] = useState<{ name: string; link: Out<typeof accountRoutes.makeLink> } | null>(null);
  const rows = people.flatMap(({ id: person, name, email, offices }) =>
    offices
      .filter((held) => held.assembly === null && isNow(held))
      .map((held) => ({ ...held, person, name, email })),
  );
  const about = (row: (typeof rows)[number]): string =>
    `${row.name}, ${known(`office.${row.office}`) ?? row.office}`;
  const ended = rows.find(({ id }) => id === ending);
  const linked = rows.find(({ id }) => id === linking);
  const where = (body: string | null): string => {
    if (body === null) return t('bodies.whole_house');
    const found = bodies.find((one) => one.id === body);
    return found ? `${found.organisation.name} · ${found.name}` : body;
  };
  return (
    <Section title={t('bodies.holders')} level={3}>
      <DataTable
        caption={t('bodies.holders')}
        rows={rows}
        keyOf={(row) => row.id}
        columns={[
          { key: 'name', phone: 'title', head: t('people.name'), cell: (row) => row.name },
          {
            key: 'office',
            head: t('bodies.office'),
            cell: (row) => known(`office.${row.office}`) ?? row.office,
          },
          { key: 'where', head: t('bodies.where'), cell: (row) => where(row.body) },
          { key: 'to', head: t('bodies.to'), cell: (row) => row.to && moment(row.to, lang) },
          {
            key: 'end',
            head: t('ui.action'),
            phone: 'acts',
            cell: (row) => (
              <More
                name={about(row)}
                deeds={[
                  ...(row.email === null
                    ? []
                    : [{ label: t('account.make_link'), begin: () => setLinking(row.id) }]),
                  { label: t('bodies.end_office'), begin: () => setEnding(row.id) },
                ]}
              />
            ),
          },
        ]}
      />
      {made && <AccountLink {...made} />}
      {linked && (
        <MakeLink
          opened
          {...linked}
          onClose={() => setLinking(null)}
          onMade={(link) => setMade({ name: linked.name, link })}
        />
      )}
      {ended && (
        <ReasonDialog
          opened
          onClose={() => setEnding(null)}
          label={t('bodies.end_office')}
          about={about(ended)}
          error={end.error}
          busy={end.isPending}
          onReason={(reason, close) => end.mutate({ office: ended.id, reason }, { onSuccess: close })}
        />
      )}
    </Section>
  );
}
