import { Anchor, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { recordRoutes } from '../../../src/record/record.contract.js';
import { useRead } from '../house/api.js';
import { inHouse, useSession } from '../people/session.js';
import { Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { thing } from './told.js';

/** Kinds of things in the order in which they are shown. */
const NOUNS = ['assembly', 'instrument', 'version', 'motion', 'item', 'body', 'organisation'] as const;
/** Fewer letters would find everything. */
const LEAST = 2;

/** Searches the names of everything that the reader may see; people for those alone who may know them. */
export default function Search() {
  const { t } = useWords();
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(params.get('text') ?? '');
  const [text] = useDebouncedValue(typed.trim().slice(0, 100), 300);
  useEffect(() => {
    if (text !== (params.get('text') ?? '')) setParams(text ? { text } : {}, { replace: true });
  }, [text, params, setParams]);
  return (
    <Page title={t('ui.search')} under={t('search.under')}>
      <TextInput
        label={t('search.words')}
        type="search"
        maw="36rem"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {text.length > 0 && text.length < LEAST && <Nothing>{t('search.too_short')}</Nothing>}
      {text.length >= LEAST && (
        <>
          <Found text={text} />
          {inHouse(session, 'secretariat') && <FoundPeople text={text} />}
        </>
      )}
    </Page>
  );
}

function Found({ text }: { text: string }) {
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(recordRoutes.search, { text });
  return (
    <Read query={query}>
      {({ found, names }) => (
        <Stack gap="xl">
          <Text role="status" c="dimmed">
            {t('search.found', { count: found.length })}
          </Text>
          {found.length === 0 && <Nothing>{t('search.none')}</Nothing>}
          {NOUNS.map((noun) => {
            const own = found.filter((one) => one.noun === noun);
            if (own.length === 0) return null;
            return (
              <Section key={noun} title={t(`search.${noun}`)}>
                <List spacing="xs" listStyleType="none">
                  {own.map(({ id }) => {
                    const { assembly, titles } = names[`${noun}:${id}`] ?? {};
                    const title = noun === 'version' && titles ? inLang(titles, lang) : null;
                    return (
                      <List.Item key={id}>
                        <Group gap="xs">
                          {title && <span lang={title.lang}>{title.text}</span>}
                          <span>{thing(noun, id, { names, speech })}</span>
                          {assembly !== undefined && (
                            <Text span size="sm" c="dimmed">
                              {names[`assembly:${assembly}`]?.name}
                            </Text>
                          )}
                        </Group>
                      </List.Item>
                    );
                  })}
                </List>
              </Section>
            );
          })}
        </Stack>
      )}
    </Read>
  );
}

function FoundPeople({ text }: { text: string }) {
  const { t } = useWords();
  const { data } = useRead(peopleRoutes.people, { search: text });
  if (!data || data.people.length === 0) return null;
  return (
    <Section title={t('person.title')}>
      <List spacing="xs" listStyleType="none">
        {data.people.slice(0, 20).map(({ id, name, email }) => (
          <List.Item key={id}>
            <Anchor component={Link} to={`/people/${id}`} underline="always">
              {name}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {email}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
