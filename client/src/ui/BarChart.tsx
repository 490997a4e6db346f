import type { ReactNode } from 'react';
import classes from './BarChart.module.css';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** 0 to 1 of the whole width; for the eye only. */
  readonly share: number;
  readonly value: string;
  readonly note?: string;
  /** What this bar has to reach, or must not pass, 0 to 1 of the whole width, and how much that is in words. */
  readonly goal?: { readonly at: number; readonly label: string };
  readonly colour: string;
}

/** More bars than can be read in one column on a wall stand in two. */
export const COLUMN = 6;

/** Bars with their numbers beside them: what the eye sees is also there as text, so nothing depends on colour or length. */
export function BarChart({
  label,
  caption = false,
  bars,
  mark,
  large = false,
}: {
  label: string;
  /** Whether the label is shown, where it is not plain what the bars are. */
  caption?: boolean;
  bars: readonly Bar[];
  /** What has to be reached, 0 to 1 of the whole width; it is said in words elsewhere. */
  mark?: number;
  large?: boolean;
}) {
  const chart = (
    <dl
      className={classes.chart}
      aria-label={label}
      data-large={large || undefined}
      data-many={(large && bars.length > COLUMN) || undefined}
    >
      {bars.map((bar) => (
        <div key={bar.key} className={classes.row}>
          <dt>
            <span className={classes.label} style={{ color: bar.colour }}>
              {bar.icon}
              {bar.label}
            </span>
          </dt>
          <dd>
            <span className={classes.value}>{bar.value}</span>
            {bar.note && <span className={classes.note}>{bar.note}</span>}
          </dd>
          <div
            className={classes.track}
            data-marked={mark !== undefined || bar.goal !== undefined || undefined}
            aria-hidden="true"
          >
            {mark !== undefined && (
              <div className={classes.mark} style={{ insetInlineStart: `${mark * 100}%` }} />
            )}
            <div
              className={classes.fill}
              style={{ width: `${Math.max(0, Math.min(1, bar.share)) * 100}%`, background: bar.colour }}
            />
            {bar.goal && (
              <span className={classes.mark} style={{ insetInlineStart: `${bar.goal.at * 100}%` }} />
            )}
          </div>
          {bar.goal && <Goal at={bar.goal.at}>{bar.goal.label}</Goal>}
        </div>
      ))}
    </dl>
  );
  if (!caption) return chart;
  return (
    <figure className={classes.figure} data-large={large || undefined}>
      <figcaption>{label}</figcaption>
      {chart}
    </figure>
  );
}

/** Under the line that it names, within the width of the chart. */
function Goal({ at, children }: { at: number; children: string }) {
  const start = at <= 0.5;
  return (
    <dd
      className={classes.goal}
      data-side={start ? 'start' : 'end'}
      style={start ? { marginInlineStart: `${at * 100}%` } : { marginInlineEnd: `${(1 - at) * 100}%` }}
    >
      {children}
    </dd>
  );
}

/** How much of something is there, with the mark that has to be reached. */
export function Gauge({
  label,
  share,
  mark,
  reached,
}: {
  label: string;
  share: number;
  mark?: number;
  reached?: boolean;
}) {
  const clamp = (value: number): string => `${Math.max(0, Math.min(1, value)) * 100}%`;
  return (
    <div className={classes.gauge} role="img" aria-label={label}>
      <div className={classes.fill} data-reached={reached} style={{ width: clamp(share) }} />
      {mark !== undefined && <div className={classes.mark} style={{ insetInlineStart: clamp(mark) }} />}
    </div>
  );
}
