import type { FloorView } from '../../../src/live/live.contract.js';
import { byConsent } from '../../../src/polls/forms.js';
import type { PollView, ResultView } from '../../../src/polls/polls.contract.js';
import { takesVotes } from '../../../src/polls/under-way.js';
import { HallItem } from '../assemblies/agenda.js';
import classes from '../assemblies/hall.module.css';
import { WallTitle } from '../assemblies/wall-title.js';
import { nameOf } from '../motions/states.js';
import { WordingOnWall } from '../motions/wall.js';
import { COLUMN, Gauge } from '../ui/BarChart.js';
import { CrossIcon, LockIcon, PauseIcon, TickIcon } from '../ui/icons.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { useZone } from '../words/zone.js';
import type { Key } from '../words/words.js';
import { ContestChart, namesOf } from './contest-count.js';
import type { ContestView } from './contest-count.js';
import { stageName } from '../instruments/stages.js';
import { useSecondsUntil } from './countdown.js';
import { goalOf } from './goal.js';
import { ResultChart, resultText } from './result.js';
import { majorityLabel } from './rule.js';
import { Steps } from './steps.js';

/** A poll on the screen over the platform: what is asked, how many have answered, then the result. */
export function PollOnWall({ poll, floor }: { poll: PollView; floor: FloorView }) {
  const speech = useWords();
  const { t } = speech;
  const motion = floor.motions.find((one) => one.id === poll.motion);
  const result = poll.state === 'declared' ? poll.result : null;
  const over = [
    // A rehearsal is about nothing: its title says what it is.
    motion ? nameOf(motion, t) : poll.contest ? t('elections.election') : null,
    motion?.stageLabel && stageName(motion.stageLabel, speech),
    poll.contest && t('election.round', { number: poll.contest.round }),
    poll.contest && t('election.seats', { count: poll.contest.seats }),
    !result && motion && (poll.form === 'count' || poll.form === 'correspondence')
      ? majorityLabel(poll.majorityName, speech)
      : null,
  ].filter(Boolean);
  return (
    <section className={classes.centre} data-testid="hall-poll" data-state={poll.state}>
      <HallItem floor={floor} className={classes.sub} />
      {over.length > 0 && <p className={classes.over}>{over.join(' · ')}</p>}
      <WallTitle titles={poll.titles} small={result !== null} />
      {result ? (
        <Declared poll={poll} result={result} />
      ) : (
        <>
          {motion && <WordingOnWall motion={motion} among={floor.motions} />}
          {poll.contest && <Candidates contest={poll.contest} />}
          <UnderWay poll={poll} />
        </>
      )}
    </section>
  );
}

/** Who stands, in the order of the ballot. */
function Candidates({ contest }: { contest: ContestView }) {
  const { t } = useWords();
  return (
    <ol className={classes.candidates} data-many={contest.candidates.length > COLUMN || undefined}>
      {contest.candidates.map((one, at) => (
        <li key={one.candidate}>
          {one.name ?? t('contest.nameless', { number: at + 1 })}
          {one.member && <small>{one.member}</small>}
        </li>
      ))}
    </ol>
  );
}

/** What goes on, in a sentence for the hall. */
function saying(poll: PollView): Key {
  if (poll.state === 'suspended') return 'hall.suspended';
  if (poll.state === 'recounting') return 'hall.recounting';
  if (poll.state === 'annulled') return 'hall.annulled';
  if (!takesVotes(poll)) return 'hall.closed';
  switch (poll.form) {
    case 'sight':
      return poll.countDemanded ? 'poll.count_demanded' : 'hall.sight';
    case 'consensus':
      return 'hall.consensus';
    case 'silence':
      return 'hall.silence';
    case 'count':
    case 'correspondence':
      return 'hall.voting';
  }
}

