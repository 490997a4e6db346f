import { useEffect } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { currentOf } from '../../../src/assemblies/agenda.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { onWall, type OnWall } from '../../../src/live/shown.js';
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
import { hour } from '../words/dates.js';
import { InSecond, secondOf } from '../words/second.js';
import { inLang, useWords } from '../words/words.js';
import { HallItem, useMinute } from './agenda.js';
import classes from './hall.module.css';
import { Join, SceneOnWall } from './scenes.js';
import { WallHeading, WallTitle } from './wall-title.js';

/** The screen over the platform: no header, nothing to press, everything readable from the back row. */
export default function Hall() {
  const { assembly = '' } = useParams();
  const floor = useFloor(assembly);
  return <Read query={floor}>{(view) => <Wall floor={view} />}</Read>;
}

function Wall({ floor }: { floor: FloorView }) {
  const { t, lang } = useWords();
  const [search] = useSearchParams();
  const connection = useConnection();
  const { assembly, speakers } = floor;
  const shown = onWall(floor);
  useEffect(() => {
    document.title = `${assembly.name} · Plenary`;
  }, [assembly.name]);
  return (
    <InSecond value={secondOf(search.get('with'), lang)}>
      <main className={classes.wall}>
        <Top floor={floor} />
        <Demonstration onWall />
        <Fit>
          <Stage shown={shown} floor={floor} />
        </Fit>
        {speakers && shown.is !== 'debate' && <SpeakersStrip list={speakers} />}
        {connection === 'lost' && (
          <footer className={classes.lost} role="status">
            {t('connection.lost')}
          </footer>
        )}
      </main>
    </InSecond>
  );
}

function Stage({ shown, floor }: { shown: OnWall; floor: FloorView }) {
  switch (shown.is) {
    case 'quorum_call':
      return <QuorumCall endsAt={shown.call.endsAt} />;
    case 'polls':
      return shown.polls.map((one) => <PollOnWall key={one.id} poll={one} floor={floor} />);
    case 'scene':
      return <SceneOnWall scene={shown.scene} assembly={floor.assembly} />;
    case 'debate':
      return <Debated floor={floor} motion={shown.motion} />;
    case 'motion':
      return <Before floor={floor} motion={shown.motion} />;
    case 'item':
      return <AtItem floor={floor} />;
  }
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

/** A debate: on what, who has the floor, who comes next. */
function Debated({ floor, motion }: { floor: FloorView; motion: MotionView | null }) {
  const { t } = useWords();
  const subject = useSubjects(floor);
  return (
    <section className={classes.centre}>
      {motion && <HallItem floor={floor} className={classes.sub} />}
      <p className={classes.over}>
        {t('speakers.title')}
        {motion && ` · ${nameOf(motion, t)}`}
      </p>
      {motion ? (
        <WallTitle titles={motion.titles} small />
      ) : (
        <WallHeading small>{subject(floor.speakers?.about ?? null)}</WallHeading>
      )}
      {motion && <WordingOnWall motion={motion} among={floor.motions} />}
      {floor.speakers && <DebateOnWall list={floor.speakers} />}
    </section>
  );
}

/** The motion that is before the assembly. */
function Before({ floor, motion }: { floor: FloorView; motion: MotionView }) {
  const speech = useWords();
  const { t, lang } = speech;
  return (
    <section className={classes.centre}>
      <HallItem floor={floor} className={classes.sub} />
      <p className={classes.over}>
        {nameOf(motion, t)} · {t(`motion.state.${motion.state}`)}
      </p>
      <WallTitle titles={motion.titles} />
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

/** The item that the assembly is at, or the assembly itself; and how to take part in it. */
function AtItem({ floor: { assembly } }: { floor: FloorView }) {
  const { t } = useWords();
  const sitting = assembly.sittings.find((one) => one.state === 'open');
  const item = currentOf(assembly.items);
  return (
    <section className={classes.centre}>
      {item ? (
        <>
          <p className={classes.over}>
            {t('item.now')} · {item.number}
          </p>
          <WallTitle titles={item.titles} />
        </>
      ) : (
        <WallHeading>{assembly.name}</WallHeading>
      )}
      <p className={classes.sub}>
        {sitting
          ? (sitting.name ?? t('sitting.numbered', { number: sitting.number }))
          : t('floor.no_sitting')}
      </p>
      <Join assembly={assembly.id} />
    </section>
  );
}
