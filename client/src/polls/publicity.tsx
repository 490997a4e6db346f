import { Text } from '@mantine/core';
import { byConsent, isSecret } from '../../../src/polls/forms.js';
import type { Form, Secrecy } from '../../../src/polls/polls.contract.js';
import { useWords } from '../words/words.js';
import type { Key } from '../words/words.js';
import type { Line } from './lines.js';

interface Terms {
  readonly secrecy: Secrecy;
  readonly mayChange: boolean;
  /** Of a ballot on persons none is asked. */
  readonly form?: Form;
}

/** Before anybody votes: who will read it, and what becomes of a vote that is changed. */
export function Publicity({ terms, lines }: { terms: Terms; lines: readonly Line[] }) {
  const { t } = useWords();
  const keys = new Set(lines.flatMap(({ own }) => readersOf(own.channel, terms)));
  return (
    <Text size="sm" c="dimmed" data-testid="publicity">
      {[...keys].map((key) => t(key)).join(' ')}
    </Text>
  );
}

function readersOf(channel: Line['own']['channel'], { secrecy, mayChange, form }: Terms): readonly Key[] {
  // Hands and papers are counted; nobody writes down whose they were.
  if (channel === 'hands' || channel === 'paper') return ['ballot.public_counted'];
  if (isSecret({ secrecy }))
    return ['ballot.public_confidential', ...(mayChange ? (['ballot.changed_confidential'] as const) : [])];
  if (form !== undefined && byConsent(form)) return ['ballot.public_objection'];
  return ['ballot.public', ...(mayChange ? (['ballot.changed_public'] as const) : [])];
}
