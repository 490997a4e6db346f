import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('instrument')
export class InstrumentRow {
  @PrimaryColumn('text') id!: string;
  @Column('jsonb') titles!: object;
  @Column('jsonb', { nullable: true }) authenticLanguages!: object | null;
  @Column('jsonb') structure!: object;
  @Column('text', { nullable: true }) structureCertainty!: string | null;
  @Column('boolean') demonstration!: boolean;
}

@Entity('version')
export class VersionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('integer') number!: number;
  @Column('integer', { nullable: true }) parent!: number | null;
  @Column('jsonb') titles!: object;
  @Column('text', { nullable: true }) hash!: string | null;
  @Column('text', { nullable: true }) structureHash!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', { nullable: true }) at!: Date | null;
}

@Entity('expression')
export class ExpressionRow {
  @PrimaryColumn('uuid') version!: string;
  @PrimaryColumn('text') lang!: string;
  @Column('text') kind!: string;
  @Column('text') hash!: string;
  /** `Clause[]`: structure and text together, as they are read. */
  @Column('jsonb') clauses!: object;
}

@Entity('stage')
export class StageRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('integer') number!: number;
  @Column('text') kind!: string;
  @Column('text') label!: string;
  @Column('text') body!: string;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { nullable: true }) assembly!: string | null;
  @Column('text', { nullable: true }) date!: string | null;
  @Column('integer', { nullable: true }) version!: number | null;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('jsonb') counts!: object;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('uuid', { nullable: true }) poll!: string | null;
  @Column('integer', { nullable: true }) decision!: number | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
  @Column('text', { nullable: true }) note!: string | null;
}

export const INSTRUMENTS_TABLES = [InstrumentRow, VersionRow, ExpressionRow, StageRow];
