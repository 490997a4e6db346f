import {
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { first } from '../../../src/basics/must.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftSummary } from '../../../src/drafting/drafting.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { useAct, useRead } from '../house/api.js';
import { DroppedList, givenIn, NO_IMPORTS, Preview, sent, ImportsInput } from '../instruments/imports.js';
import { listed } from '../instruments/listed.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { inLang, LANGS, useWords } from '../words/words.js';
import { useSecretary } from './drafters.js';

/** The drafts in which one writes, and those of one's bodies; the secretariat begins new ones. */
export default function Drafts() {
  const { t } = useWords();
  const drafts = useRead(draftRoutes.drafts, {});
  const secretary = useSecretary();
  return (
    <Page title={t('drafts.title')} under={t('drafts.under')}>
      <Read query={drafts}>{(read) => <Table drafts={read.drafts} />}</Read>
      {secretary && (
        <Section title={t('drafts.begin')}>
          <Card>
            <Begin />
          </Card>
        </Section>
      )}
    </Page>
  );
}

function Table({ drafts }: { drafts: readonly DraftSummary[] }) {
  const { t, lang } = useWords();
  return (
    <DataTable
      caption={t('drafts.title')}
      rows={drafts}
      keyOf={(draft) => draft.id}
      empty={t('drafts.none')}
      columns={[
        {
          key: 'name',
          head: t('drafts.name'),
          cell: (draft) =>
            draft.mine ? (
              <Anchor component={Link} to={`/drafts/${draft.id}`}>
                {draft.name}
              </Anchor>
            ) : (
              <>
                {draft.name}
                <Text size="sm" c="dimmed">
                  {t('drafts.not_yours')}
                </Text>
                <Join draft={draft} />
              </>
            ),
        },
        {
          key: 'instrument',
          head: t('instrument.instrument'),
          cell: (draft) => {
            const title = inLang(draft.instrument.titles, lang);
            return (
              <Anchor component={Link} to={`/instruments/${draft.instrument.id}`} lang={title.lang}>
                {title.text}
              </Anchor>
            );
          },
        },
        {
          key: 'kind',
          head: t('drafts.kind'),
          cell: (draft) =>
            draft.motion ? t('drafts.merges', { motion: draft.motion.label }) : t(`draft.kind.${draft.kind}`),
        },
        {
          key: 'drafters',
          head: t('draft.drafters'),
          cell: (draft) => draft.drafters.map(({ name }) => name).join(', '),
        },
        {
          key: 'state',
          head: t('ui.state'),
          cell: (draft) => (
            <Badge color={draft.state === 'open' ? 'blue' : 'gray'}>{t(`draft.state.${draft.state}`)}</Badge>
          ),
        },
        {
          key: 'saved',
          head: t('drafts.saved'),
          cell: (draft) => moment(draft.savedAt ?? draft.begunAt, lang),
        },
      ]}
    />
  );
}

/** The secretariat of the body may join the writers; the record says so. */
function Join({ draft }: { draft: DraftSummary }) {
  const { t } = useWords();
  const session = useRead(peopleRoutes.session, {});
  const join = useAct(draftRoutes.drafter);
  const person = session.data?.person?.id;
  if (draft.state !== 'open' || !person) return null;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={join.isPending}
        aria-label={t('ui.pair', { name: t('drafts.join'), what: draft.name })}
        onClick={() => join.mutate({ draft: draft.id, person })}
      >
        {t('drafts.join')}
      </Button>
      <Failure error={join.error} />
    </>
  );
}

const FROM = ['version', 'markdown', 'empty'] as const;
type From = (typeof FROM)[number];

function Begin() {
  const { t, lang } = useWords();
  const instruments = useRead(instrumentRoutes.instruments, {});
  return (
    <Read query={instruments}>
      {(read) =>
        read.instruments.length === 0 ? (
          <Text c="dimmed">{t('home.no_instruments')}</Text>
        ) : (
          <BeginForm instruments={listed(read.instruments, lang)} />
        )
      }
    </Read>
  );
}

