import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Timeline.module.css';

export interface Moment {
  readonly key: string;
  /** `done`: filled, `current`: ring, `pending`: dashed, `failed`: crossed, `struck`: a grey ring. */
  readonly state: 'done' | 'current' | 'pending' | 'failed' | 'struck';
  readonly when: ReactNode;
  readonly title: ReactNode;
  readonly body?: ReactNode;
}

/** Moments in their order, from the oldest down. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {moments.map(({ key, state, when, title, body }) => (
        <li key={key} data-state={state}>
          <div className={classes.when}>{when}</div>
          <div className={classes.what}>
            <div className={classes.title}>{title}</div>
            {body}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The same path in one line, where there is no room for more. */
export function Path({
  label,
  steps,
}: {
  label: string;
  steps: readonly {
    readonly key: string;
    readonly state: Moment['state'];
    readonly text: string;
    /** Where it leads, if it has a page of its own; to the one that is current nothing leads. */
    readonly to?: string;
    readonly note?: string | undefined;
  }[];
}) {
  return (
    <ol className={classes.path} aria-label={label}>
      {steps.map(({ key, state, text, to, note }) => (
        <li key={key} data-state={state}>
          {to && state !== 'current' ? (
            <Anchor component={Link} to={to} inherit>
              {text}
            </Anchor>
          ) : (
            <span aria-current={to ? 'page' : undefined}>{text}</span>
          )}
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  );
}
