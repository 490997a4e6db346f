/** The colours of the house by the names of their custom properties: warm paper by day, deep green-black by night. */
export type Colours = Readonly<Record<string, string>>;

export const LIGHT: Colours = {
  '--mantine-color-body': '#f7f8f6',
  '--mantine-color-text': '#16211f',
  '--mantine-color-dimmed': '#52605d',
  '--mantine-color-anchor': '#0b5654',
  '--mantine-color-error': '#a8261f',
  '--house-surface': '#ffffff',
  '--house-sunken': '#eef1ee',
  '--house-line': '#d9dfdb',
  // Around what can be filled in or pressed.
  '--mantine-color-default-border': '#7f8c88',
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
};

export const DARK: Colours = {
  '--mantine-color-body': '#0e1514',
  '--mantine-color-text': '#e6edeb',
  '--mantine-color-dimmed': '#a3b1ae',
  '--mantine-color-anchor': '#7cc8c2',
  '--mantine-color-error': '#ff9d94',
  '--house-surface': '#162120',
  '--house-sunken': '#0a100f',
  '--house-line': '#2c3a38',
  '--mantine-color-default-border': '#6f817d',
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
};

/** What is otherwise for whoever asks their device for more contrast. */
export const LIGHT_MORE: Colours = {
  '--mantine-color-body': '#ffffff',
  '--mantine-color-text': '#000000',
  '--mantine-color-dimmed': '#2f3b38',
  '--mantine-color-anchor': '#003f3c',
  '--mantine-color-error': '#7a0f0a',
  '--mantine-color-default-border': '#2f3b38',
  '--house-sunken': '#ffffff',
  '--house-line': '#55635f',
  '--house-accent': '#003f3c',
  '--choice-for': '#00402a',
  '--choice-against': '#7a0f0a',
  '--choice-abstain': '#2b3238',
  '--tone-teal': '#003f3c',
  '--tone-green': '#00402a',
  '--tone-red': '#74120d',
  '--tone-yellow': '#4a3300',
  '--tone-orange': '#5c2a00',
  '--tone-blue': '#07345c',
  '--tone-grape': '#4d1a5a',
  '--tone-gray': '#2b3533',
};

export const DARK_MORE: Colours = {
  '--mantine-color-body': '#000000',
  '--mantine-color-text': '#ffffff',
  '--mantine-color-dimmed': '#d3dcd9',
  '--mantine-color-anchor': '#a6e6e0',
  '--mantine-color-error': '#ffc4be',
  '--mantine-color-default-border': '#c3cecb',
  '--house-surface': '#0a100f',
  '--house-sunken': '#000000',
  '--house-line': '#8b9a96',
  '--house-accent': '#a6e6e0',
  '--choice-for': '#8fe6bb',
  '--choice-against': '#ffc4be',
  '--choice-abstain': '#d6dde2',
  '--tone-teal': '#b4e8e3',
  '--tone-green': '#a9ecca',
  '--tone-red': '#ffcdc8',
  '--tone-yellow': '#ffe3a6',
  '--tone-orange': '#ffd7b3',
  '--tone-blue': '#c2e0fb',
  '--tone-grape': '#ecd0f5',
  '--tone-gray': '#dbe3e1',
};

export const TONES = ['teal', 'green', 'red', 'yellow', 'orange', 'blue', 'grape', 'gray'] as const;
export type Tone = (typeof TONES)[number];
export const isTone = (text: string | undefined): text is Tone => TONES.some((tone) => tone === text);

const GROUNDS = ['--mantine-color-body', '--house-surface', '--house-sunken'];
const CHOICES = ['--choice-for', '--choice-against', '--choice-abstain'];

/** Which words stand on which ground. */
export const WORDS: readonly (readonly [ink: string, ground: string])[] = [
  ...[
    '--mantine-color-text',
    '--mantine-color-dimmed',
    '--mantine-color-anchor',
    '--mantine-color-error',
    '--house-accent',
    ...CHOICES,
    ...TONES.map((tone) => `--tone-${tone}`),
  ].flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...TONES.flatMap((tone) =>
    [`--tone-${tone}`, '--mantine-color-text'].map((ink) => [ink, `--tone-${tone}-soft`] as const),
  ),
  ...CHOICES.flatMap((choice) =>
    [choice, '--mantine-color-text'].map((ink) => [ink, `${choice}-soft`] as const),
  ),
  ...CHOICES.map((choice) => ['--choice-on', choice] as const),
  ...['--added', '--removed', '--house-accent-soft'].map(
    (ground) => ['--mantine-color-text', ground] as const,
  ),
];

/** What must be seen and says nothing, and on which ground: what fields and buttons are bounded by. */
export const SHAPES: readonly (readonly [shape: string, ground: string])[] = [
  '--mantine-color-default-border',
  '--house-accent',
].flatMap((shape) => GROUNDS.map((ground) => [shape, ground] as const));
