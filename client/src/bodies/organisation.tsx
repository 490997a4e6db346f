import { Anchor, Group, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Demonstration } from '../assemblies/home.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useRead, type Out } from '../house/api.js';
import { CertaintyMark } from '../instruments/sources.js';
import { inHouse, useSession } from '../people/session.js';
import { Facts } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { edtf, number } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { usual } from '../words/usual.js';
import { useWords, type Speech } from '../words/words.js';
import { Affiliations } from './affiliations.js';
import { CorrectOrganisation } from './correct.js';
import { History } from './history.js';

const ORDER = ['members', 'memberCountries', 'affiliatedEnterprises', 'employed'];

type View = Out<typeof bodyRoutes.organisation>;

/** An organisation: what is known of it and from where, to whom it belongs, who belongs to it, and its bodies. */
export default function Organisation() {
  const { organisation: id = '' } = useParams();
  const speech = useWords();
  const { t, known, lang } = speech;
  const { data: session } = useSession();
  const mends = inHouse(session, 'secretariat');
  const query = useRead(bodyRoutes.organisation, { organisation: id });
  return (
    <Read query={query}>
      {(one) => (
        <Page
          title={one.name}
          over={t('bodies.organisation')}
          aside={
            <Group gap="sm">
              {one.demonstration && <Demonstration />}
              {mends && <CorrectOrganisation of={one} />}
            </Group>
          }
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
                [t('ui.source'), one.source ?? undefined],
                [
                  t('ui.certainty'),
                  one.source === null ? undefined : <CertaintyMark key="certainty" of={one.certainty} />,
                ],
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
          {one.parents.length > 0 && (
            <Section title={t('bodies.parents')}>
              <Affiliations
                caption={t('bodies.parents')}
                rows={one.parents}
                empty=""
                childOf={() => id}
                mends={mends}
              />
            </Section>
          )}
          <Section title={t('bodies.children')}>
            <Affiliations
              caption={t('bodies.children')}
              rows={one.children}
              empty={t('bodies.no_children')}
              childOf={(row) => row.id}
              mends={mends}
            />
          </Section>
          <History of={`organisation:${id}`} />
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
