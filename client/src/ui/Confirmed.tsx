import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import { Failure } from './Failure.js';

/** A button for what cannot be taken back: it says what that means before it is done. */
export function Confirmed({
  label,
  means,
  also,
  busy,
  error,
  onConfirm,
  ...button
}: {
  label: string;
  means: ReactNode;
  /** Another way out, beside doing it and leaving it. */
  also?: (close: () => void) => ReactNode;
  busy: boolean;
  error?: unknown;
  onConfirm: (close: () => void) => void;
} & ButtonProps) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <Stack>
          <Text component="div">{means}</Text>
          <Failure error={error} />
          <Group>
            <Button loading={busy} onClick={() => onConfirm(close)} data-autofocus>
              {label}
            </Button>
            {also?.(close)}
            <Button variant="default" onClick={close}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
