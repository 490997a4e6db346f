import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MotionState } from './motions.contract.js';

@Entity('motion')
export class MotionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('jsonb') titles!: object;
  @Column('jsonb') about!: object;
  @Column('text', { nullable: true }) instrument!: string | null;
  @Column('text', { nullable: true }) versionHash!: string | null;
  @Column('uuid', { nullable: true }) item!: string | null;
  @Column('text', { nullable: true }) mover!: string | null;
  @Column('text') majority!: string;
  @Column('text') state!: MotionState;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('integer', { nullable: true }) decision!: number | null;
  @Column('timestamptz') submittedAt!: Date;
}

export const MOTIONS_TABLES = [MotionRow];
