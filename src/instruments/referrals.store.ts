import type { EntityManager } from 'typeorm';
import { isBefore } from '../basics/edtf.js';
import { ReferralRow } from './instruments.tables.js';
import { bodyNamed } from './mandates.store.js';
import type { Referral } from './referral.js';
import type { ReferralsEvent, ReferralView } from './referrals.contract.js';

type Tx = EntityManager;

export async function writeReferral(tx: Tx, event: ReferralsEvent): Promise<void> {
  switch (event.type) {
    case 'referral.made': {
      const { referral: id, from: byBody, to: toBody, date: made, ...rest } = event.data;
      await tx.insert(ReferralRow, { ...rest, id, byBody, toBody, made, state: 'open' });
      return;
    }
    case 'referral.answered': {
      const { referral, ...back } = event.data;
      await tx.update(ReferralRow, referral, { state: 'answered', back });
      return;
    }
    case 'referral.returned': {
      const { referral, ...back } = event.data;
      await tx.update(ReferralRow, referral, { state: 'returned', back: { ...back, answer: null } });
    }
  }
}

const toReferral = (row: ReferralRow): Referral => ({
  ...{ id: row.id, instrument: row.instrument, from: row.byBody, to: row.toBody },
  state: row.state as Referral['state'],
});

export const loadReferrals = async (tx: Tx, instrument: string): Promise<Referral[]> =>
  (await tx.findBy(ReferralRow, { instrument })).map(toReferral);

export async function loadReferral(tx: Tx, id: string): Promise<Referral | null> {
  const row = await tx.findOneBy(ReferralRow, { id });
  return row && toReferral(row);
}

/** Those of an instrument, or those that a body made or has before it; `day`: today. */
export async function referralViews(
  tx: Tx,
  { instrument = null, body = null, day }: { instrument?: string | null; body?: string | null; day: string },
): Promise<ReferralView[]> {
  const rows: (Omit<ReferralView, 'state'> & { state: Referral['state'] })[] = await tx.query(
    `SELECT r.id, r.version, r.reason, r.until, r.made, r.state, r.back,
       jsonb_build_object('id', i.id, 'titles', i.titles) AS instrument,
       ${bodyNamed('f', 'fo')} AS "from", ${bodyNamed('t', 'o')} AS "to"
     FROM referral r JOIN instrument i ON i.id = r.instrument
       JOIN body f ON f.id = r.by_body JOIN organisation fo ON fo.id = f.organisation
       JOIN body t ON t.id = r.to_body JOIN organisation o ON o.id = t.organisation
     WHERE ($1::text IS NULL OR r.instrument = $1) AND ($2::text IS NULL OR $2 IN (r.by_body, r.to_body))
     ORDER BY r.id`,
    [instrument, body],
  );
  return rows.map((row) => ({
    ...row,
    state: row.state === 'open' && isBefore(row.until, day) ? 'overdue' : row.state,
  }));
}
