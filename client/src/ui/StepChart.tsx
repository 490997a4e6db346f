import classes from './BarChart.module.css';

/** A value from a moment on, with the threshold of that moment; 0 to 1 of the whole height, for the eye only. */
export interface Step {
  /** Milliseconds. */
  readonly at: number;
  readonly share: number;
  readonly mark: number;
}

const [WIDTH, HEIGHT] = [600, 120];

/**
 * How something rose and fell, as a line of steps with the line that it has to reach. What it shows stands in a table beside it,
 * so it is one picture with one label.
 */
export function StepChart({ label, steps, until }: { label: string; steps: readonly Step[]; until: number }) {
  const [first] = steps;
  if (!first) return null;
  const span = Math.max(1, until - first.at);
  const x = (at: number): number => ((at - first.at) / span) * WIDTH;
  const y = (share: number): number => HEIGHT - Math.max(0, Math.min(1, share)) * (HEIGHT - 4) - 2;
  const line = (of: (step: Step) => number): string =>
    steps
      .map(
        (step, place) => `${place === 0 ? 'M' : 'H'}${x(step.at)}${place === 0 ? ' ' : ' V'}${y(of(step))}`,
      )
      .join(' ') + ` H${WIDTH}`;
  return (
    <svg
      className={classes.steps}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className={classes.threshold} d={line(({ mark }) => mark)} />
      <path className={classes.line} d={line(({ share }) => share)} />
    </svg>
  );
}
