import { Anchor, Badge, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nearestFirst } from '../../../src/assemblies/meeting.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { isBefore } from '../../../src/basics/edtf.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { SessionView } from '../../../src/people/people.contract.js';
import { useRead, type Out } from '../house/api.js';
import { listed } from '../instruments/listed.js';
import { CertaintyMark } from '../instruments/sources.js';
import { pathOf, STATE_COLOURS } from '../instruments/stages.js';
import { convenes, deskOf, officesIn, signInFrom, useSession } from '../people/session.js';
import { SetUpWaits } from '../people/waits.js';
import { Unknown } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { Path } from '../ui/Timeline.js';
import { today } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { datesOf } from './when.js';

type Summary = Out<typeof assemblyRoutes.assemblies>['assemblies'][number];

/**
 * The front page. Signed in: one's own assembly and the way to the desk or the floor there. Signed out: what this is, and the
 * assembly of these days. Then the archive: what was decided on its way through the bodies, and the assemblies by years.
 */
export default function Home() {
  const { t } = useWords();
  const { data: session } = useSession();
  const instruments = useRead(instrumentRoutes.instruments, {});
  const assemblies = useRead(assemblyRoutes.assemblies, {});
  return (
    <Page title={t('home.title')} under={t('home.under')}>
      {assemblies.data?.assemblies.length === 0 && <SetUpWaits />}
      {session?.person && session.assemblies.length > 0 ? (
        <Yours session={session} all={assemblies.data?.assemblies ?? []} />
      ) : (
        <Next all={assemblies.data?.assemblies ?? []} signedOut={session?.person === null} />
      )}
      <SearchField />
      <Section title={t('home.instruments')}>
        <Read query={instruments}>{(read) => <Instruments {...read} />}</Read>
      </Section>
      <Section
        title={t('home.assemblies')}
        action={
          convenes(session) && (
            <Anchor component={Link} to="/desk" py={8}>
              {t('convene.title')}
            </Anchor>
          )
        }
      >
        <Read query={assemblies}>
          {(read) =>
            read.assemblies.length === 0 ? (
              <Nothing>{t('home.no_assemblies')}</Nothing>
            ) : (
              <ByYears assemblies={read.assemblies} />
            )
          }
        </Read>
      </Section>
    </Page>
  );
}

/** The assembly that sits or comes next among one's own, with the way to where one works there; then the others. */
function Yours({ session, all }: { session: SessionView; all: readonly Summary[] }) {
  const { t, lang, known } = useWords();
  const [own, ...others] = session.assemblies;
  if (!own) return null;
  const wayTo = ({ id, body }: { id: string; body: string }): string =>
    deskOf(officesIn(session, { assembly: id, body }), id);
  const facts = all.find(({ id }) => id === own.id);
  return (
    <Section title={t('home.yours')}>
      <Card>
        <Group justify="space-between" gap="md">
          <div>
            <Title order={3}>
              <Anchor component={Link} to={`/assemblies/${own.id}`} inherit>
                {own.name}
              </Anchor>
            </Title>
            {facts && (
              <Text c="dimmed">
                {[facts.body.name, facts.place, datesOf(facts, lang)].filter(Boolean).join(' · ')}
              </Text>
            )}
          </div>
          <Button component={Link} to={wayTo(own)}>
            {known(`home.to.${wayTo(own).split('/')[3]}`) ?? t('home.to.page')}
          </Button>
        </Group>
      </Card>
      {others.length > 0 && (
        <Group mt="sm" gap="md">
          {others.slice(0, 5).map((one) => (
            <Anchor key={one.id} component={Link} to={wayTo(one)}>
              {one.name}
            </Anchor>
          ))}
        </Group>
      )}
    </Section>
  );
}

