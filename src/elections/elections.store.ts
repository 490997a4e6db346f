import { In, type EntityManager } from 'typeorm';
import { assemblyOf, type Context } from '../basics/event.js';
import { byName } from '../basics/order.js';
import type { Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { assemblyPlace, credentialViews } from '../assemblies/assemblies.store.js';
import { namedBy, type Room } from '../house/room.js';
import type { Place } from '../access/access.js';
import { seatsLeft, type Candidate, type Election } from './election.js';
import type {
  CandidateState,
  CandidateView,
  ElectionsEvent,
  ElectionView,
  Terms,
} from './elections.contract.js';
import { CandidateRow, CandidateSecondRow, ElectionRow } from './elections.tables.js';

type Tx = EntityManager;

export const electionsRoom: Room = {
  name: 'elections',
  nouns: ['election', 'candidate'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as ElectionsEvent, context);
  },
  news: ({ data }) => data,
  constraints: {
    election_number: 'house.try_again',
    candidate_once: 'candidate.exists',
    poll_election_once: 'poll.already_open',
  },
  onPerson: async (tx, person) => {
    const rows: { id: string; name: string; open: boolean }[] = await tx.query(
      `SELECT a.id, a.name, c.state IN ('nominated', 'accepted') AND e.state NOT IN ('declared', 'ended') AS open
       FROM candidate c JOIN election e ON e.id = c.election JOIN assembly a ON a.id = e.assembly
       WHERE c.person = $1 ORDER BY c.id`,
      [person],
    );
    return rows.map(({ id, name, open }) => ({
      kind: 'candidacy',
      assembly: { id, name },
      member: null,
      open,
    }));
  },
  named: async (tx, noun, ids) =>
    noun === 'election'
      ? namedBy(
          await tx.query('SELECT id, number, titles, assembly FROM election WHERE id = ANY($1::uuid[])', [
            ids,
          ]),
        )
      : new Map(),
};

async function write(tx: Tx, event: ElectionsEvent, { at }: Context): Promise<void> {
  switch (event.type) {
    case 'election.called': {
      const { election: id, order: ballotOrder, nominationsDue, ...terms } = event.data;
      await tx.insert(ElectionRow, {
        ...{ ...terms, id, ballotOrder, assembly: assemblyOf(event), calledAt: new Date(at) },
        ...{ state: 'nominations', round: 0, standing: [], orderSeed: null },
        nominationsDue: nominationsDue === null ? null : new Date(nominationsDue),
      });
      return;
    }
    case 'candidate.nominated': {
      const { candidate: id, by: nominatedBy, at: nominatedAt, ...rest } = event.data;
      await tx.insert(CandidateRow, {
        ...{ ...rest, id, nominatedBy, state: 'nominated', nominatedAt: new Date(nominatedAt) },
      });
      return;
    }
    case 'candidate.seconded':
      await tx.insert(CandidateSecondRow, event.data);
      return;
    case 'candidate.accepted':
      await tx.update(CandidateRow, event.data.candidate, { state: 'accepted' });
      return;
    case 'candidate.declined':
      await tx.update(CandidateRow, event.data.candidate, { state: 'declined' });
      return;
    case 'candidate.stated':
      await tx.update(CandidateRow, event.data.candidate, {
        statement: must(event.personal?.['statement'], 'statement of the event'),
      });
      return;
    case 'candidate.withdrawn':
    case 'candidate.ruled_out': {
      const withdrawn = event.type === 'candidate.withdrawn';
      await tx.update(CandidateRow, event.data.candidate, {
        state: withdrawn ? 'withdrawn' : 'ruled_out',
        reason: event.data.reason,
        electedIn: withdrawn ? event.data.electedIn : null,
      });
      return;
    }
    case 'candidate.reinstated':
      await tx.update(CandidateRow, event.data.candidate, {
        state: event.data.state,
        electedIn: null,
      });
      return;
    case 'election.nominations_closed': {
      const { election, order, seed } = event.data;
      await tx.update(ElectionRow, election, { state: 'closed', standing: [...order], orderSeed: seed });
      for (const [place, id] of order.entries()) await tx.update(CandidateRow, id, { place: place + 1 });
      return;
    }
    case 'election.balloting':
      await tx.update(ElectionRow, event.data.election, { state: 'balloting', round: event.data.round });
      return;
    case 'election.round_void':
      await tx.update(ElectionRow, event.data.election, { state: 'closed', round: event.data.round - 1 });
      return;
    case 'election.round_decided': {
      const { election, elected, round, standing } = event.data;
      await tx.update(ElectionRow, election, { state: 'closed', standing: [...standing] });
      if (elected.length > 0) await tx.update(CandidateRow, { id: In([...elected]) }, { elected: round });
      return;
    }
    case 'election.round_reopened': {
      const { election, round, standing } = event.data;
      await tx.update(ElectionRow, election, { state: 'balloting', standing: [...standing] });
      await tx.update(CandidateRow, { election, elected: round }, { elected: null });
      return;
    }
    case 'election.declared':
      await tx.update(ElectionRow, event.data.election, { state: 'declared', standing: [] });
      return;
    case 'election.ended':
      await tx.update(ElectionRow, event.data.election, { state: 'ended', reason: event.data.reason });
      return;
  }
}

