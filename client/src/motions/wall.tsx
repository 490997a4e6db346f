import { wordsOf } from '../../../src/instruments/compare.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import classes from '../assemblies/hall.module.css';
import { DiffText } from '../instruments/diff-text.js';
import { Runs } from '../instruments/runs.js';
import { useSecond } from '../words/second.js';
import { inLang, useWords } from '../words/words.js';
import { procedureText } from './about.js';
import { wordingIn, wordingOf } from './own-text.js';
import { ChangesOf } from './on-version.js';
import { nameOf } from './states.js';

/** What can still be read from the back row; of a longer text the wall shows the title alone. */
const LONGEST = 420;

/** The wording of a motion on the wall: an amendment as what it changes, several in one vote by their titles. */
export function WordingOnWall({ motion, among }: { motion: MotionView; among: readonly MotionView[] }) {
  const speech = useWords();
  const { t, lang } = speech;
  const second = useSecond();
  const { about } = motion;
  if (about.kind === 'procedure')
    return <p className={classes.wording}>{procedureText(about, among, speech)}</p>;
  if (about.kind === 'bloc') {
    return (
      <ul className={classes.wording} data-spare>
        {among
          .filter((one) => one.bloc === motion.id)
          .map((one) => (
            <li key={one.id}>
              {nameOf(one, t)} · {inLang(one.titles, lang).text}
            </li>
          ))}
      </ul>
    );
  }
  if (about.kind === 'amendment' && about.changes)
    return (
      <div className={classes.wording} data-spare>
        <ChangesOf motion={motion} among={among} longest={LONGEST} />
      </div>
    );
  const worded = wordingIn(motion, lang);
  if (worded === null || worded.text.length > LONGEST) return null;
  const other = second === null || worded.lang === null ? null : wordingIn(motion, second);
  const beside = other?.lang === second && worded.lang !== second ? other : null;
  const target = about.kind === 'amendment' ? among.find(({ id }) => id === about.to) : undefined;
  const before = target && wordingOf(target);
  return (
    <div className={classes.wordings} data-spare>
      <p className={classes.wording} {...(worded.lang && { lang: worded.lang })}>
        {before ? <DiffText runs={wordsOf(before, worded.text)} /> : <Runs text={worded.text} />}
      </p>
      {beside && beside.text.length <= LONGEST && (
        <p className={classes.wording} data-second {...(beside.lang && { lang: beside.lang })}>
          <Runs text={beside.text} />
        </p>
      )}
    </div>
  );
}
