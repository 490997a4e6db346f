import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { WithReason } from '../assemblies/with-reason.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import { settled } from '../../../src/drafting/writing.js';
import { useAct } from '../house/api.js';
import { MomentInput } from '../ui/MomentInput.js';
import { Failure } from '../ui/Failure.js';
import { Nothing } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { momentOf } from '../words/zone.js';
import { useSecretary } from './drafters.js';
import type { Shown } from './session.js';

/** The end of a draft: it is tabled as a version, or abandoned. */
export function Finish({ view, shown }: { view: DraftView; shown: Shown }) {
  const { t } = useWords();
  const secretary = useSecretary();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const table = useAct(draftRoutes.table);
  const abandon = useAct(draftRoutes.abandon);
  const corrects = view.kind === 'corrigendum';
  const ready = settled(shown.writing);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    table.mutate({
      draft: view.id,
      revision: shown.writing.revision,
      reason: reason.trim() || null,
      until: corrects && until ? momentOf(until, null) : null,
    });
  };
  if (!secretary) return <Nothing>{t('draft.secretariat_tables')}</Nothing>;
  return (
    <Stack>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">{t(corrects ? 'draft.table_means_corrigendum' : 'draft.table_means')}</Text>
          <TextInput
            label={t('version.reason')}
            required={corrects}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {corrects && (
            <MomentInput
              label={t('corrigendum.until')}
              description={t('corrigendum.until_means')}
              required
              value={until}
              onChange={setUntil}
            />
          )}
          {!ready && (
            <Text size="sm" c="dimmed">
              {t('draft.not_yet_saved')}
            </Text>
          )}
          <Failure error={table.error} />
          <Button type="submit" disabled={!ready} loading={table.isPending}>
            {t('draft.table')}
          </Button>
        </Stack>
      </form>
      <div>
        <WithReason
          label={t('draft.abandon')}
          about={view.name}
          error={abandon.error}
          busy={abandon.isPending}
          onReason={(why, close) => abandon.mutate({ draft: view.id, reason: why }, { onSuccess: close })}
        />
      </div>
    </Stack>
  );
}
