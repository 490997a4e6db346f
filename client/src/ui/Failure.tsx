import { Alert, Button, Code, Text } from '@mantine/core';
import { Unreachable } from '../house/api.js';
import type { Facts, Refusal } from '../../../src/basics/result.js';
import { useWords } from '../words/words.js';
import type { Speech, Values } from '../words/words.js';

const plain = (facts: Facts): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number'
        ? value
        : Array.isArray(value)
          ? value.join(', ')
          : String(value),
    ]),
  );

const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && 'code' in error && 'facts' in error;

/** The sentence of a refusal in the reader's language, or null where this client has no sentence for the code. */
export const sentenceOf = (refusal: Refusal, { known }: Speech): string | null =>
  known(`refused.${refusal.code}`, plain(refusal.facts) as Values);

/** Why something did not happen. A code without a sentence is shown with its facts: better raw than silent. */
export function Failure({
  error,
  retry,
  page = false,
}: {
  error: unknown;
  retry?: () => void;
  page?: boolean;
}) {
  const speech = useWords();
  const { t } = speech;
  if (!error) return null;
  const again = retry && (
    <Button variant="default" mt="sm" onClick={retry}>
      {t('ui.retry')}
    </Button>
  );
  if (isRefusal(error)) {
    const sentence = sentenceOf(error, speech);
    const facts = Object.entries(plain(error.facts));
    return (
      <Alert
        color="orange"
        role="alert"
        title={t('ui.refused')}
        mt={page ? 'xl' : undefined}
        data-code={error.code}
      >
        {sentence ? (
          <Text>{sentence}</Text>
        ) : (
          <Text>
            <Code>{error.code}</Code> {facts.map(([name, value]) => `${name}: ${value}`).join('; ')}
          </Text>
        )}
        {again}
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      role="alert"
      title={t(error instanceof Unreachable ? 'ui.unreachable' : 'ui.broken')}
      mt={page ? 'xl' : undefined}
    >
      <Text>{t(error instanceof Unreachable ? 'ui.unreachable_means' : 'ui.broken_means')}</Text>
      {again}
    </Alert>
  );
}
