import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Read, Section } from '../ui/Page.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { Found } from './found.js';
import { givenIn, isGiven, NO_IMPORTS, Preview, sent, ImportsInput } from './imports.js';
import type { Imports } from './imports.js';
import { listed } from './listed.js';

/** Texts: a new instrument with the path it has to travel, and versions frozen from files or Markdown. */
export default function Texts() {
  const { t, lang } = useWords();
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
                <Freeze instruments={listed(read.instruments, lang)} />
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

function Freeze({
  instruments,
}: {
  instruments: readonly { id: string; titles: Record<string, string | undefined>; versions: number }[];
}) {
  const { t, lang } = useWords();
  const [id, setId] = useState(instruments[0]?.id ?? '');
  const [imports, setImports] = useState(NO_IMPORTS);
  const [picked, setAuthentic] = useState<readonly Lang[] | null>(null);
  const [parentText, setParent] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const preview = useAct(instrumentRoutes.previewVersion);
  const freeze = useAct(instrumentRoutes.freezeVersion);
  const instrument = instruments.find((one) => one.id === id) ?? instruments[0];
  const versions = instrument?.versions ?? 0;
  const parent = Number(parentText ?? versions) || null;
  const given = givenIn(imports);
  // Until somebody says otherwise, the text itself is the one in the reader's language, or what there is.
  const authentic = picked ?? (given.includes(lang) ? [lang] : given.slice(0, 1));
  const chosen = authentic.filter((one) => given.includes(one));
  const input = async () => ({
    instrument: instrument?.id ?? '',
    texts: await sent(imports, given),
    // A file for all languages says itself which are authentic.
    authentic: imports.whole ? null : chosen,
    parent,
  });
  const change = (now: Imports): void => {
    setImports(now);
    preview.reset();
    freeze.reset();
  };
  const usable = isGiven(imports) && (imports.whole !== null || chosen.length > 0);
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
      <ImportsInput
        langs={LANGS}
        value={imports}
        onChange={change}
        beside={(one) => (
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
        )}
      />
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
          onClick={() => void input().then((asked) => preview.mutate(asked))}
        >
          {t('texts.preview')}
        </Button>
        {preview.data && (
          <Button
            loading={freeze.isPending}
            onClick={() =>
              void input().then((asked) => freeze.mutate({ ...asked, reason: reason.trim() || null }))
            }
          >
            {t('texts.freeze')}
          </Button>
        )}
      </Group>
      <Failure error={preview.error ?? freeze.error} />
      {freeze.data && (
        <Alert color="green" role="status">
          {t('texts.frozen', { number: freeze.data.number })} <Hash value={freeze.data.hash} />{' '}
          <Link to={`/instruments/${instrument?.id}/versions/${freeze.data.number}`}>
            {t('version.numbered', { number: freeze.data.number })}
          </Link>
        </Alert>
      )}
      {preview.data && <Preview of={preview.data} />}
    </Stack>
  );
}
