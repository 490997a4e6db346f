import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** Deep teal. Shade 8 carries white text at 8:1; shade 3 carries black text in the dark scheme at more than 10:1. */
const teal: MantineColorsTuple = [
  '#e9f6f5',
  '#d3ebe9',
  '#a6d8d4',
  '#7cc8c2',
  '#4fb0a9',
  '#2f958e',
  '#1b7d77',
  '#116964',
  '#0b5654',
  '#073f3e',
];

export const theme = createTheme({
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(1.6rem, 1.2rem + 1.6vw, 2.25rem)', lineHeight: '1.15' },
      h2: { fontSize: '1.3rem', lineHeight: '1.25' },
      h3: { fontSize: '1.05rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // A thumb needs 48 pixels.
    Button: { defaultProps: { size: 'md', mih: 48 } },
    ActionIcon: { defaultProps: { size: 48, variant: 'subtle' } },
    Input: { defaultProps: { size: 'md' }, vars: () => ({ wrapper: { '--input-height': '3rem' } }) },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true } },
    Checkbox: { defaultProps: { size: 'md' } },
    TabsTab: { defaultProps: { mih: 48 } },
    Modal: { defaultProps: { centered: true, radius: 'lg' } },
    Alert: { defaultProps: { radius: 'md' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
  },
});

/** The house's own surfaces: warm paper by day, deep green-black by night. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f8f6',
    '--mantine-color-text': '#16211f',
    '--mantine-color-dimmed': '#52605d',
    '--mantine-color-anchor': '#0b5654',
    '--house-surface': '#ffffff',
    '--house-sunken': '#eef1ee',
    '--house-line': '#d9dfdb',
    '--house-accent': '#0b5654',
    '--house-accent-soft': '#e3f0ee',
    '--choice-for': '#0b6a45',
    '--choice-for-soft': '#e2f2ea',
    '--choice-against': '#a8261f',
    '--choice-against-soft': '#fae9e7',
    '--choice-abstain': '#4d565e',
    '--choice-abstain-soft': '#eaecef',
    '--choice-on': '#ffffff',
    '--added': '#d5efe0',
    '--removed': '#fadfdc',
  },
  dark: {
    '--mantine-color-body': '#0e1514',
    '--mantine-color-text': '#e6edeb',
    '--mantine-color-dimmed': '#a3b1ae',
    '--mantine-color-anchor': '#7cc8c2',
    '--house-surface': '#162120',
    '--house-sunken': '#0a100f',
    '--house-line': '#2c3a38',
    '--house-accent': '#7cc8c2',
    '--house-accent-soft': '#173432',
    '--choice-for': '#62cf9b',
    '--choice-for-soft': '#12322a',
    '--choice-against': '#ff9d94',
    '--choice-against-soft': '#3c1d1b',
    '--choice-abstain': '#b6c0c8',
    '--choice-abstain-soft': '#252d32',
    '--choice-on': '#0a100f',
    '--added': '#174531',
    '--removed': '#562623',
  },
});
