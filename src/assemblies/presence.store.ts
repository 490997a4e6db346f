import { In, type EntityManager } from 'typeorm';
import type { AssembliesEvent, CredentialRole, QuorumCallView, QuorumView } from './assemblies.contract.js';
import { keyOf } from '../house/perform.js';
import type { Numbered, Own } from '../house/room.js';
import { CredentialRow, QuorumCallRow, QuorumConfirmationRow } from './assemblies.tables.js';
import type { z } from 'zod';
import { latestFirst } from '../basics/edtf.js';
import { assemblyOf } from '../basics/event.js';
import { must } from '../basics/must.js';
import { entriesOf } from '../log/reading.js';
import type { QuorumPoint } from './presence.contract.js';
import { EVIDENCE, quorumSeries } from './quorum-series.js';
import type { Call } from './quorum-call.js';

type Tx = EntityManager;

type Written = Extract<
  AssembliesEvent,
  {
    type:
      | 'credential.seated'
      | 'presence.confirmed'
      | 'quorum.called'
      | 'quorum.call_ended'
      | 'quorum.call_closed';
  }
>;

/** Seats, and the calls of the quorum with who confirmed. */
export async function writePresence(tx: Tx, event: Written, at: Date): Promise<void> {
  const assembly = assemblyOf(event);
  switch (event.type) {
    case 'credential.seated': {
      const { credential, seat, badge } = event.data;
      await tx.update(CredentialRow, credential, { seat, badge });
      return;
    }
    case 'presence.confirmed':
      await tx.insert(QuorumConfirmationRow, { ...event.data, at });
      return;
    case 'quorum.called': {
      const { call: id, startedAt, endsAt } = event.data;
      await tx.insert(QuorumCallRow, {
        ...{ id, assembly, state: 'running', absent: null, outcome: null },
        ...{ startedAt: new Date(startedAt), endsAt: new Date(endsAt) },
      });
      return;
    }
    case 'quorum.call_ended':
      await tx.update(QuorumCallRow, event.data.call, {
        state: 'ended',
        outcome: event.data.outcome as object,
      });
      return;
    case 'quorum.call_closed':
      await tx.update(QuorumCallRow, event.data.call, { state: 'closed', absent: event.data.absent });
  }
}

/** So many changes of a quorum are enough for a screen; the record has all. */
const POINTS = 1_000;

export const quorumPoints = async (tx: Tx, assembly: string): Promise<QuorumPoint[]> =>
  quorumSeries(
    await entriesOf(tx, {
      ...{ subject: `assembly:${assembly}`, types: [...EVIDENCE, 'quorum.changed'] },
      ...{ told: 'quorum.changed', limit: POINTS },
    }),
  );

/** Comes between a confirmation and the end of its call. */
export const callLock = (call: string): string => keyOf('quorum_call', call);

export const runningCall = (tx: Tx, assembly: string): Promise<boolean> =>
  tx.existsBy(QuorumCallRow, { assembly, state: 'running' });

/** A call of this assembly with who confirmed; null where there is none. Call it under its lock. */
export async function loadCall(tx: Tx, assembly: string, id: string): Promise<Call | null> {
  const row = await tx.findOneBy(QuorumCallRow, { id, assembly });
  if (!row) return null;
  const confirmed = await tx.findBy(QuorumConfirmationRow, { call: id });
  return {
    ...{ id, assembly, state: row.state, endsAt: row.endsAt.toISOString() },
    confirmed: new Set(confirmed.map((one) => one.credential)),
  };
}

/** Calls whose time is over and that nobody has ended yet. */
export const dueCalls = (tx: Tx, now: string): Promise<{ call: string; assembly: string }[]> =>
  tx.query(`SELECT id AS call, assembly FROM quorum_call WHERE state = 'running' AND ends_at < $1`, [now]);

