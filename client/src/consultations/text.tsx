import { Button, Chip, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { CommentView, RoundView } from '../../../src/consultations/consultations.contract.js';
import { numbers, type Clause } from '../../../src/instruments/clause.js';
import { Clauses } from '../instruments/clauses.js';
import { Fold } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { Comment } from './comment.js';
import type { Saying } from './comment-form.js';
import classes from './consultations.module.css';
import type { TextsOf } from './texts.js';

/** The text, from which one comments: a button at each clause, and the comments on it beneath. */
export function TextToComment({
  round,
  texts,
  code,
  onSay,
}: {
  round: RoundView;
  texts: TextsOf;
  code: string | null;
  onSay: (saying: Saying) => void;
}) {
  const { t } = useWords();
  const [lang, setLang] = useState(texts.first.lang);
  const { clauses } = texts.in(lang);
  const labels = numbers(clauses);
  const may = round.speaksFor.length > 0;
  const nameOf = (clause: Clause): string =>
    labels[clause.id] ??
    t('comment.clause', { text: clause.text.length > 40 ? `${clause.text.slice(0, 40)}…` : clause.text });
  const standing = round.comments.filter(({ kind, state }) => kind === 'comment' && state === 'stands');
  const beneath = (clause: Clause | null) => {
    const name = clause === null ? t('comment.whole') : nameOf(clause);
    const on = standing.filter((one) => one.clause === (clause?.id ?? null));
    const list = (comments: readonly CommentView[]) => (
      <div className={classes.comments}>
        {comments.map((comment) => (
          <Comment
            key={comment.id}
            comment={comment}
            clause={texts.clause(comment.lang, comment.clause)}
            code={code}
            onReplace={() =>
              onSay({
                ...{ name, lang: comment.lang, replaces: comment },
                clause: texts.clause(comment.lang, comment.clause) ?? null,
              })
            }
          />
        ))}
      </div>
    );
    if (!may && on.length === 0) return null;
    return (
      <div className={classes.beneath}>
        {may && (
          <Button
            size="xs"
            variant="light"
            aria-label={t(clause ? 'comment.on' : 'comment.on_whole', { clause: name })}
            onClick={() => onSay({ clause, name, lang, replaces: null })}
          >
            {t(clause ? 'comment.comment' : 'comment.on_whole')}
          </Button>
        )}
        {on.length > 0 && (
          <Fold
            label={[clause === null && name, t('consultation.comments', { count: on.length })]
              .filter(Boolean)
              .join(': ')}
          >
            {list(on)}
          </Fold>
        )}
      </div>
    );
  };
  return (
    <Stack>
      {texts.langs.length > 1 && (
        <Chip.Group value={lang} onChange={(value) => setLang(value as typeof lang)}>
          <Group gap="xs" role="group" aria-label={t('version.languages')}>
            {texts.langs.map((one) => (
              <Chip key={one} value={one}>
                {LANG_NAMES[one]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {beneath(null)}
      <Clauses clauses={clauses} lang={lang} beneath={beneath} />
    </Stack>
  );
}
