import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, Form, PollState, ReminderOutcome, Secrecy } from './polls.contract.js';

@Entity('poll')
export class PollRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('integer', { nullable: true }) number!: number | null;
  /** Null: a rehearsal. */
  @Column('jsonb', { nullable: true }) titles!: object | null;
  @Column('text') form!: Form;
  @Column('text') secrecy!: Secrecy;
  @Column('boolean') splits!: boolean;
  @Column('text') channel!: Channel;
  @Column('boolean') countDemanded!: boolean;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('uuid', { nullable: true }) election!: string | null;
  @Column('jsonb', { nullable: true }) contest!: object | null;
  @Column('text', { nullable: true }) seed!: string | null;
  @Column('integer') recounts!: number;
  @Column('jsonb') superseded!: object[];
  @Column('jsonb', { nullable: true }) quorumAtClose!: object | null;
  @Column('text') state!: PollState;
  @Column('text', { nullable: true }) versionHash!: string | null;
  /** `Cited[]`; null: opened before votes cited what they are about. */
  @Column('jsonb', { nullable: true }) cites!: object[] | null;
  @Column('uuid') ruleSet!: string;
  @Column('text') majorityName!: string;
  @Column('jsonb') majority!: object;
  @Column('boolean') mayChange!: boolean;
  @Column('boolean') showRunning!: boolean;
  @Column('text') rollHash!: string;
  @Column('text') unit!: string;
  @Column('jsonb') entitled!: { members: number; weight: string };
  @Column('jsonb') represented!: { members: number; weight: string };
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closesAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) declaredAt!: Date | null;
  @Column('jsonb', { nullable: true }) result!: object | null;
  @Column('integer', { nullable: true }) decision!: number | null;
}

@Entity('poll_turnout')
export class TurnoutRow {
  @PrimaryColumn('uuid') poll!: string;
  @Column('integer') castCount!: number;
}

@Entity('roll_line')
export class RollRow {
  @PrimaryColumn('uuid') poll!: string;
  @PrimaryColumn('integer') entitlement!: number;
  @Column('uuid') member!: string;
  @Column('text') name!: string;
  @Column('text') class!: string;
  @Column('text', { nullable: true }) country!: string | null;
  @Column('text', { nullable: true }) region!: string | null;
  @Column('text', { nullable: true }) chamber!: string | null;
  @Column('text') weight!: string;
  @Column('boolean') represented!: boolean;
  @Column('boolean') byProxy!: boolean;
  @Column('uuid', { nullable: true }) holder!: string | null;
}

/** Where a hand moved while its poll was open: the roll itself stays as it was frozen. The highest number stands; `holder` null: it was taken away. */
@Entity('roll_hand')
export class HandRow {
  @PrimaryColumn('uuid') poll!: string;
  @PrimaryColumn('integer') entitlement!: number;
  @PrimaryColumn('integer') number!: number;
  @Column('uuid', { nullable: true }) holder!: string | null;
  @Column('boolean') byProxy!: boolean;
  @Column('boolean') replacesProxy!: boolean;
}

/** Where an entitlement was given another channel than the poll's. The highest number stands. */
@Entity('roll_channel')
export class ChannelRow {
  @PrimaryColumn('uuid') poll!: string;
  @PrimaryColumn('integer') entitlement!: number;
  @PrimaryColumn('integer') number!: number;
  @Column('text') channel!: Channel;
}

@Entity('teller_count')
export class TellerCountRow {
  @PrimaryColumn('uuid') poll!: string;
  @PrimaryColumn('text') channel!: Channel;
  @PrimaryColumn('integer') number!: number;
  @Column('uuid') teller!: string;
  @Column('integer') recount!: number;
  @Column('jsonb') counts!: object;
  @Column('timestamptz') at!: Date;
}

@Entity('ballot')
export class BallotRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') poll!: string;
  @Column('integer') entitlement!: number;
  @Column('integer') revision!: number;
  @Column('text') choice!: string;
  @Column('uuid') caster!: string;
  /** Of a confidential ballot: the entry that says how many are in the box. */
  @Column('bigint') entry!: string;
  @Column('bytea') leaf!: Buffer;
  @Column('timestamptz') at!: Date;
}

@Entity('poll_reminder')
export class ReminderRow {
  @PrimaryColumn('uuid') poll!: string;
  @PrimaryColumn('integer') hours!: number;
  @Column('timestamptz') at!: Date;
  /** Where the house was seen by whoever opened the poll: the messages lead there. */
  @Column('text') origin!: string;
  @Column('text') state!: 'planned' | 'issued' | 'missed';
  @Column('timestamptz', { nullable: true }) issuedAt!: Date | null;
}

/** Working matter: messages of a reminder. Addresses are not in it; they are looked up when it is sent. */
@Entity('reminder_message')
export class ReminderMessageRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') poll!: string;
  @Column('integer') hours!: number;
  @Column('uuid', { nullable: true }) person!: string | null;
  @Column('uuid', { nullable: true }) member!: string | null;
  @Column('integer', { array: true }) entitlements!: number[];
  @Column('text') outcome!: ReminderOutcome;
  @Column('integer') attempts!: number;
  @Column('timestamptz', { nullable: true }) nextAt!: Date | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { nullable: true }) at!: Date | null;
}

export const POLLS_TABLES = [
  ...[PollRow, TurnoutRow, RollRow, HandRow, ChannelRow, TellerCountRow, BallotRow],
  ...[ReminderRow, ReminderMessageRow],
];
