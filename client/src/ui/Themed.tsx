import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { theme, variables } from './theme.js';

const PLAIN = variables(false);
const MORE = variables(true);

/** The look of the house: by day or night as the device has it, with more contrast where the device asks for it. */
export function Themed({ children }: { children: ReactNode }) {
  const more = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={more ? MORE : PLAIN} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
