/** What is seen to before an assembly sits, in the order in which it is. */
export const CHECKS = [
  ...(['rules', 'sittings', 'agenda', 'members', 'figures', 'chair', 'notice'] as const),
  ...(['designated', 'addresses', 'motions', 'accredited', 'slips'] as const),
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `optional`: it may stay as it is. */
export type CheckState = 'done' | 'begun' | 'missing' | 'optional';

/** How much of something is there; `of` null: there is no number that it should come to, one is enough. */
export interface Figure {
  readonly there: number;
  readonly of: number | null;
}

export interface Check extends Figure {
  readonly check: CheckName;
  readonly state: CheckState;
}

/** An assembly as its preparation is told; what is left out does not concern it. */
export interface Prepared {
  readonly figures: Partial<Readonly<Record<CheckName, Figure>>>;
  /** Days that the rules demand between the notice and the first day; null: none. */
  readonly minimumDays: number | null;
}

/** The checks that concern an assembly, in order. A list of nothing (no motions, no members that need a figure) is no check. */
export const checksOf = ({ figures, minimumDays }: Prepared): Check[] =>
  CHECKS.flatMap((check): Check[] => {
    const figure = figures[check];
    if (!figure || (figure.of === 0 && MANY.has(check))) return [];
    return [{ check, ...figure, state: stateOf(check, figure, minimumDays) }];
  });

/** Checks of things that there need not be any of. */
const MANY: ReadonlySet<CheckName> = new Set(['figures', 'addresses', 'motions', 'accredited', 'slips']);

function stateOf(check: CheckName, { there, of }: Figure, minimumDays: number | null): CheckState {
  if (there > 0 && there >= (of ?? 1)) return 'done';
  // Slips do for whom no message reaches, and rules need not ask for a notice.
  if (check === 'addresses' || (check === 'notice' && minimumDays === null)) return 'optional';
  return there > 0 ? 'begun' : 'missing';
}

/** What comes next: the first that is not there yet; null: all is. */
export const nextOf = (checks: readonly Check[]): CheckName | null =>
  checks.find(({ state }) => state === 'missing' || state === 'begun')?.check ?? null;
