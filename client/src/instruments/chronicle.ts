/** Something that happened to an instrument, as its page tells it: of the path, or beside it (consultations, referrals). */
export interface Dated<M> {
  readonly moment: M;
  /** EDTF; null: unknown. */
  readonly date: string | null;
  /** Where two are of a day: the lower first. */
  readonly rank: number;
}

/** What a date begins with, as far as it is known: "2003", "2003-09-06". */
const known = (date: string | null): string | null =>
  /\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(date ?? '')?.[0] ?? null;

/**
 * Happenings in their order. Those of the path keep theirs, whatever is known of their dates; one without a date stands just
 * before the one that followed. Beside the path, what nobody dates comes first.
 */
export function inOrder<M>(path: readonly Dated<M>[], beside: readonly Dated<M>[]): M[] {
  const dates = path.map(({ date }) => known(date));
  const placed = path.map((one, place) => {
    const following = dates.slice(place).find((date) => date !== null);
    return { ...one, at: following ?? dates.findLast((date) => date !== null) ?? '', place };
  });
  // A later stage is not before an earlier one, though its year alone is known.
  let latest = '';
  for (const one of placed) {
    if (one.at < latest) one.at = latest;
    latest = one.at;
  }
  const others = beside.map((one) => ({ ...one, at: known(one.date) ?? '', place: -1 }));
  return [...placed, ...others]
    .toSorted(
      (a, b) =>
        (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
        (a.place >= 0 && b.place >= 0 ? a.place - b.place : a.rank - b.rank),
    )
    .map(({ moment }) => moment);
}
