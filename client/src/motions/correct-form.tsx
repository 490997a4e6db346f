import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { saidIn } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { useRules } from '../bodies/sentences.js';
import { useAct } from '../house/api.js';
import { LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { majorityLabel } from '../polls/rule.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { ActForm } from './act-form.js';
import type { FormProps } from './acts.js';

/** Title and wording of a motion as they should have been typed, in one language at a time, and the majority that was meant. */
export function CorrectForm({ motion, floor, onDone }: FormProps) {
  const speech = useWords();
  const { t, lang: own } = speech;
  const act = useAct(motionRoutes.correct);
  const said = LANGS.filter((one) => motion.titles[one] !== undefined);
  const [lang, setLang] = useState<Lang>(said.includes(own) ? own : first(said));
  const [titles, setTitles] = useState<Partial<Record<Lang, string>>>({});
  const [texts, setTexts] = useState<Partial<Record<Lang, string>>>({});
  const [majority, setMajority] = useState(motion.majority);
  const [reason, setReason] = useState('');
  const rules = useRules(floor.assembly);
  const follows = motion.about.kind === 'procedure' || motion.about.kind === 'bloc' || motion.bloc !== null;
  const majorities = follows || !rules ? [] : Object.keys(rules.majorities);
  const stands = saidIn(motion, lang);
  const title = titles[lang] ?? stands.title;
  const text = texts[lang] ?? stands.text;
  return (
    <ActForm
      label={t('motion.do.correct')}
      means={t('motion.correct_means')}
      busy={act.isPending}
      error={act.error}
      onSend={() =>
        act.mutate({ motion: motion.id, lang, title, text, majority, reason }, { onSuccess: onDone })
      }
    >
      {said.length > 1 && (
        <NativeSelect
          label={t('motion.correct_in')}
          value={lang}
          onChange={(event) => setLang(event.currentTarget.value as Lang)}
          data={said.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
        />
      )}
      {title !== null && (
        <TextInput
          label={t('motion.title')}
          required
          maxLength={300}
          lang={lang}
          value={title}
          onChange={(event) => setTitles({ ...titles, [lang]: event.currentTarget.value })}
        />
      )}
      {text !== null && (
        <Textarea
          label={t('motion.text')}
          required
          autosize
          minRows={4}
          maxRows={16}
          maxLength={20_000}
          lang={lang}
          value={text}
          onChange={(event) => setTexts({ ...texts, [lang]: event.currentTarget.value })}
        />
      )}
      {majorities.length > 1 && (
        <NativeSelect
          label={t('poll.majority')}
          value={majority}
          onChange={(event) => setMajority(event.currentTarget.value)}
          data={majorities.map((name) => ({ value: name, label: majorityLabel(name, speech) }))}
        />
      )}
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}
