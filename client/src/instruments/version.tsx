import { Alert, Anchor, Badge, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { first } from '../../../src/basics/must.js';
import { expressionRoutes } from '../../../src/instruments/expressions.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { VersionView } from '../../../src/instruments/instruments.contract.js';
import { Origin } from '../drafting/origin.js';
import { useSecretary } from '../drafting/drafters.js';
import { useRead } from '../house/api.js';
import { DiffText } from './diff-text.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { Path } from '../ui/Timeline.js';
import { edtf, moment } from '../words/dates.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { Downloads } from './downloads.js';
import { FinishedHere } from './mandates.js';
import { Clauses } from './clauses.js';
import { Sides } from './sides.js';

type Expression = VersionView['expressions'][number];

/** One version with its text in one language, or in two side by side; the address keeps which. */
export default function Version() {
  const { instrument = '', number = '' } = useParams();
  const { t, lang } = useWords();
  const query = useRead(instrumentRoutes.version, { instrument, number: Number(number) });
  return (
    <Read query={query}>
      {(version) => {
        const title = inLang(version.titles, lang);
        const texts = [...version.expressions, ...version.carried].filter((one) => one.clauses.length > 0);
        return (
          <Page
            title={`${title.text} – ${t('version.numbered', { number: version.number })}`}
            law
            over={
              <Anchor component={Link} to={`/instruments/${instrument}`} inherit lang={title.lang}>
                {title.text}
              </Anchor>
            }
          >
            <Line instrument={instrument} number={version.number} />
            <FinishedHere instrument={instrument} number={version.number} />
            {texts.length === 0 ? (
              <Nothing>{t('version.text_unknown')}</Nothing>
            ) : (
              <>
                <Body instrument={instrument} number={version.number} texts={texts} />
                <Languages instrument={instrument} version={version} texts={texts} />
                <Origin
                  instrument={instrument}
                  number={version.number}
                  words={new Map(first(texts).clauses.map((clause) => [clause.id, clause.text]))}
                />
              </>
            )}
            <Section title={t('version.about')}>
              <Card>
                <Facts
                  of={[
                    [t('version.hash'), version.hash && <Hash key="hash" value={version.hash} />],
                    [
                      t('version.structure_hash'),
                      version.structureHash && <Hash key="structure" value={version.structureHash} />,
                    ],
                    [
                      t('version.parent'),
                      version.parent === null ? undefined : (
                        <Anchor
                          key="parent"
                          component={Link}
                          to={`/instruments/${instrument}/compare/${version.parent}/${version.number}`}
                        >
                          {t('version.changes_since', { number: version.parent })}
                        </Anchor>
                      ),
                    ],
                    [t('version.frozen'), version.at && moment(version.at, lang)],
                    [t('version.reason'), version.reason ?? undefined],
                    [t('version.note'), version.note ?? undefined],
                  ]}
                />
                {texts.length > 0 && <Downloads of={version} langs={texts.map((one) => one.lang)} />}
              </Card>
            </Section>
          </Page>
        );
      }}
    </Read>
  );
}

/** All versions in their order, each with where and when it was approved, or when it was frozen. */
function Line({ instrument, number }: { instrument: string; number: number }) {
  const { t, lang } = useWords();
  const { data } = useRead(instrumentRoutes.instrument, { instrument });
  if (!data || data.versions.length < 2) return null;
  const steps = data.versions
    .toSorted((one, other) => one.number - other.number)
    .map((version) => {
      const passed = data.passages.findLast((one) => one.version === version.number);
      const date = passed?.date ?? version.at?.slice(0, 10) ?? null;
      const told = [passed?.assembly?.place, date === null ? t('stage.date_unknown') : edtf(date, lang)];
      return {
        key: version.id,
        state: version.number === number ? ('current' as const) : ('done' as const),
        text: t('version.numbered', { number: version.number }),
        to: `/instruments/${instrument}/versions/${version.number}`,
        note: told.filter(Boolean).join(' · '),
      };
    });
  return <Path label={t('instrument.versions')} steps={steps} />;
}

const NONE = 'none';

/** The text in the language of choice, and beside it another one. */
function Body({
  instrument,
  number,
  texts,
}: {
  instrument: string;
  number: number;
  texts: readonly Expression[];
}) {
  const { t, lang } = useWords();
  const [search, setSearch] = useSearchParams();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const named = (name: string | null): Expression | undefined => texts.find((one) => one.lang === name);
  const leading = named(search.get('lang')) ?? named(lang) ?? first(texts);
  const asked = search.get('beside');
  const others = texts.filter((one) => one !== leading);
  // Side by side there is room for two; one beneath the other the reader's own comes alone at first.
  const second =
    asked === NONE
      ? undefined
      : (others.find((one) => one.lang === asked) ?? (narrow ? undefined : others[0]));
  const choose = (next: { lang?: string; beside?: string }): void =>
    setSearch({ lang: leading.lang, beside: second?.lang ?? NONE, ...next }, { replace: true });
  const shown = second ? [leading, second] : [leading];
  return (
    <Section title={t('version.text')}>
      <Stack>
        <Group align="flex-end">
          <NativeSelect
            label={t('version.language')}
            value={leading.lang}
            onChange={(event) => {
              const next = event.currentTarget.value;
              choose({ lang: next, ...(next === second?.lang && { beside: leading.lang }) });
            }}
            data={texts.map(optionOf)}
          />
          {others.length > 0 && (
            <NativeSelect
              label={t('version.beside')}
              value={second?.lang ?? NONE}
              onChange={(event) => choose({ beside: event.currentTarget.value })}
              data={[{ value: NONE, label: t('version.beside_none') }, ...others.map(optionOf)]}
            />
          )}
        </Group>
        {shown.map((one) => (
          <Standing key={one.lang} expression={one} instrument={instrument} number={number} />
        ))}
        {second ? <Sides shown={[leading, second]} /> : <Clauses {...leading} />}
      </Stack>
    </Section>
  );
}

const optionOf = ({ lang }: Expression) => ({ value: lang, label: LANG_NAMES[lang] });

/** What a reader must know of a language that is not authentic: how far it may be trusted. */
function Standing({
  expression,
  instrument,
  number,
}: {
  expression: Expression;
  instrument: string;
  number: number;
}) {
  const { t } = useWords();
  const { lang, kind, source, stale, missing, carriedFrom } = expression;
  if (kind === 'authentic') return null;
  const whole = stale.length + missing.length === 0;
  return (
    <Alert
      color={carriedFrom !== null || !whole ? 'orange' : 'blue'}
      title={t(`expression.title.${kind}`, { language: LANG_NAMES[lang] })}
    >
      {t('expression.from', { source: source && LANG_NAMES[source] })}{' '}
      {carriedFrom !== null && `${t('expression.carried', { number: carriedFrom })} `}
      {stale.length > 0 && `${t('expression.stale_count', { count: stale.length })} `}
      {missing.length > 0 && `${t('expression.missing_count', { count: missing.length })} `}
      {carriedFrom !== null && (
        <Anchor
          component={Link}
          to={`/instruments/${instrument}/versions/${carriedFrom}?lang=${lang}`}
          underline="always"
          inherit
        >
          {t('version.numbered', { number: carriedFrom })}
        </Anchor>
      )}
      {carriedFrom === null && whole && t('expression.whole', { number })}
    </Alert>
  );
}

/** Every language of the version with its hash and history, and for the secretariat the way to translate it. */
function Languages({
  instrument,
  version,
  texts,
}: {
  instrument: string;
  version: VersionView;
  texts: readonly Expression[];
}) {
  const { t } = useWords();
  const secretary = useSecretary();
  const authentic = new Set(
    version.expressions.filter(({ kind }) => kind === 'authentic').map(({ lang }) => lang),
  );
  const listed = LANGS.filter((lang) => secretary || texts.some((one) => one.lang === lang));
  return (
    <Section title={t('version.languages')}>
      <Card>
        <Stack gap="lg">
          {listed.map((lang) => {
            const own = texts.find((one) => one.lang === lang);
            return (
              <div key={lang} data-testid={`language-${lang}`}>
                <Group gap="xs">
                  <Text fw={640}>{LANG_NAMES[lang]}</Text>
                  {own && own.carriedFrom === null ? (
                    <Badge color={own.kind === 'authentic' ? 'teal' : 'gray'}>
                      {t(`expression.${own.kind}`)}
                    </Badge>
                  ) : (
                    <Badge color="orange">{t(own ? 'expression.not_published' : 'expression.none')}</Badge>
                  )}
                  {own && own.stale.length > 0 && (
                    <Badge color="orange">{t('expression.stale_count', { count: own.stale.length })}</Badge>
                  )}
                  {own && own.missing.length > 0 && (
                    <Badge color="orange">
                      {t('expression.missing_count', { count: own.missing.length })}
                    </Badge>
                  )}
                  {own?.hash && <Hash value={own.hash} />}
                </Group>
                {own && (own.revision ?? 0) > 0 && (
                  <History instrument={instrument} number={version.number} lang={lang} />
                )}
                {secretary && !authentic.has(lang) && (
                  <Button
                    component={Link}
                    variant="light"
                    size="sm"
                    mt="xs"
                    to={`/instruments/${instrument}/versions/${version.number}/translate/${lang}`}
                  >
                    {t('translate.into', { language: LANG_NAMES[lang] })}
                  </Button>
                )}
              </div>
            );
          })}
        </Stack>
      </Card>
    </Section>
  );
}

/** What was published of a language, when, why, and what each revision changed. */
function History({
  instrument,
  number,
  lang,
}: {
  instrument: string;
  number: number;
  lang: Expression['lang'];
}) {
  const { t, lang: own } = useWords();
  const [opened, setOpened] = useState(false);
  const query = useRead(expressionRoutes.revisions, { instrument, number, lang }, { when: opened });
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        aria-expanded={opened}
        aria-label={t('ui.pair', { name: t('expression.history'), what: LANG_NAMES[lang] })}
        onClick={() => setOpened(!opened)}
      >
        {t('expression.history')}
      </Button>
      {opened && (
        <Read query={query}>
          {({ revisions }) => (
            <Stack component="ol" gap="sm" m={0} ps="lg" style={{ listStyle: 'none' }}>
              {revisions.map((one) => (
                <li key={one.revision}>
                  <Group gap="xs">
                    <Text fw={600}>{t('expression.revision', { number: one.revision })}</Text>
                    <Badge color="gray">{t(`expression.${one.kind}`)}</Badge>
                    {one.at && (
                      <Text size="sm" c="dimmed">
                        {moment(one.at, own)}
                      </Text>
                    )}
                    <Hash value={one.hash} />
                  </Group>
                  {one.reason && <Text>{one.reason}</Text>}
                  {one.changes.map(({ clause, before, after }) => (
                    <Text key={clause} component="div" mt={4}>
                      <DiffText lang={lang} runs={wordsOf(before ?? '', after ?? '')} />
                    </Text>
                  ))}
                </li>
              ))}
            </Stack>
          )}
        </Read>
      )}
    </>
  );
}
