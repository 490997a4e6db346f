import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import { useRead } from '../house/api.js';
import type { Happening } from '../instruments/history.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { Counted, Phase } from './list.js';

/** The consultations on an instrument for its timeline, each on the day on which it opened. */
export function useConsulted(instrument: string): readonly Happening[] {
  const { t, lang } = useWords();
  const { data } = useRead(consultationRoutes.consultations, { instrument });
  return (data?.consultations ?? []).map((one) => {
    const [from, until] = [one.opensAt.slice(0, 10), (one.closedAt ?? one.closesAt).slice(0, 10)];
    return {
      ...{ date: from, rank: 1 },
      moment: {
        ...{ key: `consultation ${one.id}`, when: edtf(`${from}/${until}`, lang) },
        state: one.phase === 'closed' ? 'done' : one.phase === 'planned' ? 'pending' : 'current',
        title: (
          <Anchor component={Link} to={`/consultations/${one.id}`} inherit>
            {t('ui.pair', {
              name: t('consultation.one'),
              what: t('version.numbered', { number: one.version }),
            })}
          </Anchor>
        ),
        body: (
          <Stack gap={4}>
            <Text>
              {t('consultation.answered', { answered: one.answered, count: one.invited })}
              {one.counts && ' · '}
              <Counted counts={one.counts} />
            </Text>
            <span>
              <Phase phase={one.phase} />
            </span>
          </Stack>
        ),
      },
    };
  });
}
