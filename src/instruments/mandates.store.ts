import type { EntityManager } from 'typeorm';
import type { Certainty, Titles } from '../basics/fields.js';
import { numbers, type Clause } from './clause.js';
import { MandateRow } from './instruments.tables.js';
import { stateOf, type Mandate } from './mandate.js';
import type { Excess, MandateChange, MandatesEvent, MandateView, Terms } from './mandates.contract.js';

type Tx = EntityManager;

type Finished = NonNullable<MandateView['finished']>;

export async function writeMandate(tx: Tx, event: MandatesEvent): Promise<void> {
  switch (event.type) {
    case 'mandate.granted': {
      const { mandate: id, from: byBody, date: granted, ...rest } = event.data;
      await tx.insert(MandateRow, { ...rest, id, byBody, toBody: rest.terms.to, granted, stands: true });
      return;
    }
    case 'mandate.finished': {
      const { mandate, version, date, source, note } = event.data;
      const found = event.blobs?.['finishing'];
      const { changes, exceeded } = found
        ? (JSON.parse(found) as { changes: MandateChange[]; exceeded: Excess[] })
        : { changes: null, exceeded: null };
      const finished: Finished = { version, date, changes, exceeded, source, note };
      await tx.update(MandateRow, mandate, { finished });
      return;
    }
    case 'mandate.reported': {
      const { mandate, text, date, assembly } = event.data;
      await tx.update(MandateRow, mandate, { reported: { text, date, assembly } });
      return;
    }
    case 'mandate.waived': {
      const { mandate, motion, poll, date } = event.data;
      await tx.update(MandateRow, mandate, { waived: { motion, poll, date } });
      return;
    }
    case 'mandate.lifted':
      await tx.update(MandateRow, event.data.mandate, { stands: false });
  }
}

/** What a poll decided of mandates no longer stands, as it is recounted. */
export const unwaive = (tx: Tx, poll: string): Promise<unknown> =>
  tx.query(`UPDATE mandate SET waived = NULL WHERE waived ->> 'poll' = $1`, [poll]);

const toMandate = (row: MandateRow): Mandate => ({
  ...{ id: row.id, instrument: row.instrument, from: row.byBody, to: row.toBody },
  ...{ version: row.version, terms: row.terms as Terms, poll: row.poll },
  finished: row.finished as Finished | null,
  reported: row.reported !== null,
  waived: row.waived !== null,
});

/** In the order in which they were recorded. */
export const loadMandates = async (tx: Tx, instrument: string): Promise<Mandate[]> =>
  (await tx.find(MandateRow, { where: { instrument, stands: true }, order: { id: 'ASC' } })).map(toMandate);

export async function loadMandate(tx: Tx, id: string): Promise<Mandate | null> {
  const row = await tx.findOneBy(MandateRow, { id, stands: true });
  return row && toMandate(row);
}

/** By the day in UTC, as the clock of paths goes. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** A body as a view names it; `b` and `o` are its row and its organisation's. */
export const bodyNamed = (b: string, o: string): string =>
  `jsonb_build_object('id', ${b}.id, 'name', ${b}.name, 'organisation', coalesce(${o}.short, ${o}.name))`;

/** Those on an instrument, or those that a body gave or holds; `day`: today. */
export async function mandateViews(
  tx: Tx,
  { instrument = null, body = null, day }: { instrument?: string | null; body?: string | null; day: string },
): Promise<MandateView[]> {
  const rows: (Omit<MandateView, 'state' | 'certainty' | 'names'> & {
    certainty: Certainty;
    titles: Titles;
  })[] = await tx.query(
    `SELECT m.id, m.version, m.terms, m.granted, m.motion, m.poll, m.source, m.certainty, m.note, m.finished,
         m.reported, m.waived, jsonb_build_object('id', i.id, 'titles', i.titles) AS instrument,
         ${bodyNamed('f', 'fo')} AS "from", ${bodyNamed('t', 'o')} AS "to"
       FROM mandate m JOIN instrument i ON i.id = m.instrument
         JOIN body f ON f.id = m.by_body JOIN organisation fo ON fo.id = f.organisation
         JOIN body t ON t.id = m.to_body JOIN organisation o ON o.id = t.organisation
       WHERE m.stands AND ($1::text IS NULL OR m.instrument = $1) AND ($2::text IS NULL OR $2 IN (m.by_body, m.to_body))
       ORDER BY m.id`,
    [instrument, body],
  );
  const views: MandateView[] = [];
  for (const row of rows) views.push({ ...row, state: stateOf(row, day), names: await namesOf(tx, row) });
  return views;
}

/** As many letters of a clause without a number name it. */
const BEGINNING = 40;

/** What the clauses are called that a mandate names: as in the finished text, one that is gone as in what was approved. */
async function namesOf(
  tx: Tx,
  {
    instrument,
    version,
    terms,
    finished,
  }: Pick<MandateView, 'instrument' | 'version' | 'terms' | 'finished'>,
): Promise<Record<string, string>> {
  const named = new Set([...(terms.clauses ?? []), ...(finished?.changes ?? []).map(({ clause }) => clause)]);
  if (named.size === 0) return {};
  const texts: { clauses: Clause[] }[] = await tx.query(
    `SELECT DISTINCT ON (v.number) e.clauses FROM version v JOIN expression e ON e.version = v.id
     WHERE v.instrument = $1 AND v.number = ANY($2) ORDER BY v.number, e.kind, e.lang`,
    [instrument.id, [version, finished?.version ?? version]],
  );
  const names: Record<string, string> = {};
  for (const { clauses } of texts) {
    const labels = numbers(clauses);
    for (const { id, text } of clauses)
      if (named.has(id)) names[id] = labels[id] ?? `“${text.slice(0, BEGINNING)}”`;
  }
  return names;
}
