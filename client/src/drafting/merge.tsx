import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/** Begins the draft of a motion's next version from its adopted amendments. */
export function MergeAmendments({ motion, label }: { motion: string; label: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const merge = useAct(draftRoutes.mergeDraft);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    merge.mutate(
      { motion, name: name.trim() },
      { onSuccess: ({ draft }) => void navigate(`/drafts/${draft}`) },
    );
  };
  return (
    <>
      <Button variant="default" onClick={open} aria-label={t('merging.begin_for', { motion: label })}>
        {t('merging.begin')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('merging.begin')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <Text size="sm">{t('merging.begin_means')}</Text>
            <TextInput
              label={t('drafts.name')}
              required
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Failure error={merge.error} />
            <Button type="submit" loading={merge.isPending}>
              {t('merging.begin')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