/** The assembly that goes on or comes next, for everybody; nothing where none is known. */
function Next({ all, signedOut }: { all: readonly Summary[]; signedOut: boolean }) {
  const { t, lang } = useWords();
  const day = today();
  const next = all
    .filter(({ historical, from, to }) => !historical && !isBefore(to ?? from, day))
    .map((one) => ({ ...one, sits: false }))
    .toSorted(nearestFirst(day))[0];
  if (!next) return null;
  const page = `/assemblies/${next.id}`;
  const now = next.from !== null && !isBefore(day, next.from);
  return (
    <Section title={t(now ? 'home.now' : 'home.next')}>
      <Card>
        <Group justify="space-between" gap="md">
          <div>
            <Title order={3}>
              <Anchor component={Link} to={page} inherit>
                {next.name}
              </Anchor>
            </Title>
            <Text c="dimmed">
              {[`${next.body.organisation}, ${next.body.name}`, next.place, datesOf(next, lang)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
          {signedOut && (
            <Button component={Link} to={signInFrom(page)} variant="light">
              {t('people.sign_in')}
            </Button>
          )}
        </Group>
      </Card>
    </Section>
  );
}

function SearchField() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate(`/search?${new URLSearchParams({ text: text.trim() })}`);
      }}
    >
      <Group align="flex-end" maw="36rem" wrap="nowrap">
        <TextInput
          label={t('ui.search')}
          type="search"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
          style={{ flex: 1, minWidth: 0 }}
        />
        <Button type="submit" variant="light">
          {t('search.begin')}
        </Button>
      </Group>
    </form>
  );
}

function Instruments({ instruments }: Out<typeof instrumentRoutes.instruments>) {
  const speech = useWords();
  const { t, lang } = speech;
  if (instruments.length === 0) return <Nothing>{t('home.no_instruments')}</Nothing>;
  return (
    <Stack>
      {listed(instruments, lang).map((instrument) => {
        const title = inLang(instrument.titles, lang);
        return (
          <Card key={instrument.id}>
            <Group justify="space-between" align="flex-start" mb="md" gap="xs">
              <Title order={3} lang={title.lang} className="law">
                <Anchor component={Link} to={`/instruments/${instrument.id}`} inherit>
                  {title.text}
                </Anchor>
              </Title>
              <Group gap={6}>
                {instrument.demonstration && <Demonstration />}
                <Badge color={STATE_COLOURS[instrument.state]}>
                  {t(`instrument.state.${instrument.state}`)}
                </Badge>
              </Group>
            </Group>
            <Path label={t('instrument.path')} steps={pathOf(instrument.stages, speech)} />
          </Card>
        );
      })}
    </Stack>
  );
}

/** The years in which assemblies were held, the latest first; of what nobody knows last. */
function ByYears({ assemblies }: { assemblies: readonly Summary[] }) {
  const { t } = useWords();
  const years = new Map<string, Summary[]>();
  for (const one of assemblies) {
    const year = /^\d{4}/.exec(one.from ?? one.to ?? '')?.[0] ?? '';
    years.set(year, [...(years.get(year) ?? []), one]);
  }
  const ordered = [...years].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return (
    <Stack gap="lg">
      {ordered.map(([year, own]) => (
        <div key={year}>
          <Title order={3} mb="xs">
            {year || t('home.year_unknown')}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {own.map((assembly) => (
              <AssemblyCard key={assembly.id} assembly={assembly} />
            ))}
          </SimpleGrid>
        </div>
      ))}
    </Stack>
  );
}

function AssemblyCard({ assembly }: { assembly: Summary }) {
  const speech = useWords();
  const { t, lang } = speech;
  return (
    <Card>
      <Title order={4}>
        <Anchor component={Link} to={`/assemblies/${assembly.id}`} inherit>
          {assembly.name}
        </Anchor>
      </Title>
      <Text size="sm" c="dimmed">
        {assembly.body.organisation} · {assembly.body.name}
      </Text>
      <Text mt="xs" component="div">
        {assembly.place ?? <Unknown />} · {datesOf(assembly, lang) ?? <Unknown />}
      </Text>
      <Group gap={6} mt="sm">
        {assembly.demonstration && <Demonstration />}
        {assembly.historical && <Badge color="gray">{t('assembly.historical')}</Badge>}
        {assembly.historical && <CertaintyMark of={assembly.certainty} />}
      </Group>
    </Card>
  );
}

export function Demonstration() {
  const { t } = useWords();
  return <Badge color="orange">{t('ui.demonstration')}</Badge>;
}
