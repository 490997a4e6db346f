import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('organisation')
export class OrganisationRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) short!: string | null;
  @Column('text', { nullable: true }) formerName!: string | null;
  @Column('text', { nullable: true }) kind!: string | null;
  @Column('text', { nullable: true }) country!: string | null;
  @Column('text', { nullable: true }) seat!: string | null;
  @Column('text', { nullable: true }) founded!: string | null;
  @Column('text', { nullable: true }) foundedPlace!: string | null;
  @Column('boolean') demonstration!: boolean;
  @Column('jsonb') figures!: object;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
}

@Entity('affiliation')
export class AffiliationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') child!: string;
  @Column('text') parent!: string;
  @Column('text', { nullable: true }) heldFrom!: string | null;
  @Column('text', { nullable: true }) heldTo!: string | null;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('timestamptz', { nullable: true }) struckAt!: Date | null;
}

@Entity('body')
export class BodyRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') organisation!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) source!: string | null;
  @Column('text') certainty!: string;
}

@Entity('member')
export class MemberRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') body!: string;
  @Column('text') organisation!: string;
  @Column('text') class!: string;
  @Column('text', { nullable: true }) votes!: string | null;
  @Column('text', { nullable: true }) country!: string | null;
  @Column('text', { nullable: true }) region!: string | null;
  @Column('text', { nullable: true }) chamber!: string | null;
  @Column('text', { nullable: true }) paidUpTo!: string | null;
  @Column('text', { nullable: true }) contact!: string | null;
  @Column('text', { nullable: true }) heldFrom!: string | null;
  @Column('text', { nullable: true }) heldTo!: string | null;
  @Column('timestamptz', { nullable: true }) recordedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) struckAt!: Date | null;
  @Column('text', { nullable: true }) struckBecause!: string | null;
}

@Entity('member_figure')
export class FigureRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') member!: string;
  @Column('text') onDate!: string;
  @Column('text') figure!: string;
  @Column('text') source!: string;
}

@Entity('rule_set')
export class RuleSetRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') body!: string;
  @Column('integer') number!: number;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) inForceFrom!: string | null;
  @Column('text') hash!: string;
  @Column('jsonb') data!: object;
}

export const BODIES_TABLES = [OrganisationRow, AffiliationRow, BodyRow, MemberRow, FigureRow, RuleSetRow];
