import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';

/** Where somebody chooses a password. */
export function NewPassword({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  return (
    <PasswordInput
      label={label}
      description={t('password.means')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autoComplete="new-password"
      minLength={12}
      maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': t('people.show_password') }}
      required
    />
  );
}

/** What a new password is refused for, at its field. */
export const AT_PASSWORD = { 'password.known': 'password', 'password.personal': 'password' } as const;