/** The latest call, with how many have confirmed. */
export async function latestCall(tx: Tx, assembly: string): Promise<z.infer<typeof QuorumCallView> | null> {
  const row = await tx.findOne(QuorumCallRow, { where: { assembly }, order: { startedAt: 'DESC' } });
  if (!row) return null;
  return {
    ...{ id: row.id, state: row.state, absent: row.absent, outcome: row.outcome as QuorumView | null },
    confirmed: await tx.countBy(QuorumConfirmationRow, { call: row.id }),
    startedAt: row.startedAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  };
}

/** A person's credentials here by which they may vote. */
export const votingCredentials = async (tx: Tx, assembly: string, person: string) =>
  (
    await tx.findBy(CredentialRow, {
      ...{ assembly, person, state: 'accredited' as const },
      role: In(['delegate', 'alternate']),
    })
  ).map(({ id, present }) => ({ credential: id, present }));

export const hasConfirmed = (tx: Tx, call: string, credentials: readonly string[]): Promise<boolean> =>
  tx.existsBy(QuorumConfirmationRow, { call, credential: In([...credentials]) });

/** Credentials by a label that somebody wears or sits at, or by a slip's code (its hash). Those that stand only. */
export const scanned = (
  tx: Tx,
  { assembly, label, slip }: { assembly: string; label: string; slip: string },
): Promise<
  {
    credential: string;
    name: string;
    organisation: string;
    role: z.infer<typeof CredentialRole>;
    present: boolean;
  }[]
> =>
  tx.query(
    `SELECT c.id AS credential, p.name, o.name AS organisation, c.role, c.present
     FROM credential c JOIN person p ON p.id = c.person JOIN member m ON m.id = c.member
     JOIN organisation o ON o.id = m.organisation
     WHERE c.assembly = $1 AND c.state IN ('submitted', 'accredited') AND (
       lower(c.badge COLLATE names) = lower($2 COLLATE names)
       OR lower(c.seat COLLATE names) = lower($2 COLLATE names) OR EXISTS (
         SELECT 1 FROM slip s JOIN slip_code k ON k.slip = s.id
         WHERE s.person = c.person AND s.assembly = $1 AND k.code_hash = $3))
     ORDER BY o.name, c.id`,
    [assembly, label, slip],
  );

/** The order of a member's credentials `c`: who is here and comes first votes for it (`inTurn`). */
export const TURN = `array_position(ARRAY['delegate', 'alternate', 'observer'], c.role), c.precedence, c.id`;

/** A delegate as the floor tells it to themselves. */
export interface Standing {
  /** Whether they are recorded as present; null: they are no delegate here. */
  readonly present: boolean | null;
  /** The members for whom they speak, by name; `voters`: of its delegates who are here, the first votes. */
  readonly speaksFor: {
    member: string;
    name: string;
    voters: { name: string; own: boolean }[];
  }[];
}

const noDelegate = (): Standing => ({ present: null, speaksFor: [] });

/** How those of `people` stand here who are accredited delegates or alternates. One query. */
export async function standingsOf(
  tx: Tx,
  assembly: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const rows: (Standing & { person: string })[] = await tx.query(
    `SELECT s.person, bool_or(s.present) AS present,
       jsonb_agg(jsonb_build_object('member', s.member, 'name', s.name, 'voters', coalesce(v.voters, '[]')) ORDER BY s.name)
         AS "speaksFor"
     FROM (SELECT c.person, m.id AS member, o.name, bool_or(c.present) AS present
           FROM credential c JOIN member m ON m.id = c.member JOIN organisation o ON o.id = m.organisation
           WHERE c.assembly = $1 AND c.person = ANY($2::uuid[]) AND c.state = 'accredited' AND c.role <> 'observer'
           GROUP BY c.person, m.id, o.name) s
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('name', p.name, 'own', p.id = s.person) ORDER BY ${TURN}) AS voters
       FROM credential c JOIN person p ON p.id = c.person
       WHERE c.assembly = $1 AND c.member = s.member AND c.state = 'accredited' AND c.role <> 'observer' AND c.present) v ON true
     GROUP BY s.person`,
    [assembly, people],
  );
  return new Map(rows.map(({ person, ...standing }) => [person, standing]));
}

