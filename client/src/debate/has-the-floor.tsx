import { Group, Text } from '@mantine/core';
import type { SpeakersView } from '../../../src/debate/debate.contract.js';
import { onTheFloor } from '../../../src/debate/speakers.js';
import { Card } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Speaker, SpeechClock } from './speech.js';

/** Who has the floor, with the running clock, on screens that are about something else. */
export function HasTheFloor({ list }: { list: SpeakersView | null }) {
  const { t } = useWords();
  const speaking = list && onTheFloor(list).speaking;
  if (!speaking) return null;
  return (
    <Card data-testid="has-the-floor">
      <Group justify="space-between" wrap="nowrap" role="group" aria-label={t('speakers.on_the_floor')}>
        <div>
          <Text size="sm" c="dimmed">
            {t('speakers.on_the_floor')}
          </Text>
          <Speaker of={speaking} />
        </div>
        <SpeechClock speech={speaking} large />
      </Group>
    </Card>
  );
}