export async function electionPlace(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.findOneBy(ElectionRow, { id });
  return row && assemblyPlace(tx, row.assembly);
}

/** The election of a candidate; null where there is no such candidate. */
export async function electionOf(tx: Tx, candidate: string): Promise<string | null> {
  return (await tx.findOneBy(CandidateRow, { id: candidate }))?.election ?? null;
}

export async function candidatePlace(tx: Tx, id: string): Promise<Place | null> {
  const election = await electionOf(tx, id);
  return election === null ? null : electionPlace(tx, election);
}

/** Call it under the assembly's lock. */
export async function nextElection(tx: Tx, assembly: string): Promise<number> {
  return ((await tx.maximum(ElectionRow, 'number', { assembly })) ?? 0) + 1;
}

interface Loaded {
  readonly row: ElectionRow;
  readonly candidates: readonly ViewRow[];
  readonly polls: readonly { readonly id: string; readonly state: string }[];
}

interface ViewRow {
  id: string;
  person: string;
  name: string | null;
  member: string | null;
  member_name: string | null;
  region: string | null;
  gender: string | null;
  nominated_by: string | null;
  nominator: string | null;
  seconders: { member: string; name: string }[];
  state: CandidateState;
  reason: string | null;
  elected_in: { election: string; titles: Titles } | null;
  statement: string | null;
  place: number | null;
  elected: number | null;
}

async function load(tx: Tx, rows: readonly ElectionRow[]): Promise<Loaded[]> {
  return Promise.all(
    rows.map(async (row) => ({
      row,
      candidates: await tx.query(
        `SELECT c.id, c.person, p.name, c.member, o.name AS member_name, c.region, c.gender, c.nominated_by,
           b.name AS nominator, c.state, c.reason, c.statement, c.place, c.elected,
           CASE WHEN x.id IS NOT NULL THEN jsonb_build_object('election', x.id, 'titles', x.titles) END AS elected_in,
           coalesce((SELECT jsonb_agg(jsonb_build_object('member', s.member, 'name', so.name) ORDER BY so.name)
                     FROM candidate_second s JOIN member sm ON sm.id = s.member
                       JOIN organisation so ON so.id = sm.organisation WHERE s.candidate = c.id), '[]') AS seconders
         FROM candidate c JOIN person p ON p.id = c.person
           LEFT JOIN member m ON m.id = c.member LEFT JOIN organisation o ON o.id = m.organisation
           LEFT JOIN election x ON x.id = c.elected_in
           LEFT JOIN member n ON n.id = c.nominated_by LEFT JOIN organisation b ON b.id = n.organisation
         WHERE c.election = $1 ORDER BY c.place NULLS LAST, c.nominated_at, c.id`,
        [row.id],
      ),
      polls: await tx.query(`SELECT id, state FROM poll WHERE election = $1 ORDER BY number DESC`, [row.id]),
    })),
  );
}

