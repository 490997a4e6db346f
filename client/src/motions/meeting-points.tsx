import { List, Stack, Text } from '@mantine/core';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { applied } from '../../../src/instruments/operations.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { compatible } from '../../../src/instruments/merge.js';
import { whereabouts } from '../../../src/instruments/wordings.js';
import type { Texts, WordedCollision, Wordings } from '../../../src/instruments/wordings.js';
import { DiffText } from '../instruments/diff-text.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import classes from './amending.module.css';
import { placeText } from './sentences.js';

/** Where two amendments meet, in one sentence. */
export function meetingText(
  { kind, clause, keys: [a, b] }: WordedCollision,
  texts: Texts,
  { t }: Speech,
): string {
  const text = Object.values(texts)[0] ?? [];
  const where = clause === null ? undefined : whereabouts(text).get(clause);
  const at = where ? placeText(where, t) : t('meeting.beginning');
  return t(`meeting.${kind}`, { a, b, at });
}

/** What a text makes of a clause under operations; null: it is gone. */
const madeOf = (base: readonly Clause[], wordings: Wordings, lang: Lang, clause: string): string | null => {
  const made = applied(base, wordings[lang] ?? []);
  return made.ok ? (made.value.find(({ id }) => id === clause)?.text ?? null) : null;
};

/** Where amendments meet, in words; with what each makes of the clause where `all` are given. */
export function MeetingPoints({
  found,
  texts,
  all,
}: {
  found: readonly WordedCollision[];
  texts: Texts;
  all?: readonly { readonly key: string; readonly wordings: Wordings }[];
}) {
  const speech = useWords();
  const { t } = speech;
  if (found.length === 0) return null;
  return (
    <List spacing="xs" data-testid="meeting-points">
      {found.map((one) => {
        const lang = first(one.langs);
        const base = texts[lang] ?? [];
        const before = base.find(({ id }) => id === one.clause);
        return (
          <List.Item key={[one.kind, one.clause, ...one.keys].join(' ')}>
            <Text>
              {meetingText(one, texts, speech)} {!compatible(one) && <strong>{t('meeting.one_only')}</strong>}
            </Text>
            {all && before && !compatible(one) && (
              <Stack gap={4} mt={4}>
                {one.keys.map((key) => {
                  const wordings = all.find((each) => each.key === key)?.wordings ?? {};
                  const made = madeOf(base, wordings, lang, before.id);
                  return (
                    <div key={key} className={classes.apart}>
                      <Text size="sm" c="dimmed">{`${key} · ${LANG_NAMES[lang]}`}</Text>
                      {made === null ? (
                        <DiffText lang={lang} runs={[{ op: 'removed', text: before.text }]} />
                      ) : (
                        <DiffText lang={lang} runs={wordsOf(before.text, made)} />
                      )}
                    </div>
                  );
                })}
              </Stack>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}