function BeginForm({
  instruments,
}: {
  instruments: readonly { id: string; titles: Record<string, string | undefined>; versions: number }[];
}) {
  const { t, lang } = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [id, setId] = useState(search.get('instrument') ?? first(instruments).id);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'text' | 'corrigendum'>('text');
  const [chosenFrom, setFrom] = useState<From | null>(null);
  const [parentText, setParent] = useState<string | null>(null);
  const [imports, setImports] = useState(NO_IMPORTS);
  const begin = useAct(draftRoutes.beginDraft);
  const preview = useAct(instrumentRoutes.previewVersion);
  const instrument = useRead(instrumentRoutes.instrument, { instrument: id });
  const versions = (instrument.data?.versions ?? []).filter(({ textKnown }) => textKnown);
  const authentic = instrument.data?.authenticLanguages ?? null;
  const from = chosenFrom ?? (versions.length > 0 ? 'version' : 'markdown');
  const parent =
    Number(parentText ?? versions.map(({ number }) => number).toSorted((a, b) => b - a)[0]) || null;
  const given = givenIn(imports).filter((one) => authentic?.includes(one) ?? true);
  const usable = from !== 'markdown' || imports.whole !== null || given.length > 0;
  // Nothing comes in that nobody has seen as it was read.
  const seen = from !== 'markdown' || preview.data !== undefined;
  const see = async (): Promise<void> =>
    preview.mutate({
      instrument: id,
      texts: await sent(imports, given),
      authentic: imports.whole ? null : given,
      parent,
    });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const texts = from === 'markdown' ? await sent(imports, given) : null;
    begin.mutate(
      {
        ...{ instrument: id, name: name.trim(), kind },
        parent: from === 'empty' ? null : parent,
        texts,
        languages: authentic ? null : given.length > 0 ? given : [lang],
      },
      {
        onSuccess: ({ draft, dropped }) => {
          if (dropped.length === 0) void navigate(`/drafts/${draft}`);
        },
      },
    );
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('instrument.instrument')}
            value={id}
            onChange={(event) => {
              setId(event.currentTarget.value);
              setParent(null);
            }}
            data={instruments.map((one) => ({ value: one.id, label: inLang(one.titles, lang).text }))}
          />
          <TextInput
            label={t('drafts.name')}
            description={t('drafts.name_means')}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('drafts.kind')}
            value={kind}
            onChange={(event) =>
              setKind(event.currentTarget.value === 'corrigendum' ? 'corrigendum' : 'text')
            }
            data={(['text', 'corrigendum'] as const).map((one) => ({
              value: one,
              label: t(`draft.kind.${one}`),
            }))}
          />
          <NativeSelect
            label={t('drafts.from')}
            value={from}
            onChange={(event) => setFrom(FROM.find((one) => one === event.currentTarget.value) ?? null)}
            data={FROM.filter((one) => one !== 'version' || versions.length > 0).map((one) => ({
              value: one,
              label: t(`drafts.from.${one}`),
            }))}
          />
          {from !== 'empty' && versions.length > 0 && (
            <NativeSelect
              label={t(from === 'version' ? 'version.version' : 'version.parent')}
              value={String(parent ?? '')}
              onChange={(event) => setParent(event.currentTarget.value)}
              data={versions.map(({ number }) => ({
                value: String(number),
                label: t('version.numbered', { number }),
              }))}
            />
          )}
        </SimpleGrid>
        {from === 'markdown' && (
          <>
            <ImportsInput
              langs={authentic ?? LANGS}
              value={imports}
              onChange={(now) => {
                setImports(now);
                preview.reset();
              }}
            />
            <Group>
              <Button
                variant="default"
                disabled={!usable}
                loading={preview.isPending}
                onClick={() => void see()}
              >
                {t('texts.preview')}
              </Button>
            </Group>
            <Failure error={preview.error} />
            {preview.data && <Preview of={preview.data} />}
          </>
        )}
        <Failure error={begin.error} />
        {begin.data && begin.data.dropped.length > 0 && (
          <DroppedList dropped={begin.data.dropped}>
            <Anchor component={Link} to={`/drafts/${begin.data.draft}`}>
              {t('drafts.open')}
            </Anchor>
          </DroppedList>
        )}
        <Button type="submit" loading={begin.isPending} disabled={name.trim() === '' || !usable || !seen}>
          {t('drafts.begin')}
        </Button>
      </Stack>
    </form>
  );
}
