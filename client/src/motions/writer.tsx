import { Alert, Badge, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { amendedTexts } from '../../../src/instruments/wordings.js';
import type { Refusal } from '../../../src/basics/result.js';
import { ClauseEditor } from '../instruments/editor.js';
import { DiffText } from '../instruments/diff-text.js';
import { sentenceOf } from '../ui/Failure.js';
import { Nothing } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import classes from './amending.module.css';
import { Instructions } from './instructions.js';
import { langsIn } from './subject.js';
import { settled, typed, wordingsOf } from './writing-amendment.js';
import type { WritingAmendment } from './writing-amendment.js';

/**
 * The text that is amended, to be edited: a tab for each authentic language. A language in which nobody words it yet shows
 * the text as it follows, and waits to be taken up.
 */
export function Writer({
  writing,
  lang,
  label,
  fixed = [],
  onLang,
  onChange,
}: {
  writing: WritingAmendment;
  lang: Lang;
  /** What the text is called. */
  label: string;
  /** Languages whose wording stands already. */
  fixed?: readonly Lang[];
  onLang: (lang: Lang) => void;
  onChange: (writing: WritingAmendment) => void;
}) {
  const { t } = useWords();
  const { base, on } = writing;
  const langs = langsIn(base);
  const stateOf = (one: Lang): 'fixed' | 'on' | 'off' =>
    fixed.includes(one) ? 'fixed' : on.includes(one) ? 'on' : 'off';
  return (
    <Stack gap="sm">
      <HeldPlaces writing={writing} onChange={onChange} />
      <Tabs value={lang} onChange={(next) => next && onLang(next as Lang)}>
        {langs.length > 1 && (
          <Tabs.List aria-label={t('version.languages')} mb="sm">
            {langs.map((one) => (
              <Tabs.Tab key={one} value={one} mih={48}>
                {LANG_NAMES[one]}{' '}
                <Badge variant="light" color={stateOf(one) === 'off' ? 'orange' : 'green'}>
                  {t(`amending.language.${stateOf(one)}`)}
                </Badge>
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        {langs.map((one) => (
          <Tabs.Panel key={one} value={one}>
            {stateOf(one) === 'off' && (
              <Alert color="blue" mb="sm" title={t('amending.not_worded', { language: LANG_NAMES[one] })}>
                <Text>{t('amending.not_worded_means')}</Text>
                <Button mt="xs" variant="default" onClick={() => onChange({ ...writing, on: [...on, one] })}>
                  {t('amending.word_in', { language: LANG_NAMES[one] })}
                </Button>
              </Alert>
            )}
            {stateOf(one) === 'on' && on.length > 1 && (
              <Group mb="xs">
                <Button
                  variant="subtle"
                  size="sm"
                  onClick={() => onChange({ ...writing, on: on.filter((each) => each !== one) })}
                >
                  {t('amending.leave', { language: LANG_NAMES[one] })}
                </Button>
              </Group>
            )}
            <Editor
              {...{ writing, label, onChange }}
              lang={one}
              readOnly={stateOf(one) !== 'on'}
              other={on.find((each) => each !== one) ?? fixed.find((each) => each !== one) ?? null}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

function Editor({
  writing,
  lang,
  label,
  readOnly,
  other,
  onChange,
}: {
  writing: WritingAmendment;
  lang: Lang;
  label: string;
  readOnly: boolean;
  /** Another language in which it is worded: its words stand in grey where there are none yet. */
  other: Lang | null;
  onChange: (writing: WritingAmendment) => void;
}) {
  const words = other === null ? undefined : writing.mine[other];
  const hints = useMemo(() => new Map((words ?? []).map(({ id, text }) => [id, text])), [words]);
  return (
    <ClauseEditor
      clauses={writing.mine[lang] ?? []}
      lang={lang}
      label={`${label}, ${LANG_NAMES[lang]}`}
      readOnly={readOnly}
      hints={hints}
      onChange={(clauses) => onChange(typed(writing, lang, clauses))}
    />
  );
}

/** What is changed so far in one language, as it will stand on paper. */
export function Preview({ writing, lang }: { writing: WritingAmendment; lang: Lang }) {
  const { t } = useWords();
  const { base, mine } = writing;
  const operations = useMemo(
    () => wordingsOf({ base, mine, on: [lang], held: [] })[lang] ?? [],
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [base[lang], mine[lang]],
  );
  return (
    <section aria-label={`${t('amending.preview')} · ${LANG_NAMES[lang]}`} aria-live="polite">
      <Text fw={640} mb={4}>
        {`${t('amending.preview')} · ${LANG_NAMES[lang]}`}
      </Text>
      {operations.length === 0 ? (
        <Nothing>{t('amending.nothing_yet', { language: LANG_NAMES[lang] })}</Nothing>
      ) : (
        <Instructions base={base[lang] ?? []} operations={operations} lang={lang} />
      )}
    </section>
  );
}

/** Where the text changed under what was written: what it is now, and what was meant. */
function HeldPlaces({
  writing,
  onChange,
}: {
  writing: WritingAmendment;
  onChange: (writing: WritingAmendment) => void;
}) {
  const { t } = useWords();
  if (writing.held.length === 0) return null;
  return (
    <Alert color="orange" title={t('amending.held')} data-testid="held-places">
      <Text mb="xs">{t('amending.held_means')}</Text>
      <Stack gap="md">
        {writing.held.map((one) => (
          <div key={`${one.lang} ${one.clause} ${one.op}`} className={classes.apart}>
            <Text size="sm" fw={640}>
              {LANG_NAMES[one.lang]}
            </Text>
            <Text size="sm">{t('amending.now')}</Text>
            <DiffText lang={one.lang} runs={wordsOf(one.base ?? '', one.theirs ?? '')} />
            <Text size="sm" mt={4}>
              {t('amending.meant')}
            </Text>
            <DiffText lang={one.lang} runs={wordsOf(one.base ?? '', one.mine ?? '')} />
            <Group gap="xs" mt="xs">
              <Button size="sm" onClick={() => onChange(settled(writing, one, { mine: true }))}>
                {t('amending.take_meant')}
              </Button>
              <Button
                size="sm"
                variant="default"
                onClick={() => onChange(settled(writing, one, { mine: false }))}
              >
                {t('amending.take_now')}
              </Button>
            </Group>
          </div>
        ))}
      </Stack>
    </Alert>
  );
}

/** Why what was written could not be sent as it is; null: it can. */
export function faultOf(writing: WritingAmendment): Refusal | null {
  const made = amendedTexts(writing.base, wordingsOf(writing));
  return made.ok ? null : made.refusal;
}

/** A fault in a sentence; that nothing is changed yet is no fault of somebody who has just begun. */
export function Fault({ fault }: { fault: Refusal | null }) {
  const speech = useWords();
  if (fault === null || fault.code === 'amendment.empty') return null;
  return (
    <Alert color="orange" role="status">
      {sentenceOf(fault, speech) ?? fault.code}
    </Alert>
  );
}
