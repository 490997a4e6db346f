import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { first } from '../../../src/basics/must.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { useWords } from '../words/words.js';

/** Objects for a member, with a reason. `means`: what an objection brings about here. */
export function Objecting({
  means,
  members,
  act,
  onObject,
}: {
  means: string;
  /** For whom this person may object: at least one. */
  members: readonly { readonly member: string; readonly name: string }[];
  act: { readonly error: Error | null; readonly isPending: boolean };
  onObject: (objection: { member: string; reason: string }, done: () => void) => void;
}) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [chosen, choose] = useState('');
  const [reason, setReason] = useState('');
  const refused = useRefused(act.error, { 'objection.no_member': 'member', 'objection.twice': 'member' });
  // Who has objected is no longer among them.
  const { member } = members.find((one) => one.member === chosen) ?? first(members);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onObject({ member, reason: reason.trim() }, () => {
      setReason('');
      close();
    });
  };
  return (
    <Group>
      <Button variant="default" onClick={open}>
        {t('corrigendum.object')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('corrigendum.object')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <Text size="sm">{means}</Text>
            <NativeSelect
              label={t('corrigendum.member')}
              value={member}
              error={refused.at('member')}
              onChange={(event) => choose(event.currentTarget.value)}
              data={members.map((one) => ({ value: one.member, label: one.name }))}
            />
            <ReasonInput value={reason} error={refused.at('reason')} onChange={setReason} />
            <Failure error={refused.rest} />
            <Button type="submit" loading={act.isPending}>
              {t('corrigendum.object')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </Group>
  );
}
