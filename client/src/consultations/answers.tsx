import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type {
  CommentView,
  Disposition,
  RoundView,
} from '../../../src/consultations/consultations.contract.js';
import { grouped } from '../../../src/consultations/table.js';
import { useAct } from '../house/api.js';
import { Runs } from '../instruments/runs.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Comment, DISPOSITIONS } from './comment.js';
import { Conclude } from './members.js';
import classes from './consultations.module.css';
import { TakeUp } from './take-up.js';
import type { TextsOf } from './texts.js';

/** Comments are answered one after the other, in the order of the text, by keyboard alone where one likes. */
export function Answers({ round, texts }: { round: RoundView; texts: TextsOf }) {
  const { t } = useWords();
  const all = grouped(round.comments, texts.first.clauses).flatMap(({ comments }) => comments);
  const open = all.filter(({ dispositions }) => dispositions.length === 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === (chosen ?? open[0]?.id)),
  );
  const comment = all[at];
  if (!comment) return <Nothing>{t('comment.none')}</Nothing>;
  const go = (place: number): void => setChosen(all.at(place % all.length)?.id ?? null);
  return (
    <Stack>
      <Text role="status" fw={600}>
        {open.length > 0 ? t('disposition.left', { count: open.length }) : t('disposition.done')}
      </Text>
      <Conclude round={round} />
      <Text size="sm" c="dimmed">
        {t('disposition.keys')}
      </Text>
      <Group>
        <Button variant="default" onClick={() => go(at - 1)}>
          {t('disposition.previous')}
        </Button>
        <Button variant="default" onClick={() => go(at + 1)}>
          {t('disposition.next')}
        </Button>
        <Text c="dimmed">
          {at + 1} / {all.length}
        </Text>
      </Group>
      <One
        key={comment.id}
        comment={comment}
        round={round}
        texts={texts}
        focused={chosen !== null}
        onDone={() => {
          const next = [...all.slice(at + 1), ...all.slice(0, at)].find(
            ({ dispositions }) => dispositions.length === 0,
          );
          setChosen(next?.id ?? comment.id);
        }}
      />
    </Stack>
  );
}

function One({
  comment,
  round,
  texts,
  focused,
  onDone,
}: {
  comment: CommentView;
  round: RoundView;
  texts: TextsOf;
  /** Whether somebody works here: the first choice takes the focus. */
  focused: boolean;
  onDone: () => void;
}) {
  const { t } = useWords();
  const [now] = comment.dispositions;
  const [disposition, setDisposition] = useState<Disposition | null>(now?.disposition ?? null);
  const [reason, setReason] = useState(now?.reason ?? '');
  const first = useRef<HTMLInputElement>(null);
  const dispose = useAct(consultationRoutes.dispose);
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);
  const clause = texts.clause(comment.lang, comment.clause);
  const ready = disposition !== null && reason.trim() !== '';
  const send = (): void => {
    if (ready && !dispose.isPending)
      dispose.mutate({ comment: comment.id, disposition, reason: reason.trim() }, { onSuccess: onDone });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <Card data-testid="answering">
      <Stack>
        {clause && (
          <Text lang={comment.lang} c="dimmed">
            <Runs text={clause.text} />
          </Text>
        )}
        <Comment comment={comment} clause={clause} code={null} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the fields are the form's own */}
        <form onSubmit={submit} onKeyDown={key}>
          <Stack>
            <Radio.Group
              label={t('disposition.answer')}
              value={disposition}
              onChange={(value) => setDisposition(value as Disposition)}
            >
              <div className={classes.choices}>
                {DISPOSITIONS.map((one, place) => (
                  <Radio
                    key={one}
                    value={one}
                    label={t(`disposition.${one}`)}
                    py="xs"
                    {...(place === 0 && { ref: first })}
                  />
                ))}
              </div>
            </Radio.Group>
            <Textarea
              label={t('disposition.reason')}
              minRows={3}
              maxLength={5_000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Failure error={dispose.error} />
            <Group>
              <Button type="submit" disabled={!ready} loading={dispose.isPending}>
                {t(now ? 'disposition.change' : 'disposition.give')}
              </Button>
              {comment.wording !== null && <TakeUp round={round} comment={comment} />}
            </Group>
          </Stack>
        </form>
      </Stack>
    </Card>
  );
}
