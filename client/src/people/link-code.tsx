import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

/** The code that a link carries behind its #; it is taken out of the address at once, as from a slip. */
export function useLinkCode(): [string, (code: string) => void] {
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return [code, setCode];
}

export function LinkCode({
  label,
  means,
  value,
  error,
  onChange,
}: {
  label: string;
  means: string;
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      label={label}
      description={means}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      required
      minLength={8}
      maxLength={40}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}