function UnderWay({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const zone = useZone();
  const { cast, represented, state } = poll;
  const annulled = state === 'annulled';
  const counts = poll.form !== 'sight' && !byConsent(poll.form) && !annulled;
  const taking = takesVotes(poll);
  const Icon = annulled ? CrossIcon : state === 'suspended' ? PauseIcon : taking ? null : LockIcon;
  return (
    <div className={classes.turnout} data-testid="turnout">
      <div className={classes.now}>
        <div>
          <p className={classes.state} data-state={state} role="status">
            {Icon ? <Icon size="1em" /> : <span className={classes.dot} aria-hidden="true" />}
            {t(saying(poll))}
          </p>
          {(state === 'suspended' || annulled) && poll.reason && <p className={classes.sub}>{poll.reason}</p>}
          {poll.dueAt && taking && (
            <p className={classes.sub}>{t('poll.due_at', { due: moment(poll.dueAt, lang, zone) })}</p>
          )}
          {counts && (
            <p className={classes.count}>
              <strong>{cast}</strong> <span>{t('hall.of', { count: represented.members })}</span>
            </p>
          )}
        </div>
        {taking && poll.closesAt && <Seconds closesAt={poll.closesAt} />}
      </div>
      {counts && (
        <div className={classes.gauge}>
          <Gauge
            label={t('poll.turnout', { cast, represented: represented.members })}
            share={represented.members === 0 ? 0 : cast / represented.members}
          />
        </div>
      )}
      {poll.running && <ResultChart poll={poll} totals={poll.running} large />}
    </div>
  );
}

/** The announced closing, as large as the turnout. */
function Seconds({ closesAt }: { closesAt: string }) {
  const { t } = useWords();
  const seconds = useSecondsUntil(closesAt) ?? 0;
  return (
    <p
      className={classes.seconds}
      data-testid="countdown"
      data-last={seconds <= 10 || undefined}
      role="timer"
      aria-label={t(seconds > 0 ? 'poll.closes_in' : 'poll.closing', { seconds })}
    >
      <span>{t('hall.closes_in')}</span>
      <strong>{seconds} s</strong>
    </p>
  );
}

const NAMED = 4;

function Declared({ poll, result }: { poll: PollView; result: ResultView }) {
  const speech = useWords();
  const { t } = speech;
  const { outcome, contest } = result;
  const good = outcome === 'adopted' || outcome === 'elected';
  const nameOf = poll.contest && namesOf(poll.contest);
  const elected = contest && nameOf && contest.elected.length <= NAMED ? contest.elected.map(nameOf) : [];
  const chart = result.totals !== null || contest !== null;
  const many = contest !== null && contest.sheet.ranking.flat().length > COLUMN;
  return (
    <div
      className={classes.result}
      data-wide={!chart || undefined}
      data-many={many || undefined}
      data-testid="result"
    >
      <div>
        <p className={classes.outcome} data-outcome={outcome} role="status">
          {good ? <TickIcon size="0.9em" /> : <CrossIcon size="0.9em" />}
          {t(`outcome.${outcome}`)}
        </p>
        {elected.map((name) => (
          <p key={name} className={classes.elected}>
            {name}
          </p>
        ))}
        {poll.decision !== null && (
          <p className={classes.decision}>{t('poll.decision', { number: poll.decision })}</p>
        )}
        <p className={classes.words}>{resultText(result, poll.unit, speech)}</p>
        {contest && contest.goOn.length > 0 && nameOf && (
          <p className={classes.words}>
            {t('contest.go_on', {
              names: new Intl.ListFormat(speech.lang).format(contest.goOn.map(nameOf)),
            })}
          </p>
        )}
        {result.casting && (
          <p className={classes.words}>{t('result.casting', { choice: t(`choice.${result.casting}`) })}</p>
        )}
        <div className={classes.steps}>
          <Steps
            of={result.steps.filter(({ code }) => code !== 'tally.count' && code !== 'contest.ballots')}
          />
        </div>
      </div>
      {result.totals && <ResultChart poll={poll} totals={result.totals} goal={goalOf(result)} large />}
      {contest && poll.contest && <ContestChart contest={poll.contest} result={contest} large />}
    </div>
  );
}
