import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('draft')
export class DraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('integer', { nullable: true }) parent!: number | null;
  @Column('jsonb') languages!: object;
  @Column('uuid', { nullable: true }) motion!: string | null;
  /** `Merging`: what the amendments alone make. */
  @Column('jsonb', { nullable: true }) merging!: object | null;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) version!: string | null;
  @Column('timestamptz') begunAt!: Date;
}

@Entity('drafter')
export class DrafterRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('uuid') person!: string;
  @Column('boolean') standing!: boolean;
}

/** A text as it was saved: working matter. */
@Entity('draft_text')
export class DraftTextRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('integer') revision!: number;
  @Column('jsonb') texts!: object;
  @Column('uuid', { nullable: true }) person!: string | null;
  @Column('uuid') save!: string;
  /** What was answered beside the text, for when it is asked again. */
  @Column('jsonb') outcome!: object;
  @Column('timestamptz') savedAt!: Date;
}

/** Why a merged draft differs at a clause: working matter until it is tabled. */
@Entity('draft_reason')
export class DraftReasonRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('text') clause!: string;
  @Column('text') reason!: string;
}

/** Where somebody writes: working matter. */
@Entity('draft_place')
export class DraftPlaceRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('uuid') person!: string;
  @Column('text') lang!: string;
  @Column('text', { nullable: true }) clause!: string | null;
  @Column('timestamptz') at!: Date;
}

@Entity('draft_revision')
export class DraftRevisionRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('integer') revision!: number;
  @Column('text') name!: string;
  @Column('text') hash!: string;
  @Column('jsonb') texts!: object;
  @Column('uuid', { nullable: true }) person!: string | null;
  @Column('timestamptz') at!: Date;
}

/** Of a version that merged amendments: `MergedOrigin`. */
@Entity('version_origin')
export class VersionOriginRow {
  @PrimaryColumn('uuid') version!: string;
  @Column('uuid') motion!: string;
  @Column('jsonb') origin!: object;
}

@Entity('corrigendum')
export class CorrigendumRow {
  @PrimaryColumn('uuid') version!: string;
  @Column('integer') corrects!: number;
  @Column('text') reason!: string;
  @Column('timestamptz') until!: Date;
  @Column('text') state!: string;
  @Column('timestamptz') announcedAt!: Date;
}

@Entity('corrigendum_objection')
export class ObjectionRow {
  @PrimaryColumn('uuid') version!: string;
  @PrimaryColumn('uuid') member!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
}

export const DRAFTING_TABLES = [
  DraftRow,
  DrafterRow,
  DraftTextRow,
  DraftReasonRow,
  DraftPlaceRow,
  DraftRevisionRow,
  VersionOriginRow,
  CorrigendumRow,
  ObjectionRow,
];
