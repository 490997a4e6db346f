import { Stack } from '@mantine/core';
import type { FloorView } from '../../../src/live/live.contract.js';
import { Nothing } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { HallDesk } from '../assemblies/hall-desk.js';
import { DebateDesk } from './desk.js';

/** The speakers' list at the secretariat's desk, where it is led beside the chair. */
export default function Debate({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const sitting = floor.assembly.sittings.some((one) => one.state === 'open');
  return (
    <Stack gap="lg">
      <HallDesk floor={floor} />
      {sitting ? <DebateDesk floor={floor} /> : <Nothing>{t('speakers.needs_sitting')}</Nothing>}
    </Stack>
  );
}
