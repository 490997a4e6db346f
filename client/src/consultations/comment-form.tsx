import { Button, Modal, NativeSelect, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import {
  COMMENT_LIMIT,
  consultationRoutes,
  WORDING_LIMIT,
} from '../../../src/consultations/consultations.contract.js';
import type { CommentView, RoundView } from '../../../src/consultations/consultations.contract.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { useAct } from '../house/api.js';
import { Runs } from '../instruments/runs.js';
import { forget, useKept } from '../ui/kept.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/** What somebody begins to say: on a clause (null: the whole), or instead of an own comment. */
export interface Saying {
  readonly clause: Clause | null;
  /** How the clause is called. */
  readonly name: string;
  readonly lang: Lang;
  readonly replaces: CommentView | null;
}

/** A comment is written in a dialog, which fills a phone. */
export function CommentForm({
  round,
  code,
  saying,
  onClose,
}: {
  round: RoundView;
  code: string | null;
  saying: Saying | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={saying !== null}
      onClose={onClose}
      fullScreen={narrow}
      size="lg"
      title={saying && t(saying.clause ? 'comment.on' : 'comment.on_whole', { clause: saying.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {saying && <Form round={round} code={code} saying={saying} onDone={onClose} />}
    </Modal>
  );
}

function Form({
  round,
  code,
  saying: { clause, lang, replaces },
  onDone,
}: {
  round: RoundView;
  code: string | null;
  saying: Saying;
  onDone: () => void;
}) {
  const { t } = useWords();
  const form = `comment ${round.id} ${clause?.id ?? ''} ${replaces?.id ?? ''}`;
  const [text, setText] = useKept(form, 'text', replaces?.text ?? '');
  const [wording, setWording] = useKept(form, 'wording', replaces?.wording ?? clause?.text ?? '');
  const [proposes, setProposes] = useState(replaces !== null && replaces.wording !== null);
  const [member, setMember] = useState(replaces?.member ?? first(round.speaksFor).member);
  const [author, setAuthor] = useState(replaces?.author ?? '');
  const send = useAct(consultationRoutes.comment);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate(
      {
        ...{ consultation: round.id, member, clause: clause?.id ?? null, lang, text: text.trim() },
        ...(code !== null && { code }),
        replaces: replaces?.id ?? null,
        wording: proposes && wording.trim() !== '' ? wording : null,
        author: author.trim() || null,
      },
      {
        onSuccess: () => {
          forget(form);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {clause && (
          <Text lang={lang} c="dimmed">
            <Runs text={clause.text} />
          </Text>
        )}
        {round.speaksFor.length > 1 && !replaces && (
          <NativeSelect
            label={t('comment.for')}
            value={member}
            onChange={(event) => setMember(event.currentTarget.value)}
            data={round.speaksFor.map((one) => ({ value: one.member, label: one.name }))}
          />
        )}
        <Textarea
          label={t('comment.text')}
          required
          data-autofocus
          minRows={4}
          maxLength={COMMENT_LIMIT}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {clause && (
          <Switch
            size="md"
            label={t('comment.propose')}
            checked={proposes}
            onChange={(event) => setProposes(event.currentTarget.checked)}
          />
        )}
        {clause && proposes && (
          <Textarea
            label={t('comment.proposed')}
            lang={lang}
            minRows={4}
            maxLength={WORDING_LIMIT}
            value={wording}
            onChange={(event) => setWording(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('comment.author')}
          description={t('comment.author_means')}
          maxLength={200}
          value={author}
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <Failure error={send.error} />
        <Button type="submit" loading={send.isPending} disabled={text.trim() === ''}>
          {t('comment.send')}
        </Button>
      </Stack>
    </form>
  );
}
