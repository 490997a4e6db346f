import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('poll')
export class PollRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') motion!: string;
  @Column('integer') number!: number;
  @Column('text') state!: 'open' | 'closed' | 'declared';
  @Column('text', { nullable: true }) versionHash!: string | null;
  @Column('uuid') ruleSet!: string;
  @Column('text') majorityName!: string;
  @Column('jsonb') majority!: object;
  @Column('boolean') mayChange!: boolean;
  @Column('text') rollHash!: string;
  @Column('text') unit!: string;
  @Column('jsonb') entitled!: { members: number; weight: string };
  @Column('jsonb') represented!: { members: number; weight: string };
  @Column('timestamptz') openedAt!: Date;
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
  @Column('text') weight!: string;
  @Column('boolean') represented!: boolean;
  @Column('boolean') byProxy!: boolean;
  @Column('uuid', { nullable: true }) holder!: string | null;
}

@Entity('ballot')
export class BallotRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') poll!: string;
  @Column('integer') entitlement!: number;
  @Column('integer') revision!: number;
  @Column('text') choice!: string;
  @Column('uuid') caster!: string;
  @Column('bigint') entry!: string;
  @Column('bytea') leaf!: Buffer;
  @Column('timestamptz') at!: Date;
}

export const POLLS_TABLES = [PollRow, TurnoutRow, RollRow, BallotRow];
