import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { first } from '../../../src/basics/must.js';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { CommentView, RoundView } from '../../../src/consultations/consultations.contract.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { useAct, useRead } from '../house/api.js';
import { nameOf } from '../motions/states.js';
import { useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/** A proposed wording becomes an amendment, or is taken into a draft. */
export function TakeUp({ round, comment }: { round: RoundView; comment: CommentView }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('comment.take_up')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('comment.take_up')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Stack gap="xl">
          <IntoDraft round={round} comment={comment} onDone={close} />
          <AsAmendment round={round} comment={comment} onDone={close} />
        </Stack>
      </Modal>
    </>
  );
}

function IntoDraft({
  round,
  comment,
  onDone,
}: {
  round: RoundView;
  comment: CommentView;
  onDone: () => void;
}) {
  const { t } = useWords();
  const { data } = useRead(draftRoutes.drafts, {});
  const [chosen, setChosen] = useState('');
  const take = useAct(consultationRoutes.takeIntoDraft);
  const drafts = (data?.drafts ?? []).filter(
    ({ mine, state, instrument }) => mine && state === 'open' && instrument.id === round.instrument,
  );
  if (drafts.length === 0) return null;
  const draft = chosen || first(drafts).id;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('comment.into_draft')}
        value={draft}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={drafts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Failure error={take.error} />
      <Group>
        <Button
          loading={take.isPending}
          onClick={() => take.mutate({ comment: comment.id, draft }, { onSuccess: onDone })}
        >
          {t('comment.take')}
        </Button>
      </Group>
    </Stack>
  );
}

function AsAmendment({
  round,
  comment,
  onDone,
}: {
  round: RoundView;
  comment: CommentView;
  onDone: () => void;
}) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const assemblies = session?.assemblies ?? [];
  const [assembly, setAssembly] = useState('');
  const here = assembly || (assemblies[0]?.id ?? '');
  const { data } = useRead(motionRoutes.motions, { assembly: here }, { when: here !== '' });
  const [to, setTo] = useState('');
  const [title, setTitle] = useState(t('comment.amendment_named', { member: comment.name }));
  const move = useAct(consultationRoutes.moveAmendment);
  const motions = (data?.motions ?? []).filter(
    ({ about }) => about.kind === 'stage' && about.instrument === round.instrument,
  );
  const target = to || (motions[0]?.id ?? '');
  if (assemblies.length === 0) return null;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('comment.assembly')}
        value={here}
        onChange={(event) => setAssembly(event.currentTarget.value)}
        data={assemblies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {motions.length > 0 && (
        <>
          <NativeSelect
            label={t('comment.as_amendment')}
            value={target}
            onChange={(event) => setTo(event.currentTarget.value)}
            data={motions.map((motion) => ({ value: motion.id, label: nameOf(motion, t) }))}
          />
          <TextInput
            label={t('comment.amendment_title')}
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Failure error={move.error} />
          <Group>
            <Button
              loading={move.isPending}
              disabled={title.trim() === ''}
              onClick={() =>
                move.mutate(
                  { comment: comment.id, to: target, titles: { [lang]: title.trim() } },
                  { onSuccess: onDone },
                )
              }
            >
              {t('comment.move')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
