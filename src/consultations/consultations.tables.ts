import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('consultation')
export class ConsultationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') instrument!: string;
  @Column('integer') version!: number;
  @Column('text') body!: string;
  @Column('uuid', { nullable: true }) stage!: string | null;
  @Column('text') visibility!: string;
  @Column('timestamptz') opensAt!: Date;
  @Column('timestamptz') closesAt!: Date;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) closedBecause!: string | null;
}

@Entity('consultation_member')
export class InvitedRow {
  @PrimaryColumn('uuid') consultation!: string;
  @PrimaryColumn('uuid') member!: string;
}

@Entity('consultation_extension')
export class ExtensionRow {
  @PrimaryColumn('uuid') consultation!: string;
  @PrimaryColumn('timestamptz') closesAt!: Date;
  @Column('timestamptz') before!: Date;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('consultation_reminder')
export class RoundReminderRow {
  @PrimaryColumn('uuid') consultation!: string;
  @PrimaryColumn('integer') hours!: number;
  @Column('timestamptz') at!: Date;
  /** Where the house is. */
  @Column('text') origin!: string;
  @Column('text') state!: 'planned' | 'issued' | 'missed';
  @Column('timestamptz', { nullable: true }) issuedAt!: Date | null;
}

/** When a link was made for a member at the desk. */
@Entity('consultation_link')
export class LinkRow {
  @PrimaryColumn('uuid') consultation!: string;
  @PrimaryColumn('uuid') member!: string;
  @PrimaryColumn('timestamptz') issuedAt!: Date;
}

/** The hash of a code that a link carries: working matter. */
@Entity('consultation_code')
export class RoundCodeRow {
  @PrimaryColumn('text') codeHash!: string;
  @Column('uuid') consultation!: string;
  @Column('uuid') member!: string;
}

/** A letter on its way: working matter. It is written when it leaves. */
@Entity('consultation_letter')
export class LetterRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') consultation!: string;
  @Column('uuid') member!: string;
  @Column('integer', { nullable: true }) hours!: number | null;
  @Column('text') origin!: string;
  @Column('text') outcome!: string;
  @Column('integer') attempts!: number;
  @Column('timestamptz', { nullable: true }) nextAt!: Date | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { nullable: true }) at!: Date | null;
}

@Entity('comment')
export class CommentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') consultation!: string;
  @Column('uuid') member!: string;
  @Column('text') kind!: string;
  @Column('integer', { nullable: true }) number!: number | null;
  @Column('integer') revision!: number;
  @Column('text', { nullable: true }) clause!: string | null;
  @Column('text') lang!: string;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('text', { nullable: true }) wording!: string | null;
  @Column('text', { nullable: true }) author!: string | null;
  @Column('text') via!: string;
  /** The comment of the same member that it takes the place of. */
  @Column('uuid', { nullable: true }) supersedes!: string | null;
  @Column('timestamptz') at!: Date;
}

@Entity('comment_withdrawal')
export class WithdrawalRow {
  @PrimaryColumn('uuid') comment!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('comment_disposition')
export class DispositionRow {
  @PrimaryColumn('uuid') comment!: string;
  @PrimaryColumn('integer') nth!: number;
  @Column('text') disposition!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
}

/** What a proposed wording became. */
@Entity('comment_use')
export class UseRow {
  @PrimaryColumn('uuid') comment!: string;
  @PrimaryColumn('timestamptz') at!: Date;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('uuid', { nullable: true }) draft!: string | null;
  @Column('text') label!: string;
}

export const CONSULTATIONS_TABLES = [
  ConsultationRow,
  InvitedRow,
  ExtensionRow,
  RoundReminderRow,
  LinkRow,
  RoundCodeRow,
  LetterRow,
  CommentRow,
  WithdrawalRow,
  DispositionRow,
  UseRow,
];
