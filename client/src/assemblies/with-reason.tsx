import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Failure } from '../ui/Failure.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { useWords } from '../words/words.js';

interface Reasoned {
  readonly label: string;
  readonly about: string;
  /** What follows from it, where that is not plain. */
  readonly means?: string;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onReason: (reason: string, close: () => void) => void;
  /** What else has to be said, before the reason. */
  readonly children?: ReactNode;
}

/** An act that needs a reason; the reason is part of the record. */
export function WithReason(act: Reasoned) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const { label, about } = act;
  return (
    <>
      <Button
        variant="default"
        size="sm"
        aria-label={t('ui.pair', { name: label, what: about })}
        onClick={open}
      >
        {label}
      </Button>
      <ReasonDialog {...act} opened={opened} onClose={close} />
    </>
  );
}

/** The dialog alone, for an act that is begun elsewhere. */
export function ReasonDialog({
  label,
  about,
  means,
  error,
  busy,
  onReason,
  children,
  opened,
  onClose,
}: Reasoned & { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('ui.pair', { name: label, what: about })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onReason(reason.trim(), onClose);
        }}
      >
        <Stack>
          {means && <Text>{means}</Text>}
          {children}
          <ReasonInput value={reason} onChange={setReason} most={300} />
          <Failure error={error} />
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
