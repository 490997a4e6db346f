import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import { Failure } from './Failure.js';

interface Asked {
  readonly label: string;
  readonly means: ReactNode;
  /** Another way out, beside doing it and leaving it. */
  readonly also?: (close: () => void) => ReactNode;
  readonly busy: boolean;
  readonly error?: unknown;
  readonly onConfirm: (close: () => void) => void;
}

/** A button for what cannot be taken back: it says what that means before it is done. */
export function Confirmed({ label, means, also, busy, error, onConfirm, ...button }: Asked & ButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...button} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog {...{ label, means, also, busy, error, onConfirm, opened }} onClose={close} />
    </>
  );
}

/** The dialog alone, for an act that is begun elsewhere. */
export function ConfirmDialog({
  label,
  means,
  also,
  busy,
  error,
  onConfirm,
  opened,
  onClose,
}: Asked & { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={label} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <Stack>
        <Text component="div">{means}</Text>
        <Failure error={error} />
        <Group>
          <Button loading={busy} onClick={() => onConfirm(onClose)} data-autofocus>
            {label}
          </Button>
          {also?.(onClose)}
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
