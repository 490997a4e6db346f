import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { StageView } from '../../../src/instruments/instruments.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Read, Section } from '../ui/Page.js';
import { FileChoice } from '../ui/TextFile.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { slugOf } from '../words/slug.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { Clauses } from './clauses.js';

type Kind = StageView['kind'];
const KINDS = [
  'draft',
  'consult',
  'principle',
  'finalise',
  'final',
  'adopt-parent',
  'tacit',
] as const satisfies readonly Kind[];

/** Texts: a new instrument with the path it has to travel, and versions frozen from Markdown. */
export default function Texts() {
  const { t } = useWords();
  const instruments = useRead(instrumentRoutes.instruments, {});
  return (
    <Stack gap="xl">
      <Section title={t('texts.freeze_title')}>
        <Card>
          <Read query={instruments}>
            {(read) =>
              read.instruments.length === 0 ? (
                <Text c="dimmed">{t('home.no_instruments')}</Text>
              ) : (
                <Freeze instruments={read.instruments} />
              )
            }
          </Read>
        </Card>
      </Section>
      <Section title={t('texts.found_title')}>
        <Card>
          <Found />
        </Card>
      </Section>
    </Stack>
  );
}

const NO_TEXTS: Readonly<Record<Lang, string>> = { en: '', fr: '', es: '' };

function Freeze({
  instruments,
}: {
  instruments: readonly { id: string; titles: Record<string, string | undefined>; versions: number }[];
}) {
  const { t, lang } = useWords();
  const [id, setId] = useState(instruments[0]?.id ?? '');
  const [texts, setTexts] = useState(NO_TEXTS);
  const [authentic, setAuthentic] = useState<readonly Lang[]>(['en']);
  const [parentText, setParent] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const preview = useAct(instrumentRoutes.previewVersion);
  const freeze = useAct(instrumentRoutes.freezeVersion);
  const instrument = instruments.find((one) => one.id === id) ?? instruments[0];
  const versions = instrument?.versions ?? 0;
  const parent = Number(parentText ?? versions) || null;
  const given = LANGS.filter((one) => texts[one].trim() !== '');
  const input = {
    instrument: instrument?.id ?? '',
    texts: given.map((one) => ({ lang: one, markdown: texts[one] })),
    authentic: authentic.filter((one) => given.includes(one)),
    parent,
  };
  const change = (one: Lang, text: string): void => {
    setTexts({ ...texts, [one]: text });
    preview.reset();
    freeze.reset();
  };
  const usable = given.length > 0 && input.authentic.length > 0;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('instrument.instrument')}
          value={instrument?.id ?? ''}
          onChange={(event) => {
            setId(event.currentTarget.value);
            setParent(null);
          }}
          data={instruments.map((one) => ({ value: one.id, label: inLang(one.titles, lang).text }))}
        />
        <NativeSelect
          label={t('version.parent')}
          value={String(parent ?? '')}
          onChange={(event) => setParent(event.currentTarget.value)}
          data={[
            { value: '', label: t('texts.no_parent') },
            ...Array.from({ length: versions }, (_, place) => ({
              value: String(place + 1),
              label: t('version.numbered', { number: place + 1 }),
            })),
          ]}
        />
      </SimpleGrid>
      {LANGS.map((one) => (
        <Stack key={one} gap="xs">
          <Group justify="space-between" align="flex-end">
            <Text fw={600}>{LANG_NAMES[one]}</Text>
            <Group>
              <Checkbox
                label={t('texts.authentic', { language: LANG_NAMES[one] })}
                checked={authentic.includes(one)}
                onChange={(event) =>
                  setAuthentic(
                    event.currentTarget.checked
                      ? [...authentic, one]
                      : authentic.filter((other) => other !== one),
                  )
                }
              />
              <FileChoice
                label={t('texts.file', { language: LANG_NAMES[one] })}
                accept=".md,.markdown,.txt,text/markdown,text/plain"
                onFile={(file) => void file.text().then((text) => change(one, text))}
              />
            </Group>
          </Group>
          <Textarea
            aria-label={t('texts.markdown', { language: LANG_NAMES[one] })}
            lang={one}
            minRows={3}
            maxRows={14}
            value={texts[one]}
            onChange={(event) => change(one, event.currentTarget.value)}
          />
        </Stack>
      ))}
      <TextInput
        label={t('version.reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button
          variant={preview.data ? 'default' : 'filled'}
          disabled={!usable}
          loading={preview.isPending}
          onClick={() => preview.mutate(input)}
        >
          {t('texts.preview')}
        </Button>
        {preview.data && (
          <Button
            loading={freeze.isPending}
            onClick={() => freeze.mutate({ ...input, reason: reason.trim() || null })}
          >
            {t('texts.freeze')}
          </Button>
        )}
      </Group>
      <Failure error={preview.error ?? freeze.error} />
      {freeze.data && (
        <Alert color="green" role="status">
          {t('texts.frozen', { number: freeze.data.number })} <Hash value={freeze.data.hash} />{' '}
          <Link to={`/instruments/${input.instrument}/versions/${freeze.data.number}`}>
            {t('version.numbered', { number: freeze.data.number })}
          </Link>
        </Alert>
      )}
      {preview.data && (
        <Stack>
          {preview.data.dropped.length > 0 ? (
            <Alert color="orange" title={t('texts.dropped', { count: preview.data.dropped.length })}>
              <ul>
                {preview.data.dropped.map((one) => (
                  <li key={`${one.lang} ${one.line} ${one.what}`}>
                    {t('texts.dropped_line', {
                      language: LANG_NAMES[one.lang],
                      line: one.line,
                      what: one.what,
                    })}
                  </li>
                ))}
              </ul>
            </Alert>
          ) : (
            <Alert color="teal">{t('texts.nothing_dropped')}</Alert>
          )}
          <Clauses clauses={preview.data.clauses} lang={preview.data.languages[0] ?? 'en'} />
        </Stack>
      )}
    </Stack>
  );
}

