import { useEffect } from 'react';
import { useParams } from 'react-router';
import { currentOf } from '../../../src/assemblies/agenda.js';
import { pollsInHall, underWay } from '../../../src/polls/under-way.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { pollShown } from '../../../src/live/shown.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useSubjects } from '../debate/about.js';
import { DebateOnWall, SpeakersStrip } from '../debate/wall.js';
import { useConnection } from '../house/socket.js';
import { stageName } from '../instruments/stages.js';
import { useFloor } from '../live/floor.js';
import { nameOf } from '../motions/states.js';
import { WordingOnWall } from '../motions/wall.js';
import { useSecondsUntil } from '../polls/countdown.js';
import { Demonstration } from '../people/demonstration.js';
import { mixed } from '../polls/votes.js';
import { PollOnWall } from '../polls/wall.js';
import { Fit } from '../ui/Fit.js';
import { CrossIcon, TickIcon } from '../ui/icons.js';
import { Read } from '../ui/Page.js';
import { Qr } from '../ui/Qr.js';
import { hour } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { HallItem, nameOfItem, useMinute } from './agenda.js';
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
  const { assembly, speakers } = floor;
  const poll = pollShown(floor);
  const several = pollsInHall(floor);
  const call = assembly.quorumCall;
  const calling = call?.state === 'running' && !(poll && underWay(poll));
  useEffect(() => {
    document.title = `${assembly.name} · Plenary`;
  }, [assembly.name]);
  return (
    <main className={classes.wall}>
      <Top floor={floor} />
      <Demonstration onWall />
      <Fit>
        {calling ? (
          <QuorumCall endsAt={call.endsAt} />
        ) : poll ? (
          (several.length > 1 ? several : [poll]).map((one) => (
            <PollOnWall key={one.id} poll={one} floor={floor} />
          ))
        ) : speakers ? (
          <Debated floor={floor} />
        ) : (
          <Before floor={floor} />
        )}
      </Fit>
      {speakers && (poll || calling) && <SpeakersStrip list={speakers} />}
      {connection === 'lost' && (
        <footer className={classes.lost} role="status">
          {t('connection.lost')}
        </footer>
      )}
    </main>
  );
}

/** Which assembly and sitting, the quorum, and the time in the hall. */
function Top({ floor: { assembly } }: { floor: FloorView }) {
  const { t, lang } = useWords();
  const now = useMinute();
  const { quorum } = assembly;
  const sitting = assembly.sittings.find((one) => one.state === 'open');
  return (
    <header className={classes.top}>
      <span>
        {assembly.name}
        {sitting && ` · ${sitting.name ?? t('sitting.numbered', { number: sitting.number })}`}
      </span>
      <span className={classes.right}>
        {quorum && (
          <span className={classes.quorum} data-reached={quorum.reached}>
            {quorum.reached ? <TickIcon size="1em" /> : <CrossIcon size="1em" />}
            {t(quorum.reached ? 'quorum.reached' : 'quorum.missing')} · {mixed(quorum.present)} /{' '}
            {mixed(quorum.entitled)}
          </span>
        )}
        <time dateTime={now}>{hour(now, lang, assembly.timeZone)}</time>
      </span>
    </header>
  );
}

/** While the quorum is called: what everybody has to do, and for how long yet. */
function QuorumCall({ endsAt }: { endsAt: string }) {
  const { t } = useWords();
  const seconds = useSecondsUntil(endsAt) ?? 0;
  return (
    <section className={classes.centre} data-testid="hall-quorum-call">
      <p className={classes.over}>{t('quorum_call.title')}</p>
      <div role="status">
        <h1 className={classes.title}>{t('quorum_call.on_wall')}</h1>
      </div>
      <p className={classes.count} role="timer">
        <strong>{seconds}</strong> <span>{t('quorum_call.seconds_left', { count: seconds })}</span>
      </p>
    </section>
  );
}

/** The motion that the assembly is at: that of the debate, else one of the current item, else the first before it. */
function motionAt({ motions, speakers, assembly }: FloorView): MotionView | null {
  const about = speakers?.about;
  if (about) {
    return about.kind === 'motion' ? (motions.find(({ id }) => id === about.motion) ?? null) : null;
  }
  const before = motions.filter(({ state }) => state === 'ready' || state === 'debate');
  const item = currentOf(assembly.items)?.id;
  return before.find((one) => item !== undefined && one.item === item) ?? before[0] ?? null;
}

/** A debate: on what, who has the floor, who comes next. */
function Debated({ floor }: { floor: FloorView }) {
  const { t, lang } = useWords();
  const subject = useSubjects(floor);
  const motion = motionAt(floor);
  const title = motion && inLang(motion.titles, lang);
  return (
    <section className={classes.centre}>
      {motion && <HallItem floor={floor} className={classes.sub} />}
      <p className={classes.over}>
        {t('speakers.title')}
        {motion && ` · ${nameOf(motion, t)}`}
      </p>
      <h1 className={classes.title} data-small lang={title?.lang}>
        {title ? title.text : subject(floor.speakers?.about ?? null)}
      </h1>
      {motion && <WordingOnWall motion={motion} among={floor.motions} />}
      {floor.speakers && <DebateOnWall list={floor.speakers} />}
    </section>
  );
}

/** What is before the assembly; and, where phones can reach this house by the address of this screen, that address. */
function Before({ floor }: { floor: FloorView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const motion = motionAt(floor);
  if (!motion) {
    const sitting = floor.assembly.sittings.find((one) => one.state === 'open');
    const item = currentOf(floor.assembly.items);
    const heading = item ? nameOfItem(item, lang) : { text: floor.assembly.name, lang: undefined };
    return (
      <section className={classes.centre}>
        <h1 className={classes.title} lang={heading.lang}>
          {heading.text}
        </h1>
        <p className={classes.sub}>
          {sitting
            ? (sitting.name ?? t('sitting.numbered', { number: sitting.number }))
            : t('floor.no_sitting')}
        </p>
        <Join assembly={floor.assembly.id} />
      </section>
    );
  }
  const title = inLang(motion.titles, lang);
  return (
    <section className={classes.centre}>
      <HallItem floor={floor} className={classes.sub} />
      <p className={classes.over}>
        {nameOf(motion, t)} · {t(`motion.state.${motion.state}`)}
      </p>
      <h1 className={classes.title} lang={title.lang}>
        {title.text}
      </h1>
      {motion.stageLabel && (
        <p className={classes.sub}>
          {stageName(motion.stageLabel, speech)} · {inLang(motion.instrumentTitles ?? {}, lang).text}
        </p>
      )}
      <WordingOnWall motion={motion} among={floor.motions} />
      {motion.mover && <p className={classes.small}>{t('motion.moved_by', { mover: motion.mover })}</p>}
    </section>
  );
}

/** A screen on the server's own machine knows no address that a phone could open. */
const REACHABLE = !/^(localhost|127\.|\[::1\])/.test(window.location.hostname);

function Join({ assembly }: { assembly: string }) {
  const { t } = useWords();
  if (!REACHABLE) return null;
  const { origin, host } = window.location;
  return (
    <div className={classes.join}>
      <Qr text={`${origin}/assemblies/${assembly}/floor`} label={t('hall.join')} size="100%" />
      <p>
        {t('hall.join')}
        <br />
        <strong>{host}</strong>
      </p>
    </div>
  );
}
