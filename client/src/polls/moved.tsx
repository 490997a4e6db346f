import { Alert, Stack } from '@mantine/core';
import { useState } from 'react';
import type { HandView } from '../../../src/polls/polls.contract.js';
import { useWords } from '../words/words.js';

/** Says whose vote has left this hand while the ballot was looked at: a card never goes without a word. */
export function Moved({ entitlements }: { entitlements: HandView['entitlements'] }) {
  const { t } = useWords();
  const [seen, setSeen] = useState<ReadonlyMap<number, string>>(new Map());
  if (entitlements.some(({ entitlement }) => !seen.has(entitlement)))
    setSeen(new Map([...seen, ...entitlements.map(({ entitlement, name }) => [entitlement, name] as const)]));
  const here = new Set(entitlements.map(({ entitlement }) => entitlement));
  const gone = [...seen].filter(([entitlement]) => !here.has(entitlement));
  return (
    <Stack gap="xs" role="status">
      {gone.map(([entitlement, name]) => (
        <Alert key={entitlement} color="blue" mb="sm">
          {t('ballot.moved', { name })}
        </Alert>
      ))}
    </Stack>
  );
}
