import type { SpeakersRequest, SpeakersView } from '../../../src/debate/debate.contract.js';
import { onTheFloor, queueOf } from '../../../src/debate/speakers.js';
import { useWords } from '../words/words.js';
import { SpeechClock, StanceBadge, useSpeakerName } from './speech.js';
import classes from './debate.module.css';

const NEXT = 4;

/** Who speaks, on the screen over the platform: the name and the clock, and who comes next. */
export function DebateOnWall({ list }: { list: SpeakersView }) {
  const { t } = useWords();
  const name = useSpeakerName();
  const { speaking, waiting } = onTheFloor(list);
  const queue = queueOf(list);
  if (!speaking && queue.length === 0) return null;
  return (
    <section className={classes.wall} aria-label={t('speakers.title')} data-testid="hall-speakers">
      {speaking ? (
        <div className={classes.speaking}>
          <div>
            <p className={classes.speaker}>
              {name(speaking)} <StanceBadge stance={speaking.stance} />
            </p>
            <p className={classes.member}>
              {speaking.name}
              {speaking.since === null && ` · ${t('speech.stands')}`}
            </p>
            {waiting && (
              <p className={classes.member}>
                {t('ui.pair', { name: name(waiting), what: t('speakers.interrupted') })}
              </p>
            )}
          </div>
          <SpeechClock speech={speaking} />
        </div>
      ) : (
        <p className={classes.member}>{t('speakers.nobody_speaks')}</p>
      )}
      {queue.length > 0 && (
        <div className={classes.next}>
          <p>{t('ui.label', { name: t('speakers.next') })}</p>
          <ol>
            {queue.slice(0, NEXT).map((one) => (
              <Next key={one.request} of={one} />
            ))}
          </ol>
          {queue.length > NEXT && <p>{t('speakers.more', { count: queue.length - NEXT })}</p>}
        </div>
      )}
    </section>
  );
}

function Next({ of }: { of: SpeakersRequest }) {
  const name = useSpeakerName();
  return (
    <li>
      <strong>{name(of)}</strong> <StanceBadge stance={of.stance} />{' '}
      <span className={classes.from}>{of.name}</span>
    </li>
  );
}

/** Under a poll one line is left for the debate: who has the floor, and the clock. */
export function SpeakersStrip({ list }: { list: SpeakersView }) {
  const { t } = useWords();
  const name = useSpeakerName();
  const { speaking } = onTheFloor(list);
  if (!speaking) return null;
  return (
    <section className={classes.strip} aria-label={t('speakers.title')} data-testid="hall-speakers">
      <p>
        <strong>{name(speaking)}</strong> <StanceBadge stance={speaking.stance} />{' '}
        <span className={classes.from}>{speaking.name}</span>
        {speaking.since === null && ` · ${t('speech.stands')}`}
      </p>
      <SpeechClock speech={speaking} />
    </section>
  );
}
