/**
 * Who may do what: one table, office -> acts. An office is held in a body, in an assembly, or in the whole house
 * (neither named), for a period. An office held in a body reaches the assemblies of that body. `public` is everybody,
 * signed in or not, where the place is open to the public.
 */
export const OFFICES = [
  'secretariat',
  'chair',
  'teller',
  'delegate',
  'observer',
  'auditor',
  'public',
] as const;
export type Office = (typeof OFFICES)[number];

const ALL = ['secretariat', 'chair', 'teller', 'delegate', 'observer', 'auditor'] as const;

export const ACCESS = {
  'house.read': ['public', ...ALL],
  'session.begin': ['public', ...ALL],
  'session.read': ['public', ...ALL],
  'session.end': ['public', ...ALL],
  'person.register': ['secretariat'],
  'person.read': ['secretariat'],
  'office.grant': ['secretariat'],
  'office.end': ['secretariat'],
  'slip.issue': ['secretariat'],
  'organisation.register': ['secretariat'],
  'body.found': ['secretariat'],
  'body.read': ['public', ...ALL],
  'member.admit': ['secretariat'],
  'member.import': ['secretariat'],
  'ruleset.adopt': ['secretariat'],
  'assembly.convene': ['secretariat'],
  'assembly.read': ['public', ...ALL],
  'assembly.desk': ['secretariat', 'chair', 'teller'],
  'sitting.plan': ['secretariat'],
  'sitting.open': ['chair'],
  'sitting.close': ['chair'],
  'item.add': ['secretariat'],
  'paper.attach': ['secretariat'],
  'paper.read': ['public', ...ALL],
  'delegate.import': ['secretariat'],
  'credential.accredit': ['secretariat'],
  'credential.refuse': ['secretariat'],
  'proxy.register': ['secretariat'],
  'proxy.revoke': ['secretariat'],
  'presence.record': ['secretariat', 'teller'],
  'presence.declare': ['delegate'],
  'instrument.found': ['secretariat'],
  'instrument.read': ['public', ...ALL],
  'version.freeze': ['secretariat'],
  'version.preview': ['secretariat'],
  'stage.enter': ['secretariat'],
  'motion.submit': ['secretariat'],
  'motion.table': ['secretariat'],
  'motion.refuse': ['secretariat', 'chair'],
  'motion.debate': ['chair'],
  'motion.ready': ['chair'],
  'motion.withdraw': ['secretariat'],
  'motion.read': ['public', ...ALL],
  'poll.open': ['chair'],
  'poll.close': ['chair'],
  'poll.declare': ['chair'],
  'poll.cast': ['delegate'],
  'poll.hand': ['delegate'],
  'poll.read': ['public', ...ALL],
  'record.read': ['public', ...ALL],
  'live.follow': ['public', ...ALL],
} as const satisfies Record<string, readonly Office[]>;

export type Act = keyof typeof ACCESS;

/** Where an act happens. `open`: the public may read here. */
export interface Place {
  readonly body: string | null;
  readonly assembly: string | null;
  readonly open: boolean;
}

/** The whole house: acts that belong to no body (signing in, registering an organisation). */
export const HOUSE: Place = { body: null, assembly: null, open: true };

/** An office that somebody holds; `from` and `to` are RFC 3339, null is without limit. */
export interface Held {
  readonly office: Office;
  readonly body: string | null;
  readonly assembly: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The office in which a person may do `act` at `place` at the moment `at`, or null. Compares RFC 3339 UTC as text. */
export function officeFor(
  act: Act,
  { held, place, at }: { held: readonly Held[]; place: Place; at: string },
): Office | null {
  const allowed: readonly Office[] = ACCESS[act];
  for (const one of held) {
    if (!allowed.includes(one.office)) continue;
    if (one.from !== null && at < one.from) continue;
    if (one.to !== null && at >= one.to) continue;
    const house = one.body === null && one.assembly === null;
    const here =
      (one.assembly !== null && one.assembly === place.assembly) ||
      (one.assembly === null && one.body !== null && one.body === place.body);
    if (house || here) return one.office;
  }
  return allowed.includes('public') && place.open ? 'public' : null;
}
