import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { CommentView, Disposition } from '../../../src/consultations/consultations.contract.js';
import { nameOf } from '../../../src/consultations/table.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { useAct } from '../house/api.js';
import { Confirmed } from '../ui/Confirmed.js';
import { DiffText } from '../instruments/diff-text.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import classes from './consultations.module.css';

export const DISPOSITIONS = [
  'accepted',
  'partly',
  'rejected',
  'noted',
] as const satisfies readonly Disposition[];
const COLOURS: Readonly<Record<Disposition, string>> = {
  accepted: 'green',
  partly: 'teal',
  rejected: 'red',
  noted: 'gray',
};

/** One comment with its proposed wording, the answer to it, and what can be done with it. */
export function Comment({
  comment,
  clause,
  code,
  onReplace,
  children,
}: {
  comment: CommentView;
  /** The clause that it is on, in its language. */
  clause: Clause | undefined;
  /** Of the member's link. */
  code: string | null;
  onReplace?: () => void;
  children?: ReactNode;
}) {
  const { t, lang, known } = useWords();
  const withdraw = useAct(consultationRoutes.withdraw);
  const { id, name, region, lang: spoken, text, wording, author, via, state } = comment;
  const named = comment.number === null ? '' : nameOf(comment);
  return (
    <article
      className={classes.comment}
      data-state={state}
      data-testid={`comment-${named}`}
      id={`comment-${id}`}
    >
      <Group gap="xs">
        <Text fw={640}>{t('comment.numbered', { number: named })}</Text>
        <Text>{name}</Text>
        {region !== null && (
          <Text c="dimmed" size="sm">
            {known(`class.${region}`) ?? region}
          </Text>
        )}
        {comment.own && <Badge color="teal">{t('comment.own')}</Badge>}
        {state !== 'stands' && <Badge color="gray">{t(`comment.state.${state}`)}</Badge>}
      </Group>
      <Text className={classes.said} lang={spoken} mt={4}>
        {text}
      </Text>
      {wording !== null && (
        <div className={classes.wording}>
          <Text size="sm" c="dimmed">
            {t('comment.proposed')}
          </Text>
          <DiffText lang={spoken} runs={wordsOf(clause?.text ?? '', wording)} />
        </div>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {[
          moment(comment.at, lang),
          via === 'desk' && t('comment.by_desk'),
          author !== null && t('comment.signed', { name: author }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Answer comment={comment} />
      {comment.uses.map((use) => (
        <Text key={use.at} size="sm" mt={4}>
          {use.draft ? (
            <Anchor component={Link} to={`/drafts/${use.draft}`}>
              {t('comment.use.draft', { label: use.label })}
            </Anchor>
          ) : (
            t(`comment.use.${use.kind}`, { label: use.label })
          )}
        </Text>
      ))}
      {comment.own && (
        <Group mt="xs">
          {onReplace && (
            <Button size="sm" variant="default" onClick={onReplace}>
              {t('comment.replace')}
            </Button>
          )}
          <Confirmed
            size="sm"
            variant="default"
            label={t('comment.withdraw')}
            means={t('comment.withdraw_means', { number: named })}
            busy={withdraw.isPending}
            error={withdraw.error}
            onConfirm={(close) =>
              withdraw.mutate({ comment: id, ...(code !== null && { code }) }, { onSuccess: close })
            }
          />
        </Group>
      )}
      {children}
    </article>
  );
}

/** The answer that stands, and those before it. */
function Answer({ comment }: { comment: CommentView }) {
  const { t } = useWords();
  const [now, ...earlier] = comment.dispositions;
  if (comment.state !== 'stands') return null;
  return (
    <Stack gap={4} className={classes.answer}>
      <Group gap="xs">
        <Badge color={now ? COLOURS[now.disposition] : 'orange'}>
          {t(now ? `disposition.${now.disposition}` : 'disposition.open')}
        </Badge>
        {now && <Text className={classes.said}>{now.reason}</Text>}
      </Group>
      {earlier.map((one) => (
        <Text key={one.at} size="sm" c="dimmed">
          {t('disposition.before', { answer: t(`disposition.${one.disposition}`), reason: one.reason })}
        </Text>
      ))}
    </Stack>
  );
}
