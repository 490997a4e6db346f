import { Alert, Badge, createTheme } from '@mantine/core';
import type {
  CSSVariablesResolver,
  MantineColorsTuple,
  OptionsFilter,
  ComboboxParsedItem,
} from '@mantine/core';
import { has } from '../../../src/basics/folded.js';

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

/** Mantine's own light variants miss AA in several colours: these pairs of ink and ground reach at least 5:1. */
const TONES: ReadonlySet<string> = new Set([
  'green',
  'red',
  'yellow',
  'orange',
  'blue',
  'grape',
  'gray',
  'teal',
]);
const toneOf = (color: string | undefined): { ink: string; soft: string } => {
  const tone = color && TONES.has(color) ? color : 'teal';
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
    Input: { defaultProps: { size: 'md' }, vars: () => ({ wrapper: { '--input-height': '3rem' } }) },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { filter: byLetters } },
    MultiSelect: { defaultProps: { filter: byLetters } },
    // On a narrow phone the choices take a second line.
    SegmentedControl: {
      styles: { root: { maxWidth: '100%', flexWrap: 'wrap' }, label: { whiteSpace: 'normal' } },
    },
    Textarea: { defaultProps: { size: 'md', autosize: true } },
    Checkbox: { defaultProps: { size: 'md' } },
    TabsTab: { defaultProps: { mih: 48 } },
    Menu: { defaultProps: { shadow: 'md' } },
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
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600, size: 'lg' },
      vars: (_theme, { color, variant }) =>
        variant === 'default'
          ? { root: {} }
          : { root: { '--badge-color': toneOf(color).ink, '--badge-bg': toneOf(color).soft } },
      styles: {
        root: {
          height: 'auto',
          minHeight: '1.65rem',
          fontSize: '0.82rem',
          paddingInline: '0.55rem',
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

/** The house's own surfaces: warm paper by day, deep green-black by night. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f8f6',
    '--mantine-color-text': '#16211f',
    '--mantine-color-dimmed': '#52605d',
    '--mantine-color-anchor': '#0b5654',
    '--mantine-color-error': '#a8261f',
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
    '--tone-teal': '#0b5654',
    '--tone-teal-soft': '#dcefed',
    '--tone-green': '#0b5d3d',
    '--tone-green-soft': '#dcf1e6',
    '--tone-red': '#93201a',
    '--tone-red-soft': '#fbe6e3',
    '--tone-yellow': '#6a4a00',
    '--tone-yellow-soft': '#fbefcd',
    '--tone-orange': '#7f3b00',
    '--tone-orange-soft': '#fdebd9',
    '--tone-blue': '#0f4a7d',
    '--tone-blue-soft': '#e0edf9',
    '--tone-grape': '#6b2a7c',
    '--tone-grape-soft': '#f3e6f7',
    '--tone-gray': '#414c4a',
    '--tone-gray-soft': '#e9edeb',
    '--added': '#d5efe0',
    '--removed': '#fadfdc',
  },
  dark: {
    '--mantine-color-body': '#0e1514',
    '--mantine-color-text': '#e6edeb',
    '--mantine-color-dimmed': '#a3b1ae',
    '--mantine-color-anchor': '#7cc8c2',
    '--mantine-color-error': '#ff9d94',
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
    '--tone-teal': '#8fd4ce',
    '--tone-teal-soft': '#163534',
    '--tone-green': '#82dcb0',
    '--tone-green-soft': '#14362a',
    '--tone-red': '#ffaaa2',
    '--tone-red-soft': '#421f1d',
    '--tone-yellow': '#f2cd75',
    '--tone-yellow-soft': '#3a2f12',
    '--tone-orange': '#ffbe85',
    '--tone-orange-soft': '#42290f',
    '--tone-blue': '#9dccf7',
    '--tone-blue-soft': '#152e44',
    '--tone-grape': '#dfb0ee',
    '--tone-grape-soft': '#37203f',
    '--tone-gray': '#c3cecb',
    '--tone-gray-soft': '#283331',
    '--added': '#174531',
    '--removed': '#562623',
  },
});