interface StageDraft {
  readonly key: number;
  readonly kind: Kind;
  readonly label: string;
  readonly body: string;
}

function Found() {
  const { t } = useWords();
  const found = useAct(instrumentRoutes.found);
  const bodies = useRead(bodyRoutes.bodies, {});
  const [titles, setTitles] = useState(NO_TITLES);
  const [slug, setSlug] = useState<string | null>(null);
  const [authentic, setAuthentic] = useState<readonly Lang[]>(['en']);
  const [stages, setStages] = useState<readonly StageDraft[]>([
    { key: 1, kind: 'principle', label: '', body: '' },
  ]);
  const list = bodies.data?.bodies ?? [];
  const instrument = slug ?? slugOf(titles.en);
  const change = (key: number, part: Partial<StageDraft>): void =>
    setStages(stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    found.mutate({
      instrument,
      titles: titlesOf(titles),
      authenticLanguages: [...authentic],
      stages: stages.map(({ kind, label, body }) => ({
        kind,
        label: label.trim() || t(`stage.kind.${kind}`),
        body: body || (list[0]?.id ?? ''),
      })),
    });
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <TitlesInput label={t('instrument.title')} value={titles} onChange={setTitles} />
        <TextInput
          label={t('instrument.slug')}
          description={t('ui.slug_means')}
          required
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          value={instrument}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <Group role="group" aria-label={t('texts.authentic_languages')}>
          <Text fw={600}>{t('texts.authentic_languages')}</Text>
          {LANGS.map((one) => (
            <Checkbox
              key={one}
              label={LANG_NAMES[one]}
              checked={authentic.includes(one)}
              onChange={(event) =>
                setAuthentic(
                  event.currentTarget.checked
                    ? [...authentic, one]
                    : authentic.filter((other) => other !== one),
                )
              }
            />
          ))}
        </Group>
        <Text fw={600}>{t('instrument.path')}</Text>
        {stages.map((stage, place) => (
          <Group
            key={stage.key}
            align="flex-end"
            role="group"
            aria-label={t('stage.numbered', { number: place + 1 })}
          >
            <NativeSelect
              label={t('stage.kind')}
              value={stage.kind}
              onChange={(event) => {
                const kind = KINDS.find((one) => one === event.currentTarget.value);
                if (kind) change(stage.key, { kind });
              }}
              data={KINDS.map((kind) => ({ value: kind, label: t(`stage.kind.${kind}`) }))}
            />
            <TextInput
              label={t('stage.label')}
              maxLength={120}
              placeholder={t(`stage.kind.${stage.kind}`)}
              value={stage.label}
              onChange={(event) => change(stage.key, { label: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('convene.body')}
              value={stage.body || (list[0]?.id ?? '')}
              onChange={(event) => change(stage.key, { body: event.currentTarget.value })}
              data={list.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
            />
            {stages.length > 1 && (
              <Button
                variant="default"
                aria-label={t('stage.remove', { number: place + 1 })}
                onClick={() => setStages(stages.filter((one) => one.key !== stage.key))}
              >
                {t('ui.remove')}
              </Button>
            )}
          </Group>
        ))}
        <Group>
          <Button
            variant="light"
            onClick={() =>
              setStages([
                ...stages,
                { key: Math.max(...stages.map((one) => one.key)) + 1, kind: 'final', label: '', body: '' },
              ])
            }
          >
            {t('stage.add')}
          </Button>
        </Group>
        <Failure error={found.error} />
        {found.data && (
          <Alert color="green" role="status">
            <Link to={`/instruments/${found.data.instrument}`}>{t('texts.founded')}</Link>
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={found.isPending} disabled={authentic.length === 0}>
            {t('texts.found')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
