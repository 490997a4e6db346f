import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person')
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text') lang!: string;
  /** Of whom this is a double: somebody was registered twice. */
  @Column('uuid', { nullable: true }) mergedInto!: string | null;
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
  /** When it was found to be a mistake, and why; it counts nowhere since then. */
  @Column('timestamptz', { nullable: true }) struckAt!: Date | null;
  @Column('text', { nullable: true }) struckBecause!: string | null;
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

/**
 * A link of a person's account: by which they give themselves a password (`invitation`, made by the secretariat; `recovery`,
 * asked for by whoever knows the address), or show that a new address is theirs. Working matter: gone once it was used.
 */
@Entity('account_link')
export class AccountLinkRow {
  @PrimaryColumn('uuid') person!: string;
  @PrimaryColumn('text') purpose!: string;
  /** The new address, of a link that shows that it is theirs. */
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text') codeHash!: string;
  @Column('timestamptz') until!: Date;
}

/** A letter about an account, written when it leaves: what links it carries is nowhere until then. Working matter. */
@Entity('account_letter')
export class AccountLetterRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') purpose!: string;
  /** Null: somebody wants to recover the account of this address, if there is one. */
  @Column('uuid', { nullable: true }) person!: string | null;
  @Column('text') recipient!: string;
  @Column('text') lang!: string;
  @Column('text') origin!: string;
  @Column('timestamptz') askedAt!: Date;
  /** When it is sent, or tried again; null: it has an outcome. */
  @Column('timestamptz', { nullable: true }) nextAt!: Date | null;
  @Column('integer') attempts!: number;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { nullable: true }) answer!: string | null;
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
  AccountLetterRow,
];
