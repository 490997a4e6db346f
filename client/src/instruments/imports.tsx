import {
  Alert,
  Button,
  Group,
  List,
  Mark,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import type {
  DifferingView,
  DroppedView,
  instrumentRoutes,
  ImportInput,
} from '../../../src/instruments/instruments.contract.js';
import { Hash } from '../ui/Hash.js';
import { base64Of, FileChoice } from '../ui/FileChoice.js';
import { LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { Clauses } from './clauses.js';
import { Runs } from './runs.js';

/** Where the words of a text to be come from: what is written for a language, a file for it, or one file for all. */
export interface Imports {
  readonly texts: Readonly<Record<Lang, string>>;
  readonly files: Readonly<Partial<Record<Lang, File>>>;
  /** A file that says its languages itself. */
  readonly whole: File | null;
}

export const NO_IMPORTS: Imports = { texts: { en: '', fr: '', es: '' }, files: {}, whole: null };

/** The languages that are given; those of a file that says them itself are not known here. */
export const givenIn = ({ texts, files, whole }: Imports): Lang[] =>
  whole ? [] : LANGS.filter((lang) => files[lang] || texts[lang].trim() !== '');

export const isGiven = (imports: Imports): boolean => imports.whole !== null || givenIn(imports).length > 0;

/** As they are sent. */
export async function sent(imports: Imports, langs: readonly Lang[]): Promise<ImportInput[]> {
  const { whole, files, texts } = imports;
  if (whole) return [{ lang: null, file: await base64Of(whole) }];
  return Promise.all(
    langs.map(async (lang): Promise<ImportInput> => {
      const file = files[lang];
      return file ? { lang, file: await base64Of(file) } : { lang, markdown: texts[lang] };
    }),
  );
}

const PLAIN = /\.(md|markdown|txt)$/i;
const KINDS = '.md,.markdown,.txt,.docx,.html,.htm,.xml,.akn,text/markdown,text/plain,text/html';

/** Text or a file for each language, or one file for all of them; `beside` stands beside a language. */
export function ImportsInput({
  langs,
  value,
  onChange,
  beside,
}: {
  langs: readonly Lang[];
  value: Imports;
  onChange: (imports: Imports) => void;
  beside?: (lang: Lang) => ReactNode;
}) {
  const { t } = useWords();
  const choose = async (lang: Lang, file: File): Promise<void> => {
    const { [lang]: _, ...files } = value.files;
    if (PLAIN.test(file.name))
      onChange({ ...value, files, texts: { ...value.texts, [lang]: await file.text() } });
    else onChange({ ...value, files: { ...files, [lang]: file } });
  };
  const without = (lang: Lang): Imports => {
    const { [lang]: _, ...files } = value.files;
    return { ...value, files };
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('texts.formats')}
      </Text>
      {langs.length > 1 && (
        <Group>
          <FileChoice
            label={t('texts.file_all')}
            accept=".xml,.akn,application/xml,text/xml"
            onFile={(whole) => onChange({ ...value, whole })}
          />
          {value.whole && (
            <Button variant="subtle" onClick={() => onChange({ ...value, whole: null })}>
              {t('texts.file_remove', { name: value.whole.name })}
            </Button>
          )}
        </Group>
      )}
      {!value.whole &&
        langs.map((lang) => (
          <Stack key={lang} gap="xs">
            <Group justify="space-between" align="flex-end">
              <Text fw={600}>{LANG_NAMES[lang]}</Text>
              <Group>
                {beside?.(lang)}
                <FileChoice
                  label={t('texts.file', { language: LANG_NAMES[lang] })}
                  accept={KINDS}
                  onFile={(file) => void choose(lang, file)}
                />
              </Group>
            </Group>
            {value.files[lang] ? (
              <Group>
                <Button variant="subtle" onClick={() => onChange(without(lang))}>
                  {t('texts.file_remove', { name: value.files[lang].name })}
                </Button>
              </Group>
            ) : (
              <Textarea
                aria-label={t('texts.markdown', { language: LANG_NAMES[lang] })}
                lang={lang}
                minRows={3}
                maxRows={14}
                value={value.texts[lang]}
                onChange={(event) =>
                  onChange({ ...value, texts: { ...value.texts, [lang]: event.currentTarget.value } })
                }
              />
            )}
          </Stack>
        ))}
    </>
  );
}

/** What does not come in, and where it stood. */
export function DroppedList({
  dropped,
  children,
}: {
  dropped: readonly DroppedView[];
  children?: ReactNode;
}) {
  const { t, known } = useWords();
  if (dropped.length === 0) return <Alert color="teal">{t('texts.nothing_dropped')}</Alert>;
  return (
    <Alert color="orange" title={t('texts.dropped', { count: dropped.length })}>
      <List size="sm">
        {dropped.map(({ lang, line, what, unit }, place) => (
          // eslint-disable-next-line react/no-array-index-key -- the same may be dropped twice in a line
          <List.Item key={`${place} ${lang} ${line} ${what}`}>
            {t(unit === 'paragraph' ? 'texts.dropped_paragraph' : 'texts.dropped_line', {
              language: LANG_NAMES[lang],
              line,
              what: known(`dropped.${what}`) ?? what,
            })}
          </List.Item>
        ))}
      </List>
      {children}
    </Alert>
  );
}

/** So many are shown at once. */
const SHOWN = 30;

/** Lines of the source beside what the text makes of them. `texts`: the words of a clause in a language. */
function DifferingList({
  title,
  means,
  differing,
  textOf,
}: {
  title: string;
  means: string;
  differing: readonly DifferingView[];
  textOf: (lang: Lang, clause: string) => string;
}) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (differing.length === 0) return null;
  const shown = all ? differing : differing.slice(0, SHOWN);
  return (
    <Alert color="orange" title={title}>
      <Stack gap="xs">
        <Text size="sm">{means}</Text>
        {shown.map(({ lang, clause, line, unit, mark, text, number }, place) => (
          // eslint-disable-next-line react/no-array-index-key -- a line may stand in two clauses
          <SimpleGrid
            key={`${place} ${lang} ${line}`}
            cols={{ base: 1, sm: 2 }}
            spacing="sm"
            verticalSpacing={4}
          >
            <div>
              <Text size="xs" c="dimmed">
                {t(unit === 'paragraph' ? 'texts.source_paragraph' : 'texts.source_line', {
                  language: LANG_NAMES[lang],
                  line,
                })}
              </Text>
              <Text size="sm" lang={lang} lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
                <Marked text={text} mark={mark} />
              </Text>
            </div>
            <div>
              <Text size="xs" c="dimmed">
                {t('texts.read_as')}
              </Text>
              <Text size="sm" lang={lang} lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
                {number === null ? (
                  <Text span c="dimmed" fs="italic" inherit>
                    {t('texts.no_number')}
                  </Text>
                ) : (
                  <Mark>{number}</Mark>
                )}{' '}
                <Runs text={textOf(lang, clause)} />
              </Text>
            </div>
          </SimpleGrid>
        ))}
        {shown.length < differing.length && (
          <Group>
            <Button variant="default" size="xs" onClick={() => setAll(true)}>
              {t('texts.differing_all', { count: differing.length })}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** A line with the mark that it has. */
function Marked({ text, mark }: { text: string; mark: string | null }) {
  const at = mark === null ? -1 : text.indexOf(mark);
  if (mark === null || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <Mark>{mark}</Mark>
      {text.slice(at + mark.length)}
    </>
  );
}

type PreviewView = z.output<typeof instrumentRoutes.previewVersion.reply>;

/** What a text would become: what is dropped, what differs from its source, and its clauses in each language. */
export function Preview({ of }: { of: PreviewView }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const lang = of.languages.find((one) => one === chosen) ?? first(of.languages);
  const words = of.words[lang] ?? [];
  const places = new Map(of.clauses.map(({ id }, place) => [id, place]));
  const textOf = (spoken: Lang, clause: string): string => of.words[spoken]?.[places.get(clause) ?? -1] ?? '';
  const [numbered, asWords] = (['number', 'words'] as const).map((as) =>
    of.differing.filter((one) => one.as === as),
  ) as [DifferingView[], DifferingView[]];
  return (
    <Stack>
      <DroppedList dropped={of.dropped} />
      <DifferingList
        title={t('texts.renumbered', { count: numbered.length })}
        means={t('texts.renumbered_means')}
        differing={numbered}
        textOf={textOf}
      />
      <DifferingList
        title={t('texts.as_words', { count: asWords.length })}
        means={t('texts.as_words_means')}
        differing={asWords}
        textOf={textOf}
      />
      <Group>
        {of.languages.length > 1 && (
          <SegmentedControl
            aria-label={t('version.languages')}
            value={lang}
            onChange={setChosen}
            data={of.languages.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
          />
        )}
        <Text size="sm">
          {t('texts.clauses', { count: of.clauses.length })} <Hash value={of.hash} />
        </Text>
      </Group>
      <Clauses
        clauses={of.clauses.map((clause, place) => ({ ...clause, text: words[place] ?? clause.text }))}
        lang={lang}
        bare
      />
    </Stack>
  );
}
