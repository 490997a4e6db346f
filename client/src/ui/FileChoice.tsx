import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';

/** Chooses a file; what is done with it is the caller's matter. */
export function FileChoice({
  label,
  accept,
  onFile,
}: {
  label: string;
  accept: string;
  onFile: (file: File) => void;
}) {
  const [name, setName] = useState<string | null>(null);
  return (
    <Group gap="sm">
      <FileButton
        accept={accept}
        inputProps={{ 'aria-label': label }}
        onChange={(file) => {
          if (!file) return;
          setName(file.name);
          onFile(file);
        }}
      >
        {(props) => (
          <Button variant="default" {...props}>
            {label}
          </Button>
        )}
      </FileButton>
      {name && <Text size="sm">{name}</Text>}
    </Group>
  );
}

/** The bytes of a file in base64, read by the browser itself: a PDF of 10 MB does not pass through a string of codes. */
export const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
