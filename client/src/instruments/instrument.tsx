import { Anchor, Badge, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { Demonstration } from '../assemblies/home.js';
import { useConsulted } from '../consultations/happened.js';
import { Consultations } from '../consultations/list.js';
import { Corrigenda } from '../drafting/corrigenda.js';
import { useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { secretariatOf, useSession } from '../people/session.js';
import { Entries } from '../record/entries.js';
import { Facts, Unknown } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import { FromSource } from './from-source.js';
import { CorrectInstrument } from './correct.js';
import { courseOf } from './course.js';
import { History, type InstrumentOut } from './history.js';
import { Mandates } from './mandates.js';
import { Referrals } from './referrals.js';
import { SilenceHere } from './silence.js';
import { CertaintyMark } from './sources.js';
import { STATE_COLOURS } from './stages.js';

const nameOfLang = (lang: Lang): string => LANG_NAMES[lang];

/** An instrument: its path across bodies and years, its versions, and the entries of the record behind them. */
export default function Instrument() {
  const { instrument: id = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(instrumentRoutes.instrument, { instrument: id });
  const consulted = useConsulted(id);
  const { data: session } = useSession();
  return (
    <Read query={query}>
      {(instrument) => {
        const title = inLang(instrument.titles, lang);
        const others = Object.entries(instrument.titles).filter(([tongue]) => tongue !== title.lang);
        return (
          <Page
            title={title.text}
            law
            lang={title.lang}
            over={t('instrument.over')}
            under={others.map(([tongue, text]) => (
              <div key={tongue} lang={tongue}>
                {text}
              </div>
            ))}
            aside={
              <Group gap={6}>
                {instrument.stages.some(({ body }) => secretariatOf(session, body.id)) && (
                  <CorrectInstrument of={instrument} />
                )}
                {instrument.demonstration && <Demonstration />}
                <Badge size="lg" color={STATE_COLOURS[instrument.state]}>
                  {t(`instrument.state.${instrument.state}`)}
                </Badge>
              </Group>
            }
          >
            <Text size="lg" data-testid="course">
              {courseOf(pastOf(instrument), speech)}
            </Text>
            <Section title={t('instrument.path')}>
              <Card>
                <History instrument={instrument} beside={consulted} />
              </Card>
              <FromSource instrument={instrument} />
            </Section>
            <SilenceHere instrument={id} />
            <Mandates instrument={instrument} />
            <Referrals instrument={instrument} />
            <Card>
              <Facts
                of={[
                  [
                    t('instrument.authentic'),
                    instrument.authenticLanguages?.map(nameOfLang).join(', ') ?? null,
                  ],
                  [t('instrument.known_languages'), instrument.languages?.map(nameOfLang).join(', ')],
                  [t('ui.source'), instrument.source ?? undefined],
                  [
                    t('ui.certainty'),
                    instrument.certainty ? (
                      <CertaintyMark key="certainty" of={instrument.certainty} />
                    ) : undefined,
                  ],
                ]}
              />
            </Card>
            <Section title={t('instrument.versions')}>
              <DataTable
                caption={t('instrument.versions')}
                rows={[...instrument.versions].sort((a, b) => b.number - a.number)}
                keyOf={(version) => version.id}
                empty={t('instrument.no_versions')}
                columns={[
                  {
                    key: 'number',
                    phone: 'title',
                    head: t('version.version'),
                    cell: (version) => (
                      <Anchor component={Link} to={`/instruments/${id}/versions/${version.number}`}>
                        {t('version.numbered', { number: version.number })}
                      </Anchor>
                    ),
                  },
                  {
                    key: 'languages',
                    head: t('version.languages'),
                    cell: (version) =>
                      version.languages.length === 0 ? (
                        <Unknown />
                      ) : (
                        version.languages.map((one) => (
                          <div key={one.lang}>
                            <Anchor
                              component={Link}
                              to={`/instruments/${id}/versions/${version.number}?lang=${one.lang}`}
                              underline="always"
                            >
                              {LANG_NAMES[one.lang]}
                            </Anchor>{' '}
                            ({t(`expression.${one.kind}`)})
                            {one.stale > 0 && (
                              <Badge color="orange" ml={6}>
                                {t('expression.stale_count', { count: one.stale })}
                              </Badge>
                            )}
                            {one.missing > 0 && (
                              <Badge color="orange" ml={6}>
                                {t('expression.missing_count', { count: one.missing })}
                              </Badge>
                            )}
                          </div>
                        ))
                      ),
                  },
                  {
                    key: 'hash',
                    head: t('version.hash'),
                    cell: (version) =>
                      version.hash ? (
                        <Hash value={version.hash} />
                      ) : (
                        <Text span size="sm" c="dimmed">
                          {t('version.text_unknown')}
                        </Text>
                      ),
                  },
                  {
                    key: 'at',
                    head: t('version.frozen'),
                    cell: (version) => (version.at ? moment(version.at, lang) : <Unknown />),
                  },
                  {
                    key: 'reason',
                    head: t('version.reason'),
                    cell: (version) => version.reason ?? version.note ?? '–',
                  },
                ]}
              />
              <CompareForm
                id={id}
                numbers={instrument.versions.filter((one) => one.textKnown).map((one) => one.number)}
              />
            </Section>
            <Consultations instrument={instrument} />
            <Corrigenda instrument={id} />
            {instrument.structure.length > 0 && (
              <Section
                title={t('instrument.structure')}
                action={instrument.structureCertainty && <CertaintyMark of={instrument.structureCertainty} />}
              >
                <ol>
                  {instrument.structure.map((part) => (
                    <li key={part}>{part}</li>
                  ))}
                </ol>
              </Section>
            )}
            {instrument.structure.length === 0 && instrument.versions.length === 0 && (
              <Nothing>{t('instrument.no_text')}</Nothing>
            )}
            <Section title={t('poll.in_record')}>
              <Entries subject={`instrument:${id}`} />
            </Section>
          </Page>
        );
      }}
    </Read>
  );
}

/** What its sentence is made of. */
function pastOf({ stages, passages, state }: InstrumentOut): Parameters<typeof courseOf>[0] {
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return {
    state,
    leading: first(stages).body,
    passages: passages.flatMap(({ stage: id, outcome, assembly, date, certainty }) => {
      const stage = byId.get(id);
      if (!stage || outcome === null) return [];
      const { kind, body } = stage;
      return [{ kind, body, outcome, date, certainty, place: assembly?.place ?? null }];
    }),
  };
}

/** Two versions next to each other: the latest and the one before, unless others are chosen. */
function CompareForm({ id, numbers }: { id: string; numbers: readonly number[] }) {
  const { t } = useWords();
  const sorted = [...numbers].sort((x, y) => x - y);
  const [a, setA] = useState<string | null>(null);
  const [b, setB] = useState<string | null>(null);
  if (sorted.length < 2) return null;
  const before = a ?? String(sorted.at(-2));
  const after = b ?? String(sorted.at(-1));
  const data = sorted.map((number) => ({ value: String(number), label: t('version.numbered', { number }) }));
  return (
    <Group align="flex-end" mt="md">
      <NativeSelect
        label={t('compare.before')}
        data={data}
        value={before}
        onChange={(event) => setA(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('compare.after')}
        data={data}
        value={after}
        onChange={(event) => setB(event.currentTarget.value)}
      />
      <Button
        component={Link}
        to={`/instruments/${id}/compare/${before}/${after}`}
        variant="light"
        data-disabled={before === after || undefined}
      >
        {t('compare.compare')}
      </Button>
    </Group>
  );
}
