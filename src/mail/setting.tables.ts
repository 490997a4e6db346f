import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The mail server that the secretariat names; at most one. Working matter: the record says only that there is one. */
@Entity('mail_setting')
export class MailSettingRow {
  @PrimaryColumn('boolean') one!: boolean;
  @Column('text') host!: string;
  @Column('integer') port!: number;
  @Column('text') tls!: string;
  @Column('text', { nullable: true }) loginUser!: string | null;
  /** Sealed with the house's key: whoever reads the table alone has no password. */
  @Column('text', { nullable: true }) loginPassword!: string | null;
  @Column('text', { nullable: true }) fromName!: string | null;
  @Column('text') fromAddress!: string;
  @Column('timestamptz') setAt!: Date;
}

export const MAIL_TABLES = [MailSettingRow];
