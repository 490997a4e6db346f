import { Button, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Failure } from '../ui/Failure.js';

/** A form that sends one act: its fields, what the house answered, and the button. */
export function ActForm({
  label,
  busy,
  error,
  means,
  onSend,
  children,
}: {
  label: string;
  busy: boolean;
  error: unknown;
  means?: string;
  onSend: () => void;
  children?: ReactNode;
}) {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSend();
  };
  return (
    <form onSubmit={send}>
      <Stack>
        {means && <Text c="dimmed">{means}</Text>}
        {children}
        <Failure error={error} />
        <Button type="submit" loading={busy}>
          {label}
        </Button>
      </Stack>
    </form>
  );
}
