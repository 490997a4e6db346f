import { Alert, Button, Code, Text } from '@mantine/core';
import { Unreachable } from '../house/api.js';
import { useHappenedSince } from '../house/happened.js';
import type { Refusal } from '../../../src/basics/result.js';
import { toldFacts } from '../words/facts.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { useZone } from '../words/zone.js';

export const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && 'code' in error && 'facts' in error;

/** The sentence of a refusal in the reader's language, or null where this client has no sentence for the code. */
export const sentenceOf = (refusal: Refusal, speech: Speech, zone: string | null = null): string | null =>
  speech.known(`refused.${refusal.code}`, toldFacts(refusal, speech, zone));

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
  const zone = useZone();
  const old = useHappenedSince(error ?? null);
  if (!error) return null;
  const again = retry && (
    <Button variant="default" mt="sm" onClick={retry}>
      {t('ui.retry')}
    </Button>
  );
  if (isRefusal(error)) {
    const sentence = sentenceOf(error, speech, zone);
    const facts = Object.entries(toldFacts(error, speech, zone));
    return (
      <Alert
        color={old ? 'gray' : 'orange'}
        role="alert"
        title={t(old ? 'ui.was_refused' : 'ui.refused')}
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
      <Text>
        {t(
          error instanceof Unreachable
            ? retry
              ? 'ui.unreachable_read'
              : 'ui.unreachable_means'
            : 'ui.broken_means',
        )}
      </Text>
      {again}
    </Alert>
  );
}

/**
 * Tells a refusal at the field that it is about: `fields` gives the field of a code; what the server's schema refuses, and
 * what is faulty as in a file, names its own. `rest` is what belongs to no field.
 */
export function useRefused(
  error: unknown,
  fields: Readonly<Record<string, string>>,
): { readonly at: (field: string) => string | undefined; readonly rest: unknown } {
  const speech = useWords();
  const zone = useZone();
  if (!isRefusal(error)) return { at: () => undefined, rest: error };
  const invalid = error.code === 'input.invalid';
  const named = invalid || error.code === 'member.faulty' ? String(error.facts['field']) : fields[error.code];
  const sentence = invalid ? speech.t('ui.field_invalid') : sentenceOf(error, speech, zone);
  const told = named !== undefined && named !== '' && sentence !== null;
  return {
    at: (field) => (told && field === named ? sentence : undefined),
    rest: told ? null : error,
  };
}