export const standingOf = async (tx: Tx, assembly: string, person: string | null): Promise<Standing> =>
  (person === null ? undefined : (await standingsOf(tx, assembly, [person])).get(person)) ?? noDelegate();

/** Ids of the members of which somebody who may vote is here. */
export const membersHere = async (tx: Tx, assembly: string): Promise<string[]> => {
  const rows = await tx.findBy(CredentialRow, {
    ...{ assembly, state: 'accredited' as const, present: true },
    role: In(['delegate', 'alternate']),
  });
  return [...new Set(rows.map(({ member }) => member))];
};

/** The members of a body for which a person spoke in its latest assembly that has anybody accredited. */
export async function spokenFor(
  tx: Tx,
  body: string,
  person: string | null,
): Promise<{ member: string; name: string }[]> {
  const assemblies: { id: string; held_from: string | null }[] = await tx.query(
    `SELECT a.id, a.held_from FROM assembly a WHERE a.body = $1 AND EXISTS (
       SELECT 1 FROM credential x WHERE x.assembly = a.id AND x.state = 'accredited') ORDER BY a.id`,
    [body],
  );
  const [latest] = assemblies.sort((a, b) => latestFirst(a.held_from, b.held_from));
  if (!latest) return [];
  return tx.query(
    `SELECT DISTINCT m.id AS member, o.name FROM credential c JOIN member m ON m.id = c.member
     JOIN organisation o ON o.id = m.organisation
     WHERE c.person = $2 AND c.state = 'accredited' AND c.role <> 'observer' AND c.assembly = $1
       AND m.struck_at IS NULL ORDER BY o.name`,
    [latest.id, person],
  );
}

/** After these somebody is present or not, speaks for other members, or another of theirs votes first. */
const MOVES: ReadonlySet<string> = new Set([
  'credential.accredited',
  'credential.withdrawn',
  'credential.substituted',
  'credential.ordered',
  'presence.entered',
  'presence.left',
]);

/** The credentials that such an entry speaks of. */
const credentialsIn = ({ data }: Numbered): string[] =>
  [data['credential'], data['by'], data['credentials']].flat().filter((id) => typeof id === 'string');

const later = (latest: Map<string, Numbered>, key: string, entry: Numbered): void => {
  if (entry.number >= (latest.get(key)?.number ?? 0)) latest.set(key, entry);
};

/**
 * How they stand now whose credentials these entries have changed, and who else is here for their members: whether one votes
 * depends on the others. Two queries an assembly, for any number of them.
 */
export async function ownStandings(tx: Tx, entries: readonly Numbered[]): Promise<Own[]> {
  const own: Own[] = [];
  const moves = entries.filter(({ type }) => MOVES.has(type));
  for (const assembly of new Set(moves.map(assemblyOf))) {
    const moved = new Map<string, Numbered>();
    for (const entry of moves.filter(({ subject }) => subject['assembly'] === assembly))
      for (const credential of credentialsIn(entry)) moved.set(credential, entry);
    const credentials: { id: string; person: string; member: string }[] = await tx.query(
      `SELECT id, person, member FROM credential WHERE assembly = $1
       AND member IN (SELECT member FROM credential WHERE id = ANY($2::uuid[]))
       AND (state = 'accredited' AND role <> 'observer' OR id = ANY($2::uuid[]))`,
      [assembly, [...moved.keys()]],
    );
    const ofMember = new Map<string, Numbered>();
    for (const { id, member } of credentials) {
      const move = moved.get(id);
      if (move) later(ofMember, member, move);
    }
    const people = new Map<string, Numbered>();
    for (const { person, member } of credentials)
      later(people, person, must(ofMember.get(member), 'presence of the member'));
    const standings = await standingsOf(tx, assembly, [...people.keys()]);
    for (const [person, { number, at }] of people) {
      const { present, speaksFor } = standings.get(person) ?? noDelegate();
      own.push({ person, assembly, number, at, type: 'credential.own', data: { present, speaksFor } });
    }
  }
  return own;
}
