import { Text } from '@mantine/core';
import { Fragment } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import type { CorrectionView, MotionView } from '../../../src/motions/motions.contract.js';
import { DiffText } from '../instruments/diff-text.js';
import { majorityLabel } from '../polls/rule.js';
import { Fold } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';

/** What was typed wrongly in a motion and set right before its vote: why, and unfolded which words. */
export function Corrections({ motion }: { motion: MotionView }) {
  const speech = useWords();
  const { t } = speech;
  return motion.corrections.map(({ at, lang, majority, reason, ...words }) => (
    <Fragment key={at}>
      {lang !== null && (
        <Fold label={t('motion.corrected', { language: LANG_NAMES[lang], reason })}>
          <Changed lang={lang} {...words} />
        </Fold>
      )}
      {majority && (
        <Text size="sm">
          {t('motion.corrected_majority', {
            was: majorityLabel(majority.was, speech),
            is: majorityLabel(majority.is, speech),
            reason,
          })}
        </Text>
      )}
    </Fragment>
  ));
}

function Changed({ lang, title, text }: Pick<CorrectionView, 'title' | 'text'> & { lang: Lang }) {
  return [title, text].map(
    (one, place) =>
      one && (
        <Text key={`${place}`} size="sm" component="div" style={{ whiteSpace: 'pre-wrap' }}>
          <DiffText runs={wordsOf(one.was, one.is)} lang={lang} />
        </Text>
      ),
  );
}
