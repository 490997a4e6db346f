import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('election')
export class ElectionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('jsonb') titles!: object;
  @Column('integer') seats!: number;
  @Column('text') method!: string;
  @Column('integer') marks!: number;
  @Column('jsonb') rounds!: string[];
  @Column('boolean') blank!: boolean;
  @Column('text') secrecy!: string;
  @Column('text') ballotOrder!: string;
  @Column('text', { nullable: true }) orderSeed!: string | null;
  @Column('jsonb') quotas!: object[];
  @Column('integer') seconders!: number;
  @Column('uuid', { nullable: true }) after!: string | null;
  @Column('timestamptz', { nullable: true }) nominationsDue!: Date | null;
  @Column('text') state!: string;
  @Column('integer') round!: number;
  /** Candidates in the next round, in the order of the ballot. */
  @Column('jsonb') standing!: string[];
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') calledAt!: Date;
}

@Entity('candidate')
export class CandidateRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') election!: string;
  @Column('uuid') person!: string;
  @Column('uuid', { nullable: true }) member!: string | null;
  @Column('text', { nullable: true }) region!: string | null;
  @Column('text', { nullable: true }) gender!: string | null;
  @Column('uuid', { nullable: true }) nominatedBy!: string | null;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) electedIn!: string | null;
  @Column('text', { nullable: true }) statement!: string | null;
  @Column('integer', { nullable: true }) place!: number | null;
  /** The round in which elected. */
  @Column('integer', { nullable: true }) elected!: number | null;
  @Column('timestamptz') nominatedAt!: Date;
}

@Entity('candidate_second')
export class CandidateSecondRow {
  @PrimaryColumn('uuid') candidate!: string;
  @PrimaryColumn('uuid') member!: string;
}

export const ELECTIONS_TABLES = [ElectionRow, CandidateRow, CandidateSecondRow];
