import { VisuallyHidden } from '@mantine/core';
import { standingOf } from '../../../src/assemblies/agenda.js';
import type { ItemView, SceneView } from '../../../src/assemblies/assemblies.contract.js';
import { dayIn } from '../../../src/assemblies/meeting.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { PauseIcon, TickIcon } from '../ui/icons.js';
import { Qr } from '../ui/Qr.js';
import { dayTime, hour } from '../words/dates.js';
import { useSecond } from '../words/second.js';
import { inLang, useWords } from '../words/words.js';
import { useMinute } from './agenda.js';
import { agendaShown } from './agenda-shown.js';
import classes from './hall.module.css';
import { WallHeading } from './wall-title.js';
import { datesOf } from './when.js';

type Assembly = FloorView['assembly'];

/** What was put on the wall. */
export function SceneOnWall({ scene, assembly }: { scene: SceneView; assembly: Assembly }) {
  return (
    <section className={classes.centre} data-testid="hall-scene" data-scene={scene.scene}>
      {scene.scene === 'welcome' ? (
        <Welcome assembly={assembly} />
      ) : scene.scene === 'agenda' ? (
        <Agenda assembly={assembly} />
      ) : (
        <Pause scene={scene} assembly={assembly} />
      )}
    </section>
  );
}

/** Whose assembly it is, where and when, and how to take part in it. */
function Welcome({ assembly }: { assembly: Assembly }) {
  const { t, lang } = useWords();
  const where = [assembly.place, datesOf(assembly, lang)].filter(Boolean).join(' · ');
  return (
    <>
      <p className={classes.over}>
        {t('hall.welcome')} · {assembly.body.organisation}
      </p>
      <WallHeading>{assembly.name}</WallHeading>
      {where && <p className={classes.place}>{where}</p>}
      <Join assembly={assembly.id} />
    </>
  );
}

/** So many can be read from the back row, in two columns and at two lines each; in two languages at three. */
const MOST = 18;
const MOST_IN_TWO = 12;
/** More of them stand in two columns. */
const COLUMN = 8;

/** The agenda: what is done, where the assembly is, what comes. */
function Agenda({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const second = useSecond();
  const { items, before, after } = agendaShown(assembly.items, second ? MOST_IN_TWO : MOST);
  return (
    <>
      <WallHeading small>{t('assembly.agenda')}</WallHeading>
      {before > 0 && <p className={classes.small}>{t('hall.earlier', { count: before })}</p>}
      <ol
        className={classes.agenda}
        data-many={items.length > COLUMN || undefined}
        data-two={second !== null || undefined}
      >
        {items.map((item) => (
          <Line key={item.id} item={item} items={assembly.items} />
        ))}
      </ol>
      {after > 0 && <p className={classes.small}>{t('hall.later', { count: after })}</p>}
    </>
  );
}

const depthOf = (items: readonly ItemView[], { parent }: ItemView): number => {
  const above = parent === null ? undefined : items.find(({ id }) => id === parent);
  return above ? depthOf(items, above) + 1 : 0;
};

function Line({ item, items }: { item: ItemView; items: readonly ItemView[] }) {
  const { t, lang } = useWords();
  const second = useSecond();
  const title = inLang(item.titles, lang);
  const other = second && title.lang !== second ? item.titles[second] : undefined;
  const standing = standingOf(items, item);
  return (
    <li
      data-standing={standing}
      data-depth={depthOf(items, item)}
      aria-current={standing === 'current' ? 'step' : undefined}
    >
      <span className={classes.number}>{item.number}</span>
      <span>
        <span lang={title.lang}>{title.text}</span>
        {other && (
          <span className={classes.beside} lang={second ?? undefined}>
            {other}
          </span>
        )}
      </span>
      {standing === 'dealt_with' && (
        <span className={classes.done}>
          <TickIcon size="1em" />
          <VisuallyHidden>{t('item.state.dealt_with')}</VisuallyHidden>
        </span>
      )}
    </li>
  );
}

/** A pause: what is said of it, and when it goes on. */
function Pause({ scene: { sentence, until }, assembly }: { scene: SceneView; assembly: Assembly }) {
  const { t, lang } = useWords();
  const now = useMinute();
  const zone = assembly.timeZone;
  const today = until !== null && dayIn(until, zone) === dayIn(now, zone);
  return (
    <>
      <p className={classes.over}>{assembly.name}</p>
      <h1 className={classes.outcome} data-outcome="pause">
        <PauseIcon size="0.9em" />
        {t('hall.scene.pause')}
      </h1>
      {sentence && <p className={classes.sentence}>{sentence}</p>}
      {until && (
        <p className={classes.until}>
          {today
            ? t('hall.goes_on', { time: hour(until, lang, zone) })
            : t('hall.goes_on_day', { time: dayTime(until, lang, zone) })}
        </p>
      )}
    </>
  );
}

/** A screen on the server's own machine knows no address that a phone could open. */
const REACHABLE = !/^(localhost|127\.|\[::1\])/.test(window.location.hostname);

/** How to take part, where phones can reach this house by the address of this screen. */
export function Join({ assembly }: { assembly: string }) {
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
