import { Alert, Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { amendmentRoutes } from '../../../src/motions/amendments.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Nothing, Read } from '../ui/Page.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { useWords } from '../words/words.js';
import type { FormProps } from './acts.js';

/** Moves a motion to a later version of its text; says which amendments went along, and whose movers are asked. */
export function ReviseForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const { about } = motion;
  const instrument = about.kind === 'stage' ? about.instrument : '';
  const current = about.kind === 'stage' ? about.version : 0;
  const query = useRead(instrumentRoutes.instrument, { instrument });
  const revise = useAct(amendmentRoutes.revise);
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  if (revise.isSuccess) {
    const { carried, asked } = revise.data;
    return (
      <Stack>
        <Alert color="green" role="status">
          {t('revise.done', { number: revise.variables.version })}
        </Alert>
        {carried.length > 0 && <Text>{t('revise.carried', { labels: carried.join(', ') })}</Text>}
        {asked.length > 0 && <Text>{t('revise.asked', { labels: asked.join(', ') })}</Text>}
        <Button onClick={onDone}>{t('ui.close')}</Button>
      </Stack>
    );
  }
  return (
    <Read query={query}>
      {({ versions }) => {
        const later = versions.map(({ number }) => number).filter((number) => number > current);
        const version = Number(chosen) || later.at(-1);
        const send = (event: FormEvent): void => {
          event.preventDefault();
          if (version) revise.mutate({ motion: motion.id, version, reason });
        };
        return later.length === 0 ? (
          <Nothing>{t('revise.none')}</Nothing>
        ) : (
          <form onSubmit={send}>
            <Stack>
              <Text c="dimmed">{t('revise.means')}</Text>
              <NativeSelect
                label={t('version.version')}
                value={String(version)}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={later.map((number) => ({
                  value: String(number),
                  label: t('version.numbered', { number }),
                }))}
              />
              <ReasonInput value={reason} onChange={setReason} />
              <Failure error={revise.error} />
              <Button type="submit" loading={revise.isPending}>
                {t('motion.do.revise')}
              </Button>
            </Stack>
          </form>
        );
      }}
    </Read>
  );
}
