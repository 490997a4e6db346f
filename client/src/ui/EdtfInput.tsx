import { TextInput } from '@mantine/core';
import { edtfInWords } from '../../../src/basics/edtf.js';
import { useWords } from '../words/words.js';

/** A date as exact as it is known (EDTF), empty where nobody knows; underneath stands in words what was understood. */
export function EdtfInput({
  label,
  means,
  required = false,
  value,
  error,
  onChange,
}: {
  label: string;
  /** What else may be typed here. */
  means?: string;
  required?: boolean;
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
}) {
  const { t, lang } = useWords();
  const understood = edtfInWords(value.trim(), lang);
  return (
    <TextInput
      label={label}
      description={
        understood === null
          ? [t('ui.date_means'), means].filter(Boolean).join(' ')
          : t('ui.date_understood', { date: understood })
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={required}
      maxLength={40}
      autoComplete="off"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
