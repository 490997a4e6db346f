import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person')
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text') lang!: string;
}

@Entity('person_password')
export class PasswordRow {
  @PrimaryColumn('uuid') person!: string;
  @Column('text') hash!: string;
}

@Entity('office')
export class OfficeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') person!: string;
  @Column('text') office!: string;
  @Column('text', { nullable: true }) body!: string | null;
  @Column('text', { nullable: true }) assembly!: string | null;
  @Column('timestamptz', { nullable: true }) heldFrom!: Date | null;
  @Column('timestamptz', { nullable: true }) heldTo!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

@Entity('term')
export class TermRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') person!: string;
  @Column('text') title!: string;
  @Column('text') body!: string;
  @Column('text', { nullable: true }) termFrom!: string | null;
  @Column('text', { nullable: true }) termTo!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
}

@Entity('slip')
export class SlipRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') person!: string;
  @Column('text') assembly!: string;
  @Column('timestamptz') issuedAt!: Date;
  @Column('uuid', { nullable: true }) replacedBy!: string | null;
}

@Entity('slip_code')
export class SlipCodeRow {
  @PrimaryColumn('uuid') slip!: string;
  @Column('text') codeHash!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}

/** The code of the first set-up, as long as it waits. */
@Entity('setup_code')
export class SetUpCodeRow {
  @PrimaryColumn('boolean') one!: boolean;
  @Column('text') codeHash!: string;
}

/** The link by which a person may give themselves a password. Working matter: gone once it was used. */
@Entity('account_link')
export class AccountLinkRow {
  @PrimaryColumn('uuid') person!: string;
  @Column('text') codeHash!: string;
  @Column('timestamptz') until!: Date;
}

export const PEOPLE_TABLES = [
  PersonRow,
  PasswordRow,
  OfficeRow,
  TermRow,
  SlipRow,
  SlipCodeRow,
  SetUpCodeRow,
  AccountLinkRow,
];
