import {
  Alert,
  Button,
  Fieldset,
  Group,
  List,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useEffect, useState } from 'react';
import { designationRoutes } from '../../../src/assemblies/designations.contract.js';
import type { Named } from '../../../src/assemblies/designations.contract.js';
import { useAct, type Out } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { LangSelect } from '../ui/LangSelect.js';
import { Card, Page, Waiting } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

const NOBODY: Named = { name: '', email: null, role: 'delegate', lang: 'en' };
const ROLES = ['delegate', 'alternate', 'observer'] as const;

/**
 * A member organisation names its delegates by its link, without an account. As on a slip: the code stands behind the #,
 * and is taken out of the address at once.
 */
export default function Designate() {
  const { t } = useWords();
  const [code] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const opened = useAct(designationRoutes.openLink);
  const { mutate } = opened;
  useEffect(() => {
    if (code === '') return;
    window.history.replaceState(null, '', '/designate');
    mutate({ code });
  }, [code, mutate]);
  const link = opened.data;
  return (
    <Page
      title={t('designation.page')}
      under={link && t('designation.page_under', { member: link.member, assembly: link.assembly.name })}
    >
      {code === '' && <Alert color="orange">{t('designation.no_code')}</Alert>}
      <Failure error={opened.error} />
      {code !== '' && opened.isPending && <Waiting />}
      {link && <Form code={code} link={link} />}
    </Page>
  );
}

function Form({ code, link }: { code: string; link: Out<typeof designationRoutes.openLink> }) {
  const { t, lang } = useWords();
  const use = useAct(designationRoutes.useLink);
  const [people, setPeople] = useState<readonly Named[]>([{ ...NOBODY, lang }]);
  const change = (place: number, more: Partial<Named>): void =>
    setPeople(people.map((one, i) => (i === place ? { ...one, ...more } : one)));
  if (use.data)
    return (
      <Alert color="green" role="status">
        <Text>{t('designation.sent', { count: use.data.designated })}</Text>
        <List mt="xs">
          {people.map((one, place) => (
            <List.Item key={`${place}`}>
              {one.name} ({t(`role.${one.role}`)})
            </List.Item>
          ))}
        </List>
      </Alert>
    );
  const zone = link.assembly.timeZone ?? 'UTC';
  return (
    <Stack maw="44rem">
      <Text>
        {link.due
          ? t('designation.until', { moment: moment(link.due, lang, zone), zone })
          : t('designation.works_once')}
      </Text>
      {link.designated.length > 0 && (
        <Text>
          {t('ui.label', { name: t('designation.already') })}{' '}
          {link.designated.map((one) => `${one.name} (${t(`role.${one.role}`)})`).join(', ')}
        </Text>
      )}
      <Card>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const delegates = people.map((one) => ({
              ...one,
              name: one.name.trim(),
              email: one.email || null,
            }));
            use.mutate({ code, delegates });
          }}
        >
          <Stack>
            {people.map((person, place) => (
              // The list only grows and shrinks at its end.
              <Fieldset key={place} legend={t('designation.person', { number: place + 1 })}>
                <SimpleGrid cols={{ base: 1, sm: 2 }}>
                  <TextInput
                    label={t('people.name')}
                    required
                    maxLength={200}
                    value={person.name}
                    onChange={(event) => change(place, { name: event.currentTarget.value })}
                  />
                  <TextInput
                    label={t('people.email')}
                    type="email"
                    value={person.email ?? ''}
                    onChange={(event) => change(place, { email: event.currentTarget.value })}
                  />
                  <NativeSelect
                    label={t('credential.role')}
                    value={person.role}
                    onChange={(event) => change(place, { role: event.currentTarget.value as Named['role'] })}
                    data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
                  />
                  <LangSelect
                    label={t('designation.language')}
                    value={person.lang}
                    onLang={(chosen) => change(place, { lang: chosen })}
                  />
                </SimpleGrid>
              </Fieldset>
            ))}
            <Group>
              <Button
                variant="default"
                disabled={people.length >= 50}
                onClick={() => setPeople([...people, { ...NOBODY, lang, role: 'alternate' }])}
              >
                {t('designation.add')}
              </Button>
              {people.length > 1 && (
                <Button variant="default" onClick={() => setPeople(people.slice(0, -1))}>
                  {t('ui.pair', {
                    name: t('ui.remove'),
                    what: t('designation.person', { number: people.length }),
                  })}
                </Button>
              )}
            </Group>
            <Failure error={use.error} />
            <Group>
              <Button type="submit" size="md" loading={use.isPending}>
                {t('designation.send')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}
