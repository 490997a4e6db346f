import { TextInput } from '@mantine/core';
import { useWords } from '../words/words.js';
import { ownZone, useZone } from '../words/zone.js';

/** Asks a day and an hour, by the clocks that it names. */
export function MomentInput({
  label,
  description,
  required = false,
  value,
  error,
  onChange,
}: {
  label: string;
  description?: string;
  required?: boolean;
  /** As clocks show it (`2026-11-24T09:00`), '' where nothing is typed. */
  value: string;
  error?: string | undefined;
  onChange: (local: string) => void;
}) {
  const { t } = useWords();
  const zone = useZone() ?? ownZone();
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={[description, t('ui.by_clock', { timeZone: zone })].filter(Boolean).join(' ')}
      required={required}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
