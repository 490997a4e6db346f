import { Text } from '@mantine/core';
import { wordsOf } from '../../../src/instruments/compare.js';
import type { CorrectionView, MotionView } from '../../../src/motions/motions.contract.js';
import { DiffText } from '../instruments/diff-text.js';
import { Fold } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';

/** What was typed wrongly in a motion and set right before its vote: why, and unfolded which words. */
export function Corrections({ motion }: { motion: MotionView }) {
  const { t } = useWords();
  return motion.corrections.map((one) => (
    <Fold key={one.at} label={t('motion.corrected', { language: LANG_NAMES[one.lang], reason: one.reason })}>
      <Changed correction={one} />
    </Fold>
  ));
}

function Changed({ correction: { lang, title, text } }: { correction: CorrectionView }) {
  return [title, text].map(
    (one, place) =>
      one && (
        <Text key={`${place}`} size="sm" component="div" style={{ whiteSpace: 'pre-wrap' }}>
          <DiffText runs={wordsOf(one.was, one.is)} lang={lang} />
        </Text>
      ),
  );
}
