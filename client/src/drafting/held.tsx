import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Held } from '../../../src/drafting/joining.js';
import type { Writing } from '../../../src/drafting/writing.js';
import { numbers } from '../../../src/instruments/clause.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import classes from './drafting.module.css';
import type { DraftSession } from './session.js';

/** What somebody wrote where others wrote too: it is kept until the writer says what is to stand. */
export function HeldChanges({ session, writing }: { session: DraftSession; writing: Writing }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const { held } = writing;
  return (
    <Alert color="orange" role="alert" title={t('held.title', { count: held.length })}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('held.means')}</Text>
        <Button onClick={open}>{t('held.settle')}</Button>
      </Stack>
      <Modal
        opened={opened && held.length > 0}
        onClose={close}
        size="lg"
        title={t('held.title', { count: held.length })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Stack gap="xl">
          {held.map((one) => (
            <One
              key={`${one.lang} ${one.clause} ${one.op}`}
              held={one}
              writing={writing}
              onDone={(words) => session.resolve(one, words)}
            />
          ))}
        </Stack>
      </Modal>
    </Alert>
  );
}

function One({
  held,
  writing,
  onDone,
}: {
  held: Held;
  writing: Writing;
  onDone: (words: string | null) => void;
}) {
  const { t } = useWords();
  const [words, setWords] = useState(held.mine ?? '');
  const clauses = writing.mine[held.lang] ?? [];
  const now = clauses.find(({ id }) => id === held.clause);
  const kind = now?.kind ?? held.at?.kind ?? 'paragraph';
  const name = `${t(`clause.${kind}`)} ${numbers(clauses)[held.clause] ?? ''}`.trim();
  const what = held.op === 'delete' || held.op === 'move' ? held.op : 'words';
  return (
    <Stack gap="sm" data-testid={`held-${held.lang}-${held.clause}`}>
      <Text fw={640}>{t('held.at', { clause: name, language: LANG_NAMES[held.lang] })}</Text>
      <Text size="sm" c="dimmed">
        {t(`held.what.${what}`)}
      </Text>
      {held.base !== null && <Wording label={t('held.base')} text={held.base} lang={held.lang} />}
      <Wording label={t('held.now')} text={now ? now.text : t('held.gone')} lang={held.lang} />
      {what === 'words' && (
        <Textarea
          label={t('held.mine')}
          lang={held.lang}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <Group>
        {what === 'words' && (
          <Button disabled={words.trim() === ''} onClick={() => onDone(words.trim())}>
            {t('held.take_mine')}
          </Button>
        )}
        {what === 'delete' && <Button onClick={() => onDone('')}>{t('held.delete')}</Button>}
        <Button variant="default" onClick={() => onDone(null)}>
          {t('held.keep')}
        </Button>
      </Group>
    </Stack>
  );
}

export const Wording = ({ label, text, lang }: { label: string; text: string; lang: string }) => (
  <div>
    <Text size="sm" fw={600}>
      {label}
    </Text>
    <div className={classes.wording} lang={lang}>
      {text}
    </div>
  </div>
);
