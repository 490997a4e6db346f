import { Anchor, Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Entry } from '../../../src/log/entry.js';
import { recordRoutes } from '../../../src/record/record.contract.js';
import { useRead } from '../house/api.js';
import { factsOf, Told } from '../record/told.js';
import { Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** What changed a thing of the register, as against what was recorded of it first. */
const CHANGES: ReadonlySet<string> = new Set([
  'affiliation.corrected',
  'affiliation.ended',
  'affiliation.struck',
  'assembly.corrected',
  'body.corrected',
  'member.ended',
  'member.facts_changed',
  'member.struck',
  'organisation.corrected',
  'organisation.renamed',
  'person.corrected',
  'person.merged',
  'term.struck',
]);
/** Entries of the record that are looked through. */
const LIMIT = 200;

/** What was corrected, ended or struck of a thing, by whom, with what was before: from the record, the newest first. */
export function History({ of }: { of: string }) {
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(recordRoutes.record, { subject: of, limit: LIMIT });
  return (
    <Read query={query}>
      {({ entries, names }) => {
        const changes = entries.flatMap(({ number, type, bytes }) =>
          CHANGES.has(type) && bytes !== null ? [{ number, entry: JSON.parse(bytes) as Entry }] : [],
        );
        if (changes.length === 0) return null;
        return (
          <Section title={t('bodies.history')}>
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
              {changes.map(({ number, entry }) => (
                <li key={number} data-testid={`changed-${entry.type}`}>
                  <Text component="div">
                    <Told entry={entry} names={names} but={of} />
                  </Text>
                  <Text component="div" size="sm" c="dimmed">
                    <Anchor component={Link} to={`/record/${number}`} inherit underline="always">
                      {moment(entry.at, lang)}
                    </Anchor>
                    {factsOf({ entry: withoutThings(entry), names }, speech).map(([name, value]) => (
                      <Fragment key={name}>
                        {' · '}
                        {t('ui.label', { name })} {value}
                      </Fragment>
                    ))}
                  </Text>
                </li>
              ))}
            </Stack>
          </Section>
        );
      }}
    </Read>
  );
}

/** The sentence names what the entry is about: what is left says what became of it. */
function withoutThings(entry: Entry): Entry {
  const { affiliation: _, child: __, parent: ___, ...rest } = entry.data;
  const { body: ____, member: _____, organisation: ______, ...data } = rest;
  return { ...entry, data };
}
