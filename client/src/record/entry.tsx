import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { commitment, leafHash } from '../../../src/log/entry.js';
import type { Entry } from '../../../src/log/entry.js';
import { recordRoutes } from '../../../src/record/record.contract.js';
import type { EntryView } from '../../../src/record/record.contract.js';
import { useRead } from '../house/api.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { CrossIcon, LockIcon, TickIcon } from '../ui/icons.js';
import { Card, Fold, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** One entry with its exact bytes; this browser computes the hash itself and says whether it agrees. */
export default function EntryPage() {
  const { number = '' } = useParams();
  const { t, lang, known } = useWords();
  const query = useRead(recordRoutes.entry, { number });
  const n = Number(number);
  return (
    <Read query={query}>
      {(entry) => (
        <Page
          title={t('record.entry', { number: entry.number })}
          over={
            <Anchor component={Link} to="/record" inherit>
              {t('record.title')}
            </Anchor>
          }
          aside={
            <Group gap="xs">
              {n > 0 && (
                <Button component={Link} to={`/record/${n - 1}`} variant="default">
                  {t('record.previous')}
                </Button>
              )}
              <Button component={Link} to={`/record/${n + 1}`} variant="default">
                {t('record.next')}
              </Button>
            </Group>
          }
        >
          <Card accent>
            <Check entry={entry} />
          </Card>
          <Card>
            <Facts
              of={[
                [t('record.type'), known(`event.${entry.type}`) ?? entry.type],
                [t('record.at'), moment(entry.at, lang)],
                [t('record.by'), actorOf(entry, { t, known })],
                [t('record.subject'), <Subjects key="subject" entry={entry} />],
                [t('record.leaf'), <Hash key="leaf" value={entry.leaf} />],
              ]}
            />
          </Card>
          {entry.bytes !== null && (
            <>
              <Openings entry={entry} bytes={entry.bytes} />
              <Section title={t('record.bytes')}>
                <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {entry.bytes}
                </Code>
                <Fold label={t('record.laid_out')}>
                  <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {JSON.stringify(JSON.parse(entry.bytes), null, 2)}
                  </Code>
                </Fold>
              </Section>
            </>
          )}
        </Page>
      )}
    </Read>
  );
}

type Content = Pick<Entry, 'actor' | 'subject'>;
const contentOf = ({ bytes }: EntryView): Content | null =>
  bytes === null ? null : (JSON.parse(bytes) as Content);

/** The office in which somebody did it, or the house itself; undefined where the entry is withheld. */
function actorOf(entry: EntryView, { t, known }: Pick<Speech, 't' | 'known'>): string | undefined {
  const content = contentOf(entry);
  if (content === null) return undefined;
  const { actor } = content;
  return actor.kind === 'person' ? (known(`office.${actor.office}`) ?? actor.office) : t('record.by_house');
}

/** Where what an entry is about can be looked at; null: it has no page of its own. */
const PAGES: Readonly<Record<string, (id: string, subject: Content['subject']) => string | null>> = {
  poll: (id) => `/polls/${id}`,
  assembly: (id) => `/assemblies/${id}`,
  instrument: (id) => `/instruments/${id}`,
  body: (id) => `/bodies/${id}`,
  election: (_, { assembly }) => (assembly ? `/assemblies/${assembly}/elections` : null),
  motion: (_, { assembly }) => (assembly ? `/assemblies/${assembly}` : null),
};

/** Everything that an entry names as its subject, by its kind, linked to its page. */
function Subjects({ entry }: { entry: EntryView }) {
  const { known } = useWords();
  const [noun = '', id = ''] = entry.subject.split(/:(.*)/s);
  const subject: Content['subject'] = contentOf(entry)?.subject ?? { [noun]: id };
  return (
    <Stack gap={2}>
      {Object.entries(subject).map(([kind, value]) => {
        const page = PAGES[kind]?.(value, subject);
        return (
          <Text key={kind} component="div">
            {known(`record.thing.${kind}`) ?? kind}{' '}
            {page ? (
              <Anchor component={Link} to={page} size="sm">
                {value}
              </Anchor>
            ) : (
              <Text span size="sm">
                {value}
              </Text>
            )}
          </Text>
        );
      })}
    </Stack>
  );
}

function Check({ entry }: { entry: EntryView }) {
  const { t } = useWords();
  if (entry.bytes === null)
    return (
      <Text fw={600} role="status">
        <LockIcon size="1.1em" /> {t(entry.type === 'poll.cast' ? 'record.sealed_vote' : 'record.sealed')}
      </Text>
    );
  const own = leafHash(entry.bytes);
  const matches = own === entry.leaf;
  return (
    <div role="status" data-testid="leaf-check" data-matches={matches}>
      <Text fw={640} size="lg" c={matches ? 'var(--choice-for)' : 'var(--choice-against)'}>
        {matches ? <TickIcon size="1em" /> : <CrossIcon size="1em" />}{' '}
        {t(matches ? 'record.matches' : 'record.differs')}
      </Text>
      <Text mt={4} component="div">
        {t('record.computed')} <Hash value={own} name={t('record.computed')} />
      </Text>
    </div>
  );
}

/** Personal values stand in the record as commitments only; those still opened are checked against theirs. */
function Openings({ entry, bytes }: { entry: EntryView; bytes: string }) {
  const { t } = useWords();
  const openings = Object.entries(entry.openings);
  if (openings.length === 0) return null;
  const { commits } = JSON.parse(bytes) as { commits: Record<string, string> };
  return (
    <Section title={t('record.openings')}>
      <Card>
        <Facts
          of={openings.map(([name, { salt, value }]) => {
            const bytesOfSalt = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
            const fits = commitment(bytesOfSalt, value) === commits[name];
            return [
              name,
              `${value} (${t(fits ? 'record.opening_fits' : 'record.opening_differs')})`,
            ] as const;
          })}
        />
      </Card>
    </Section>
  );
}
