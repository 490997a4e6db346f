import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Nothing } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** The revisions that were kept under a name; the record has their hashes. */
export function Revisions({
  view,
  saved,
  onRestored,
}: {
  view: DraftView;
  /** Whether the server has the text as it stands. */
  saved: boolean;
  onRestored: () => void;
}) {
  const { t, lang } = useWords();
  const [name, setName] = useState('');
  const keep = useAct(draftRoutes.nameRevision);
  const restore = useAct(draftRoutes.restore);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    keep.mutate({ draft: view.id, name: name.trim() }, { onSuccess: () => setName('') });
  };
  return (
    <Stack gap="sm">
      <form onSubmit={send}>
        <Stack gap="xs">
          <TextInput
            label={t('draft.revision_name')}
            description={t('draft.revision_means')}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="light" disabled={!saved} loading={keep.isPending}>
            {t('draft.keep_revision')}
          </Button>
        </Stack>
      </form>
      <Failure error={keep.error ?? restore.error} />
      {view.named.length === 0 && <Nothing>{t('draft.no_revisions')}</Nothing>}
      {view.named.map((one) => (
        <Stack key={one.revision} gap={4}>
          <Text fw={600}>{one.name}</Text>
          <Text size="sm" c="dimmed">
            {[one.by?.name, moment(one.at, lang)].filter(Boolean).join(' · ')}
          </Text>
          <Hash value={one.hash} />
          <Button
            variant="default"
            size="sm"
            disabled={!saved}
            aria-label={t('ui.pair', { name: t('draft.restore'), what: one.name })}
            loading={restore.isPending}
            onClick={() =>
              restore.mutate({ draft: view.id, revision: one.revision }, { onSuccess: onRestored })
            }
          >
            {t('draft.restore')}
          </Button>
        </Stack>
      ))}
    </Stack>
  );
}
