import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useAct } from '../house/api.js';
import { Runs } from '../instruments/runs.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { ActForm } from './act-form.js';
import type { FormProps } from './acts.js';

/** In which languages a motion can still be said: those in which its title or its own text is not there come first. */
function languagesFor({ titles, about }: MotionView): { lang: Lang; missing: boolean }[] {
  const own = about.kind === 'text' || about.kind === 'composite' ? about : null;
  return LANGS.filter((lang) =>
    own ? own.lang !== lang || titles[lang] === undefined : titles[lang] === undefined,
  )
    .map((lang) => ({
      lang,
      missing:
        titles[lang] === undefined ||
        (own !== null && own.lang !== lang && own.translations?.[lang] === undefined),
    }))
    .toSorted((a, b) => Number(b.missing) - Number(a.missing));
}

export const isTranslatable = (motion: MotionView): boolean => languagesFor(motion).length > 0;

/** Title and text of a motion in another language, one at a time. */
export function TranslateForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.translate);
  const languages = languagesFor(motion);
  const [lang, setLang] = useState(first(languages).lang);
  const own = motion.about.kind === 'text' || motion.about.kind === 'composite' ? motion.about : null;
  const untitled = motion.titles[lang] === undefined;
  const worded = own !== null && own.lang !== lang;
  const [title, setTitle] = useState('');
  const [typed, setTyped] = useState<Partial<Record<Lang, string>>>({});
  const text = typed[lang] ?? own?.translations?.[lang] ?? '';
  const moved = inLang(motion.titles, own?.lang ?? 'en');
  return (
    <ActForm
      label={t('motion.do.translate')}
      busy={act.isPending}
      error={act.error}
      onSend={() =>
        act.mutate(
          { motion: motion.id, lang, title: untitled ? title : null, text: worded ? text : null },
          { onSuccess: onDone },
        )
      }
    >
      <NativeSelect
        label={t('motion.translate_into')}
        value={lang}
        onChange={(event) => setLang(event.currentTarget.value as Lang)}
        data={languages.map((one) => ({
          value: one.lang,
          label: one.missing
            ? t('motion.not_there_yet', { language: LANG_NAMES[one.lang] })
            : LANG_NAMES[one.lang],
        }))}
      />
      {untitled && (
        <TextInput
          label={t('motion.title')}
          description={<span lang={moved.lang}>{moved.text}</span>}
          required
          maxLength={300}
          lang={lang}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
      {worded && (
        <>
          <Text size="sm" c="dimmed">
            {own.lang ? t('motion.moved_in', { language: LANG_NAMES[own.lang] }) : t('motion.text')}
          </Text>
          <Text
            component="blockquote"
            m={0}
            pl="md"
            style={{ whiteSpace: 'pre-wrap', borderInlineStart: '3px solid var(--house-line)' }}
            {...(own.lang && { lang: own.lang })}
          >
            <Runs text={own.text} />
          </Text>
          <Textarea
            label={t('ui.in_language', { label: t('motion.text'), language: LANG_NAMES[lang] })}
            required
            autosize
            minRows={5}
            maxRows={16}
            maxLength={20_000}
            lang={lang}
            value={text}
            onChange={(event) => setTyped({ ...typed, [lang]: event.currentTarget.value })}
          />
        </>
      )}
    </ActForm>
  );
}
