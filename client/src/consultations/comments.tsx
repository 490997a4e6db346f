import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { byName } from '../../../src/basics/order.js';
import type { CommentView, RoundView } from '../../../src/consultations/consultations.contract.js';
import { grouped } from '../../../src/consultations/table.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { Runs } from '../instruments/runs.js';
import { Fold, Nothing, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Comment, DISPOSITIONS } from './comment.js';
import classes from './consultations.module.css';
import type { Saying } from './comment-form.js';
import type { TextsOf } from './texts.js';

const answerOf = (comment: CommentView): string => comment.dispositions[0]?.disposition ?? 'unanswered';

/** All comments that the reader may see, grouped by clause, with filters. */
export function Comments({
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
  const { t, known } = useWords();
  const [answer, setAnswer] = useState('');
  const [region, setRegion] = useState('');
  const [worded, setWorded] = useState(false);
  const regions = [...new Set(round.comments.map((one) => one.region))].toSorted((a, b) =>
    byName(a ?? '', b ?? ''),
  );
  const shown = round.comments.filter(
    (one) =>
      (answer === '' || answerOf(one) === answer) &&
      (region === '' || (one.region ?? '?') === region) &&
      (!worded || one.wording !== null),
  );
  const clauses = texts.first.clauses;
  const groups = grouped(shown, clauses);
  const silent = round.comments.filter(({ kind, state }) => kind === 'none' && state === 'stands');
  const earlier = round.comments.filter(({ kind, state }) => kind === 'comment' && state !== 'stands');
  const one = (comment: CommentView, clause: Clause | null, name: string) => (
    <Comment
      key={comment.id}
      comment={comment}
      clause={texts.clause(comment.lang, comment.clause)}
      code={code}
      onReplace={() => onSay({ clause, name, lang: comment.lang, replaces: comment })}
    />
  );
  const some = round.comments.some(({ kind }) => kind === 'comment');
  return (
    <Stack gap="lg">
      {some && (
        <Group align="flex-end">
          <NativeSelect
            label={t('comment.filter.answer')}
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            data={[
              { value: '', label: t('comment.filter.all') },
              { value: 'unanswered', label: t('comment.filter.unanswered') },
              ...DISPOSITIONS.map((value) => ({ value, label: t(`disposition.${value}`) })),
            ]}
          />
          <NativeSelect
            label={t('comment.filter.region')}
            value={region}
            onChange={(event) => setRegion(event.currentTarget.value)}
            data={[
              { value: '', label: t('comment.filter.all') },
              ...regions.map((value) => ({
                value: value ?? '?',
                label: value === null ? t('consultation.region_unknown') : (known(`class.${value}`) ?? value),
              })),
            ]}
          />
          <Checkbox
            label={t('comment.filter.wording')}
            checked={worded}
            onChange={(event) => setWorded(event.currentTarget.checked)}
            mb={12}
          />
        </Group>
      )}
      {groups.length === 0 && <Nothing>{t(some ? 'comment.none_of_these' : 'comment.none')}</Nothing>}
      {groups.map(({ clause, number, comments }) => {
        const name =
          clause === null
            ? t('comment.whole')
            : [t(`clause.${clause.kind}`), number].filter(Boolean).join(' ');
        return (
          <Section key={clause?.id ?? ''} title={name}>
            {clause && (
              <Text c="dimmed" lang={texts.first.lang}>
                <Runs text={clause.text} />
              </Text>
            )}
            <div className={classes.comments}>
              {comments.map((comment) =>
                one(comment, texts.clause(comment.lang, comment.clause) ?? null, name),
              )}
            </div>
          </Section>
        );
      })}
      {silent.length > 0 && (
        <Text>
          {t('ui.pair', {
            name: t('comment.no_comments_from'),
            what: silent.map(({ name }) => name).join('; '),
          })}
        </Text>
      )}
      {earlier.length > 0 && (
        <Fold label={t('comment.earlier')}>
          <div className={classes.comments}>{earlier.map((comment) => one(comment, null, ''))}</div>
        </Fold>
      )}
    </Stack>
  );
}
