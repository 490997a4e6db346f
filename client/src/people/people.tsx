import {
  Alert,
  Anchor,
  Button,
  Group,
  List,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { LANGS, type Lang } from '../../../src/basics/fields.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { personRoutes } from '../../../src/people/persons.contract.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { isNow } from './session.js';

type Known = Out<typeof peopleRoutes.people>['people'][number];
/** So many are listed at once. */
const LISTED = 200;

/** The people of the house, for its secretariat: found by name or address, registered, and told apart. */
export default function People() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim().slice(0, 100), 250);
  const people = useRead(peopleRoutes.people, { search });
  return (
    <Page title={t('person.title')} under={t('person.under')}>
      <Doubles />
      <Section title={t('person.all')}>
        <Stack>
          <TextInput
            label={t('ui.search')}
            description={t('person.search_means')}
            type="search"
            maw="30rem"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Read query={people}>
            {(read) => (
              <>
                {read.people.length === LISTED && (
                  <Text c="dimmed">{t('person.more', { count: LISTED })}</Text>
                )}
                <PeopleTable people={read.people} />
              </>
            )}
          </Read>
        </Stack>
      </Section>
      <Section title={t('person.register')}>
        <Card>
          <Register />
        </Card>
      </Section>
    </Page>
  );
}

function PeopleTable({ people }: { people: readonly Known[] }) {
  const { t, known } = useWords();
  return (
    <DataTable
      caption={t('person.all')}
      rows={people}
      keyOf={(one) => one.id}
      empty={t('person.none_found')}
      columns={[
        {
          key: 'name',
          phone: 'title',
          head: t('people.name'),
          cell: (one) => (
            <Anchor component={Link} to={`/people/${one.id}`}>
              {one.name}
            </Anchor>
          ),
        },
        { key: 'email', head: t('people.email'), cell: (one) => one.email },
        {
          key: 'offices',
          head: t('person.offices_now'),
          cell: ({ offices }) => {
            const now = new Set(
              offices.filter(isNow).map(({ office }) => known(`office.${office}`) ?? office),
            );
            return [...now].join(', ');
          },
        },
      ]}
    />
  );
}

/** People of one name: two of one name, or one who was registered twice. */
function Doubles() {
  const { t } = useWords();
  const { data } = useRead(personRoutes.doubles, {});
  if (!data || data.groups.length === 0) return null;
  return (
    <Section title={t('person.doubles')}>
      <Text c="dimmed" mb="sm">
        {t('person.doubles_means')}
      </Text>
      <List spacing="xs">
        {data.groups.map((group) => (
          <List.Item key={group[0]?.id}>
            {group.map((one, place) => (
              <span key={one.id}>
                {place > 0 && ' · '}
                <Anchor component={Link} to={`/people/${one.id}`} inherit underline="always">
                  {one.email ? `${one.name}, ${one.email}` : one.name}
                </Anchor>
              </span>
            ))}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Register() {
  const { t, lang: own } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [lang, setLang] = useState<Lang>(own);
  const register = useAct(peopleRoutes.registerPerson);
  const refused = useRefused(register.error, { 'person.email_taken': 'email' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    register.mutate(
      { name: name.trim(), email: email.trim() || null, lang },
      {
        onSuccess: () => {
          setName('');
          setEmail('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
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
            maxLength={254}
            autoComplete="off"
            value={email}
            error={refused.at('email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('me.lang')}
            value={lang}
            onChange={(event) => setLang(event.currentTarget.value as Lang)}
            data={LANGS.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
          />
        </SimpleGrid>
        <Failure error={refused.rest} />
        {register.isSuccess && (
          <Alert color="green" role="status">
            <Anchor component={Link} to={`/people/${register.data.person}`} inherit underline="always">
              {t('person.registered', { name: register.variables.name })}
            </Anchor>
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={register.isPending}>
            {t('person.register')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
