import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lang } from '../basics/fields.js';
import type { MotionState } from './motions.contract.js';

@Entity('motion')
export class MotionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer', { nullable: true }) number!: number | null;
  @Column('text') label!: string;
  @Column('jsonb') titles!: object;
  @Column('jsonb') about!: object;
  @Column('uuid', { nullable: true }) parent!: string | null;
  @Column('text', { nullable: true }) instrument!: string | null;
  @Column('text', { nullable: true }) versionHash!: string | null;
  @Column('uuid', { nullable: true }) item!: string | null;
  @Column('text', { nullable: true }) mover!: string | null;
  @Column('uuid', { nullable: true }) member!: string | null;
  @Column('timestamptz', { nullable: true }) lateAfter!: Date | null;
  @Column('text') majority!: string;
  @Column('text') state!: MotionState;
  @Column('timestamptz', { nullable: true }) since!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) because!: string | null;
  @Column('uuid', { nullable: true }) urgency!: string | null;
  @Column('text', { nullable: true }) until!: string | null;
  @Column('text', { nullable: true }) remittedTo!: string | null;
  @Column('uuid', { nullable: true }) bloc!: string | null;
  @Column('jsonb', { nullable: true }) votingOrder!: object | null;
  @Column('jsonb') amendedBy!: string[];
  /** The polls on it, the latest first. */
  @Column('jsonb') polls!: string[];
  @Column('integer', { nullable: true }) decision!: number | null;
  @Column('timestamptz') submittedAt!: Date;
}

/** A member that supports a motion: a sponsor from the beginning, or a seconder. */
@Entity('motion_support')
export class SupportRow {
  @PrimaryColumn('uuid') motion!: string;
  @PrimaryColumn('uuid') member!: string;
  @Column('boolean') sponsor!: boolean;
  /** False once it is taken back. */
  @Column('boolean') standing!: boolean;
}

/** What an amendment changes in one language; on the version that it is on, the highest revision stands. */
@Entity('motion_wording')
export class WordingRow {
  @PrimaryColumn('uuid') motion!: string;
  @PrimaryColumn('text') lang!: string;
  @PrimaryColumn('integer') revision!: number;
  /** The hash of the version that it changes. */
  @Column('text') version!: string;
  @Column('text') hash!: string;
  /** `Operation[]`. */
  @Column('jsonb') operations!: object;
}

/** What is proposed to do with a motion; the newest stands. */
@Entity('motion_proposal')
export class ProposalRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') motion!: string;
  @Column('text') recommendation!: string;
  @Column('text') reason!: string;
  @Column('text', { nullable: true }) referTo!: string | null;
  /** `Wordings` of a modified adoption. */
  @Column('jsonb', { nullable: true }) wordings!: object | null;
  @Column('timestamptz') at!: Date;
}

/** A slip in a motion, set right before its vote. Title and text are null where they stayed. */
@Entity('motion_correction')
export class CorrectionRow {
  @PrimaryColumn('uuid') motion!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text', { nullable: true }) lang!: Lang | null;
  @Column('text', { nullable: true }) titleWas!: string | null;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text', { nullable: true }) textWas!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('text', { nullable: true }) majorityWas!: string | null;
  @Column('text', { nullable: true }) majority!: string | null;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
}

/** What is being written of a motion: working matter. */
@Entity('motion_draft')
export class DraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') person!: string;
  @Column('jsonb') matter!: object;
  @Column('timestamptz') savedAt!: Date;
}

export const MOTIONS_TABLES = [MotionRow, SupportRow, WordingRow, ProposalRow, CorrectionRow, DraftRow];
