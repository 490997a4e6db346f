import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Demonstration } from '../assemblies/home.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useRead, type Out } from '../house/api.js';
import { certaintyBadge } from '../instruments/stages.js';
import { Facts, Unknown } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { edtf, number } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { usual } from '../words/usual.js';
import { useWords, type Speech } from '../words/words.js';

const ORDER = ['members', 'memberCountries', 'affiliatedEnterprises', 'employed'];

type View = Out<typeof bodyRoutes.organisation>;

/** An organisation: what is known of it and from where, to whom it belongs, who belongs to it, and its bodies. */
export default function Organisation() {
  const { organisation: id = '' } = useParams();
  const speech = useWords();
  const { t, known, lang } = speech;
  const query = useRead(bodyRoutes.organisation, { organisation: id });
  return (
    <Read query={query}>
      {(one) => (
        <Page
          title={one.name}
          over={t('bodies.organisation')}
          aside={one.demonstration ? <Demonstration /> : undefined}
        >
          <Card>
            <Facts
              of={[
                [t('bodies.short'), one.short ?? undefined],
                [t('bodies.organisation_former'), one.formerName ?? undefined],
                [t('bodies.kind'), one.kind && usual('organisation', one.kind, speech)],
                [t('roll.country'), countryName(one.country, lang)],
                [t('bodies.seat'), one.seat],
                [t('bodies.organisation_founded'), foundedText(one, speech)],
                [
                  t('bodies.parents'),
                  one.parents.length === 0 ? undefined : <Parents key="parents" of={one} />,
                ],
                [t('ui.source'), one.source ?? undefined],
                [t('ui.certainty'), one.source === null ? undefined : certaintyBadge(one.certainty, speech)],
              ]}
            />
          </Card>
          {Object.keys(one.figures).length > 0 && (
            <Section title={t('bodies.figures')}>
              <Card>
                <Facts
                  of={Object.entries(one.figures)
                    .toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
                    .map(([name, count]) => [
                      known(`figure.${name}`) ?? name,
                      /^\d+$/.test(count) ? number(Number(count), lang) : count,
                    ])}
                />
              </Card>
            </Section>
          )}
          <Section title={t('bodies.bodies')}>
            <Links of={one.bodies} at="/bodies" empty={t('bodies.no_bodies')} />
          </Section>
          <Section title={t('bodies.children')}>
            <Links of={one.children} at="/organisations" empty={t('bodies.no_children')} />
          </Section>
        </Page>
      )}
    </Read>
  );
}

function foundedText({ founded, foundedPlace }: View, { t, lang }: Speech): string | null {
  if (founded === null) return foundedPlace;
  const date = edtf(founded, lang);
  return foundedPlace === null ? date : t('bodies.founded_in', { date, place: foundedPlace });
}

function Parents({ of }: { of: View }) {
  const { t, lang } = useWords();
  return (
    <Stack gap={4}>
      {of.parents.map(({ id, name, from, to }) => (
        <Group key={id} gap={6}>
          <Anchor component={Link} to={`/organisations/${id}`}>
            {name}
          </Anchor>
          <Text span size="sm" c="dimmed">
            {t('ui.label', { name: t('bodies.affiliated_from') })}{' '}
            {from === null ? <Unknown /> : edtf(from, lang)}
            {to !== null && ` · ${t('bodies.until', { date: edtf(to, lang) })}`}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function Links({
  of,
  at,
  empty,
}: {
  of: readonly { readonly id: string; readonly name: string }[];
  at: string;
  empty: string;
}) {
  if (of.length === 0) return <Nothing>{empty}</Nothing>;
  return (
    <Stack gap={6}>
      {of.map(({ id, name }) => (
        <div key={id}>
          <Anchor component={Link} to={`${at}/${id}`}>
            {name}
          </Anchor>
        </div>
      ))}
    </Stack>
  );
}
