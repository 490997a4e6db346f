import { Anchor, Button, Code, Group, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { commitment, leafHash } from '../../../src/log/entry.js';
import type { Entry } from '../../../src/log/entry.js';
import { recordRoutes } from '../../../src/record/record.contract.js';
import type { EntryView } from '../../../src/record/record.contract.js';
import { useRead } from '../house/api.js';
import type { Out } from '../house/api.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { CrossIcon, LockIcon, TickIcon } from '../ui/icons.js';
import { Card, Fold, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { actorText, factsOf, Told, zoneOf } from './told.js';

/** One entry with its exact bytes; this browser computes the hash itself and says whether it agrees. */
export default function EntryPage() {
  const { number = '' } = useParams();
  const { t } = useWords();
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
            <About view={entry} />
          </Card>
          {entry.bytes !== null && (
            <>
              <Openings entry={entry} bytes={entry.bytes} />
              <Fold label={t('record.bytes')}>
                <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {entry.bytes}
                </Code>
                <Fold label={t('record.laid_out')}>
                  <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {JSON.stringify(JSON.parse(entry.bytes), null, 2)}
                  </Code>
                </Fold>
              </Fold>
            </>
          )}
        </Page>
      )}
    </Read>
  );
}

/** What happened in a sentence, and what the entry says of it, by names; of one that is withheld its kind and hash alone. */
function About({ view }: { view: Out<typeof recordRoutes.entry> }) {
  const speech = useWords();
  const { t, lang, known } = speech;
  if (view.bytes === null)
    return (
      <Facts
        of={[
          [t('record.type'), known(`event.${view.type}`) ?? view.type],
          [t('record.at'), moment(view.at, lang)],
          [t('record.leaf'), <Hash key="leaf" value={view.leaf} />],
        ]}
      />
    );
  const { names } = view;
  const entry = JSON.parse(view.bytes) as Entry;
  return (
    <>
      <Text fw={600} size="lg" mb="sm" data-testid="told" component="div">
        <Told entry={entry} names={names} />
      </Text>
      <Facts
        of={[
          [t('record.at'), moment(view.at, lang, zoneOf(names, entry.subject))],
          [t('record.by'), actorText(entry, names, speech)],
          ...factsOf({ entry, names }, speech),
          [t('record.leaf'), <Hash key="leaf" value={view.leaf} />],
        ]}
      />
    </>
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
