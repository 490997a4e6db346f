import { Stack, Text } from '@mantine/core';
import { FOLLOWED, type PathStage, type Target } from '../../../src/instruments/path.js';
import { majorityLabel } from '../polls/rule.js';
import { Timeline } from '../ui/Timeline.js';
import { LANG_NAMES, useWords, type Speech } from '../words/words.js';
import { stageName } from './stages.js';

/** Where an outcome leads, in words. */
export const targetText = (target: Target, path: readonly PathStage[], speech: Speech): string => {
  if ('end' in target) return speech.t(`path.end.${target.end}`);
  const place = path.findIndex(({ key }) => key === target.stage);
  const label = path[place]?.label ?? target.stage;
  return `${place + 1}. ${stageName(label, speech)}`;
};

/** A path as it is drawn: its stages on a rail, and of each where every outcome leads. */
export function PathDrawn({
  path,
  bodyName,
}: {
  path: readonly PathStage[];
  bodyName: (body: string) => string;
}) {
  const speech = useWords();
  const { t } = speech;
  return (
    <Timeline
      label={t('path.drawn')}
      moments={path.map((stage, place) => {
        const { key, kind, label, body, rule, minimumDays, withinDays, languages, follows } = stage;
        const conditions = [
          rule !== null && majorityLabel(rule, speech),
          minimumDays !== null && t('path.not_before', { count: minimumDays }),
          withinDays !== null && t('path.within', { count: withinDays }),
          languages.length > 0 &&
            t('path.in_languages', { languages: languages.map((one) => LANG_NAMES[one]).join(', ') }),
        ].filter((one) => one !== false);
        return {
          key: `${key} ${place}`,
          state: 'pending',
          when: t(`stage.kind.${kind}`),
          title: `${place + 1}. ${stageName(label, speech)}`,
          body: (
            <Stack gap={4}>
              <Text>{bodyName(body)}</Text>
              {conditions.length > 0 && (
                <Text size="sm" c="dimmed">
                  {conditions.join(' · ')}
                </Text>
              )}
              <ul>
                {FOLLOWED.map((outcome) => {
                  const target = follows[outcome];
                  return (
                    target && (
                      <li key={outcome}>
                        {t(
                          outcome === 'lapsed' && kind === 'tacit'
                            ? 'path.when.silence'
                            : `path.when.${outcome}`,
                        )}
                        {' → '}
                        {targetText(target, path, speech)}
                      </li>
                    )
                  );
                })}
              </ul>
            </Stack>
          ),
        };
      })}
    />
  );
}
