import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { FloorView } from '../../../src/live/live.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { useConnection } from '../house/socket.js';
import { useFloor } from '../live/floor.js';
import { ResultChart, resultText } from '../polls/result.js';
import { Steps } from '../polls/steps.js';
import { mixed } from '../polls/votes.js';
import { Gauge } from '../ui/BarChart.js';
import { CrossIcon, TickIcon } from '../ui/icons.js';
import { Read } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import classes from './hall.module.css';

/** The screen over the platform: no header, nothing to press, everything readable from the back row. */
export default function Hall() {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return <Read query={floor}>{(view) => <Wall floor={view} />}</Read>;
}

function Wall({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const connection = useConnection();
  const { assembly } = floor;
  // What is under way stands; else the latest declared result, until the next motion is before the assembly.
  const newest = floor.polls[0];
  const debated = floor.motions.find((motion) => motion.state === 'debate' || motion.state === 'ready');
  const poll = floor.polls.find((one) => one.state !== 'declared') ?? (newest && !debated ? newest : null);
  useEffect(() => {
    document.title = `${assembly.name} · Plenary`;
  }, [assembly.name]);
  return (
    <main className={classes.wall} aria-live="polite">
      <header className={classes.top}>
        <span>{assembly.name}</span>
        {assembly.quorum && (
          <span className={classes.quorum} data-reached={assembly.quorum.reached}>
            {assembly.quorum.reached ? <TickIcon size="1em" /> : <CrossIcon size="1em" />}
            {t(assembly.quorum.reached ? 'quorum.reached' : 'quorum.missing')} ·{' '}
            {mixed(assembly.quorum.present)} / {mixed(assembly.quorum.entitled)}
          </span>
        )}
      </header>
      {poll ? <OnPoll poll={poll} floor={floor} /> : <OnMotion floor={floor} />}
      {connection === 'lost' && <footer className={classes.lost}>{t('connection.lost')}</footer>}
    </main>
  );
}

function OnMotion({ floor }: { floor: FloorView }) {
  const { t, lang } = useWords();
  const motion = floor.motions.find(({ state }) => state === 'ready' || state === 'debate');
  if (!motion) {
    const sitting = floor.assembly.sittings.find((one) => one.state === 'open');
    return (
      <section className={classes.centre}>
        <h1 className={classes.title}>{floor.assembly.name}</h1>
        <p className={classes.sub}>
          {sitting
            ? (sitting.name ?? t('sitting.numbered', { number: sitting.number }))
            : t('floor.no_sitting')}
        </p>
      </section>
    );
  }
  const title = inLang(motion.titles, lang);
  return (
    <section className={classes.centre}>
      <p className={classes.over}>
        {t('motion.numbered', { number: motion.number })} · {t(`motion.state.${motion.state}`)}
      </p>
      <h1 className={classes.title} lang={title.lang}>
        {title.text}
      </h1>
      {motion.stageLabel && (
        <p className={classes.sub}>
          {motion.stageLabel} · {motion.instrumentTitle}
        </p>
      )}
    </section>
  );
}

function OnPoll({ poll, floor }: { poll: PollView; floor: FloorView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const motion = floor.motions.find((one) => one.id === poll.motion);
  const title = inLang(poll.titles, lang);
  const { cast, represented } = poll;
  const result = poll.state === 'declared' ? poll.result : null;
  return (
    <section className={classes.centre} data-testid="hall-poll" data-state={poll.state}>
      <p className={classes.over}>
        {motion && t('motion.numbered', { number: motion.number })}
        {motion?.stageLabel && ` · ${motion.stageLabel}`}
      </p>
      <h1 className={classes.title} data-small={result !== null || undefined} lang={title.lang}>
        {title.text}
      </h1>
      {!result && (
        <div className={classes.turnout} data-testid="turnout">
          <p className={classes.state}>{t(poll.state === 'open' ? 'hall.voting' : 'hall.closed')}</p>
          <p className={classes.count}>
            <strong>{cast}</strong> <span>{t('hall.of', { count: represented.members })}</span>
          </p>
          <div className={classes.gauge}>
            <Gauge
              label={t('poll.turnout', { cast, represented: represented.members })}
              share={represented.members === 0 ? 0 : cast / represented.members}
            />
          </div>
        </div>
      )}
      {result && (
        <div className={classes.result} data-testid="result">
          <div>
            <p className={classes.outcome} data-outcome={result.outcome}>
              {result.outcome === 'adopted' ? <TickIcon size="0.9em" /> : <CrossIcon size="0.9em" />}
              {t(`outcome.${result.outcome}`)}
            </p>
            {poll.decision !== null && (
              <p className={classes.decision}>{t('poll.decision', { number: poll.decision })}</p>
            )}
            <p className={classes.words}>{resultText(result, poll.unit, speech)}</p>
            {result.casting && (
              <p className={classes.words}>
                {t('result.casting', { choice: t(`choice.${result.casting}`) })}
              </p>
            )}
            <div className={classes.steps}>
              <Steps of={result.steps.filter((step) => step.code !== 'tally.count')} />
            </div>
          </div>
          <ResultChart poll={poll} result={result} large />
        </div>
      )}
    </section>
  );
}
