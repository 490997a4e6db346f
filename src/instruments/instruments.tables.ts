import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('instrument')
export class InstrumentRow {
  @PrimaryColumn('text') id!: string;
  @Column('jsonb') titles!: object;
  @Column('jsonb', { nullable: true }) authenticLanguages!: object | null;
  @Column('jsonb', { nullable: true }) languages!: object | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text', { nullable: true }) certainty!: string | null;
  @Column('jsonb') structure!: object;
  @Column('text', { nullable: true }) structureCertainty!: string | null;
  @Column('boolean') demonstration!: boolean;
  /** The day; null: not known. */
  @Column('text', { nullable: true }) founded!: string | null;
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

/** An expression that came after its version was frozen, or supersedes one; the highest revision stands. */
@Entity('translation')
export class TranslationRow {
  @PrimaryColumn('uuid') version!: string;
  @PrimaryColumn('text') lang!: string;
  @PrimaryColumn('integer') revision!: number;
  @Column('text') kind!: string;
  @Column('text') source!: string;
  @Column('text') hash!: string;
  /** `{clause: {text, of}}`: a `Rendering`. */
  @Column('jsonb') rendering!: object;
  @Column('integer') stale!: number;
  @Column('integer') missing!: number;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') at!: Date;
}

/** Words of a clause that are not published yet: working matter. Empty: none. */
@Entity('translation_wording')
export class TranslationWordingRow {
  @PrimaryColumn('uuid') version!: string;
  @PrimaryColumn('text') lang!: string;
  @PrimaryColumn('text') clause!: string;
  @Column('text') text!: string;
  @Column('integer') ofVersion!: number;
}

@Entity('stage')
export class StageRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('integer') number!: number;
  @Column('text') kind!: string;
  @Column('text') label!: string;
  @Column('text') body!: string;
  @Column('text') key!: string;
  @Column('text', { nullable: true }) rule!: string | null;
  @Column('integer', { nullable: true }) minimumDays!: number | null;
  @Column('integer', { nullable: true }) withinDays!: number | null;
  @Column('jsonb') languages!: object;
  /** `Follows` as it was given. */
  @Column('jsonb') follows!: object;
}

/** A stage as it was passed, once of maybe several times. */
@Entity('passage')
export class PassageRow {
  @PrimaryColumn('text') instrument!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('uuid') stage!: string;
  @Column('text') outcome!: string;
  @Column('text', { nullable: true }) assembly!: string | null;
  @Column('text', { nullable: true }) date!: string | null;
  @Column('integer', { nullable: true }) version!: number | null;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('jsonb') counts!: object;
  @Column('jsonb', { nullable: true }) members!: object | null;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('uuid', { nullable: true }) poll!: string | null;
  @Column('integer', { nullable: true }) decision!: number | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('boolean') stands!: boolean;
  @Column('timestamptz', { nullable: true }) struckAt!: Date | null;
  @Column('text', { nullable: true }) struckBecause!: string | null;
}

/** A consultation that a stage waits for. */
@Entity('stage_round')
export class StageRoundRow {
  @PrimaryColumn('uuid') stage!: string;
  @PrimaryColumn('uuid') round!: string;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('integer') unanswered!: number;
}

/** A member's objection to what silence would approve, once each time the instrument is at the stage. */
@Entity('stage_objection')
export class StageObjectionRow {
  @PrimaryColumn('uuid') stage!: string;
  @PrimaryColumn('integer') round!: number;
  @PrimaryColumn('uuid') member!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
  @Column('boolean') stands!: boolean;
}

@Entity('mandate')
export class MandateRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('text') byBody!: string;
  @Column('text') toBody!: string;
  @Column('integer', { nullable: true }) version!: number | null;
  @Column('jsonb') terms!: object;
  @Column('text', { nullable: true }) granted!: string | null;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('uuid', { nullable: true }) poll!: string | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('jsonb', { nullable: true }) finished!: object | null;
  @Column('jsonb', { nullable: true }) reported!: object | null;
  @Column('jsonb', { nullable: true }) waived!: object | null;
  @Column('boolean') stands!: boolean;
}

@Entity('referral')
export class ReferralRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('text') byBody!: string;
  @Column('text') toBody!: string;
  @Column('integer', { nullable: true }) version!: number | null;
  @Column('text') reason!: string;
  @Column('text', { nullable: true }) until!: string | null;
  @Column('text') made!: string;
  @Column('text') state!: string;
  @Column('jsonb', { nullable: true }) back!: object | null;
}

export const INSTRUMENTS_TABLES = [
  InstrumentRow,
  VersionRow,
  ExpressionRow,
  TranslationRow,
  TranslationWordingRow,
  StageRow,
  PassageRow,
  StageRoundRow,
  StageObjectionRow,
  MandateRow,
  ReferralRow,
];
