import { TextInput } from '@mantine/core';
import { useWords } from '../words/words.js';

/** Why something is done: part of the record. `most`: as many characters as the act takes. */
export function ReasonInput({
  value,
  onChange,
  most = 500,
}: {
  value: string;
  onChange: (reason: string) => void;
  most?: number;
}) {
  const { t } = useWords();
  return (
    <TextInput
      label={t('ui.reason')}
      required
      maxLength={most}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
