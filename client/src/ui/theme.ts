import { Alert, Badge, createTheme } from '@mantine/core';
import type {
  CSSVariablesResolver,
  MantineColorsTuple,
  OptionsFilter,
  ComboboxParsedItem,
} from '@mantine/core';
import { has } from '../../../src/basics/folded.js';
import { beginInField } from './focus.js';
import { DARK, DARK_MORE, isTone, LIGHT, LIGHT_MORE } from './tokens.js';

/** Deep teal. Shade 8 carries white text at 8:1; shade 6 carries it at 4.9:1 in the dark scheme. */
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

/** The house's night: green-black, where Mantine's own is grey. */
const dark: MantineColorsTuple = [
  '#e6edeb',
  '#c3cecb',
  '#a3b1ae',
  '#72827e',
  '#3b4b48',
  '#2c3a38',
  '#1b2827',
  '#0e1514',
  '#0a100f',
  '#070b0a',
];

/** Mantine's own light variants miss AA in several colours: the house's pairs of ink and ground do not (`tokens.ts`). */
const toneOf = (color: string | undefined): { ink: string; soft: string } => {
  const tone = isTone(color) ? color : 'teal';
  return { ink: `var(--tone-${tone})`, soft: `var(--tone-${tone}-soft)` };
};

/** For a field with a button beside it: the two end in one line, so what the field means stands above. */
export const MEANT_ABOVE: ('label' | 'description' | 'input' | 'error')[] = [
  'label',
  'description',
  'input',
  'error',
];

/** What is typed into a list finds its entries whatever the case and the accents of either. */
const byLetters: OptionsFilter = ({ options, search, limit }) =>
  options
    .flatMap((one): ComboboxParsedItem[] => {
      if (!('group' in one)) return has(one.label, search) ? [one] : [];
      const items = one.items.filter((item) =>
        has(typeof item === 'object' ? item.label : String(item), search),
      );
      return items.length > 0 ? [{ ...one, items }] : [];
    })
    .slice(0, limit);

export const theme = createTheme({
  colors: { teal, dark },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  fontFamily: 'var(--font-house)',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '700',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'var(--size-title)', lineHeight: '1.12' },
      h2: { fontSize: 'var(--size-part)', lineHeight: '1.25' },
      h3: { fontSize: 'var(--size-head)', lineHeight: '1.35' },
    },
  },
  radius: { sm: '3px', md: '6px', lg: '8px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // Mantine's dialogs have a <header>, which would be a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    // A thumb needs 48 pixels; a long label in another language takes a second line.
    Button: {
      defaultProps: { size: 'md', mih: 48 },
      styles: {
        // A link that looks like a button has its label in the middle too.
        root: {
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          height: 'auto',
          maxWidth: '100%',
        },
        inner: { flex: '1 1 auto', height: 'auto' },
        label: {
          whiteSpace: 'normal',
          textWrap: 'balance',
          paddingBlock: 6,
          height: 'auto',
          lineHeight: 1.25,
        },
      },
      vars: (_theme: unknown, { variant }: { variant?: string }) => ({
        root:
          variant === 'light'
            ? { '--button-color': 'var(--mantine-color-text)', '--button-bg': 'var(--tone-teal-soft)' }
            : {},
      }),
    },
    ActionIcon: { defaultProps: { size: 48, variant: 'subtle' } },
    // What a field means stands under it: fields side by side keep one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Input: {
      defaultProps: { size: 'md' },
      vars: () => ({
        wrapper: { '--input-height': '3rem', '--input-bd': 'var(--mantine-color-default-border)' },
      }),
    },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    // A list comes up over its form when it is asked for, not because the focus is there or passes by.
    Select: { defaultProps: { filter: byLetters, openOnFocus: false } },
    MultiSelect: { defaultProps: { filter: byLetters, openOnFocus: false } },
    Autocomplete: { defaultProps: { openOnFocus: false } },
    // On a narrow phone the choices take a second line.
    SegmentedControl: {
      styles: {
        root: { maxWidth: '100%', flexWrap: 'wrap' },
        control: { flex: '1 0 auto', maxWidth: '100%' },
        label: { whiteSpace: 'normal' },
      },
    },
    Textarea: { defaultProps: { size: 'md', autosize: true } },
    Checkbox: { defaultProps: { size: 'md' } },
    TabsTab: { defaultProps: { mih: 48 } },
    Menu: { defaultProps: { shadow: 'md' } },
    ModalBody: { defaultProps: { ref: beginInField } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg' },
      styles: { title: { fontWeight: 650, fontSize: '1.1rem', lineHeight: 1.3 } },
    },
    Alert: Alert.extend({
      defaultProps: { radius: 'md' },
      vars: (_theme, { color }) => ({
        root: { '--alert-color': toneOf(color).ink, '--alert-bg': toneOf(color).soft },
      }),
    }),
    Badge: Badge.extend({
      // A state is a word with a dot before it: it never shouts louder than what it is the state of.
      defaultProps: { variant: 'dot', radius: 'sm', tt: 'none', fw: 600, size: 'lg' },
      vars: (_theme, { color, variant }) => {
        const { ink, soft } = toneOf(color);
        const dot = {
          '--badge-dot-color': ink,
          '--badge-color': ink,
          '--badge-bg': 'transparent',
          '--badge-bd': '0',
          '--badge-padding-x': '0',
        };
        const light = { '--badge-color': ink, '--badge-bg': soft };
        return { root: variant === 'dot' ? dot : variant === 'light' ? light : {} };
      },
      styles: {
        root: {
          height: 'auto',
          minHeight: '1.65rem',
          fontSize: 'var(--size-small)',
          color: 'var(--badge-color)',
          backgroundColor: 'var(--badge-bg)',
          letterSpacing: 0,
          flex: 'none',
          maxWidth: '100%',
        },
        label: {
          overflow: 'visible',
          whiteSpace: 'var(--badge-wrap, normal)',
          lineHeight: 1.3,
          paddingBlock: 2,
        },
      },
    }),
  },
});

/** `more`: for whoever asks their device for more contrast. */
export const variables =
  (more: boolean): CSSVariablesResolver =>
  () => ({
    variables: {},
    light: { ...LIGHT, ...(more && LIGHT_MORE) },
    dark: { ...DARK, ...(more && DARK_MORE) },
  });
