import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('assembly')
export class AssemblyRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') body!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('text', { nullable: true }) heldFrom!: string | null;
  @Column('text', { nullable: true }) heldTo!: string | null;
  @Column('text', { nullable: true }) timeZone!: string | null;
  @Column('uuid', { nullable: true }) ruleSet!: string | null;
  @Column('boolean') open!: boolean;
  @Column('boolean') historical!: boolean;
  @Column('boolean') demonstration!: boolean;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
}

@Entity('sitting')
export class SittingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('timestamptz', { nullable: true }) plannedFrom!: Date | null;
  @Column('text') state!: 'planned' | 'open' | 'closed';
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
}

@Entity('agenda_item')
export class ItemRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('jsonb') titles!: object;
  @Column('boolean') internal!: boolean;
}

@Entity('paper')
export class PaperRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') item!: string;
  @Column('text') name!: string;
  @Column('text') hash!: string;
  @Column('integer') bytes!: number;
}

@Entity('credential')
export class CredentialRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') member!: string;
  @Column('uuid') person!: string;
  @Column('text') role!: 'delegate' | 'alternate' | 'observer';
  @Column('text') state!: 'submitted' | 'accredited' | 'refused';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('boolean') present!: boolean;
}

@Entity('proxy')
export class ProxyRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') grantor!: string;
  @Column('uuid') holder!: string;
  @Column('text') state!: 'registered' | 'revoked';
  @Column('text', { nullable: true }) reason!: string | null;
}

@Entity('presence')
export class PresenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') credential!: string;
  @Column('boolean') present!: boolean;
  @Column('timestamptz') at!: Date;
}

export const ASSEMBLIES_TABLES = [
  AssemblyRow,
  SittingRow,
  ItemRow,
  PaperRow,
  CredentialRow,
  ProxyRow,
  PresenceRow,
];