const termsOf = (row: ElectionRow): Terms => ({
  titles: row.titles as Titles,
  seats: row.seats,
  method: row.method as Terms['method'],
  marks: row.marks,
  rounds: row.rounds as Terms['rounds'],
  blank: row.blank,
  secrecy: row.secrecy as Terms['secrecy'],
  order: row.ballotOrder as Terms['order'],
  quotas: row.quotas as Terms['quotas'],
  seconders: row.seconders,
  after: row.after,
  nominationsDue: row.nominationsDue?.toISOString() ?? null,
});

function electionFrom({ row, candidates, polls }: Loaded): Election {
  return {
    ...termsOf(row),
    id: row.id,
    assembly: row.assembly,
    number: row.number,
    state: row.state as Election['state'],
    round: row.round,
    poll: polls[0]?.id ?? null,
    annulled: row.state === 'balloting' && polls[0]?.state === 'annulled',
    standing: row.standing,
    candidates: candidates.map((one): Candidate => ({
      ...{ id: one.id, person: one.person, member: one.member, name: one.name },
      ...{ region: one.region, gender: one.gender },
      ...{ state: one.state, place: one.place, elected: one.elected, nominatedBy: one.nominated_by },
      electedIn: one.elected_in?.election ?? null,
      seconders: one.seconders.map(({ member }) => member),
    })),
  };
}

/** An election as its acts see it; null where there is none. Call it under the assembly's lock. */
export async function loadElection(tx: Tx, id: string): Promise<Election | null> {
  const row = await tx.findOneBy(ElectionRow, { id });
  return row && electionFrom(first(await load(tx, [row])));
}

/** The elections that wait for this one. */
export async function laterElections(tx: Tx, id: string): Promise<Election[]> {
  const rows = await tx.findBy(ElectionRow, { after: id });
  return (await load(tx, rows)).map(electionFrom);
}

function electionView(loaded: Loaded): ElectionView {
  const { row, candidates, polls } = loaded;
  return {
    ...termsOf(row),
    election: row.id,
    assembly: row.assembly,
    number: row.number,
    state: row.state as ElectionView['state'],
    round: row.round,
    polls: polls.map(({ id }) => id),
    orderSeed: row.orderSeed,
    standing: row.standing,
    seatsLeft: seatsLeft(electionFrom(loaded)),
    reason: row.reason,
    candidates: candidates.map((one): CandidateView => ({
      ...{ candidate: one.id, person: one.person, name: one.name, region: one.region, gender: one.gender },
      member:
        one.member === null
          ? null
          : { member: one.member, name: must(one.member_name, 'name of the member') },
      nominatedBy:
        one.nominated_by === null
          ? null
          : { member: one.nominated_by, name: must(one.nominator, 'name of the nominator') },
      seconders: one.seconders,
      ...{ state: one.state, reason: one.reason, electedIn: one.elected_in, statement: one.statement },
      ...{ place: one.place, elected: one.elected },
    })),
  };
}

export async function electionViews(tx: Tx, assembly: string): Promise<ElectionView[]> {
  const rows = await tx.find(ElectionRow, { where: { assembly }, order: { number: 'ASC' } });
  return (await load(tx, rows)).map(electionView);
}

/** A candidate with the election in which it stands; null where there is no such candidate. */
export async function candidateView(tx: Tx, id: string) {
  const of = await electionOf(tx, id);
  const row = of && (await tx.findOneBy(ElectionRow, { id: of }));
  if (!row) return null;
  const election = electionView(first(await load(tx, [row])));
  return {
    election,
    candidate: must(
      election.candidates.find(({ candidate }) => candidate === id),
      'candidate',
    ),
  };
}

/** Whoever is accredited, by name, with the member that they are here for. */
export async function nominees(tx: Tx, assembly: string) {
  const { credentials } = await credentialViews(tx, assembly);
  return credentials
    .filter(({ state }) => state === 'accredited')
    .map(({ person, member, organisation }) => ({
      person: person.id,
      name: person.name,
      member: { member, name: organisation.name },
    }))
    .toSorted((a, b) => byName(a.name, b.name));
}
