import { TextInput } from '@mantine/core';
import { useWords } from '../words/words.js';

/** Why something is done: part of the record. `most`: as many characters as the act takes. */
export function ReasonInput({
  value,
  onChange,
  error,
  most = 500,
}: {
  value: string;
  onChange: (reason: string) => void;
  error?: string | undefined;
  most?: number;
}) {
  const { t } = useWords();
  return (
    <TextInput
      label={t('ui.reason')}
      required
      maxLength={most}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
