import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CredentialState, ItemKind, ItemState, SceneView } from './assemblies.contract.js';

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
  @Column('timestamptz', { nullable: true }) motionsDue!: Date | null;
  @Column('timestamptz', { nullable: true }) designationsDue!: Date | null;
  @Column('timestamptz', { nullable: true }) duesUntil!: Date | null;
  /** What was put on the hall screen; null: the floor. */
  @Column('text', { nullable: true }) scene!: SceneView['scene'] | null;
  @Column('timestamptz', { nullable: true }) sceneSince!: Date | null;
  @Column('text', { nullable: true }) sceneSentence!: string | null;
  @Column('timestamptz', { nullable: true }) sceneUntil!: Date | null;
}

@Entity('sitting')
export class SittingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('timestamptz', { nullable: true }) plannedFrom!: Date | null;
  @Column('timestamptz', { nullable: true }) plannedUntil!: Date | null;
  @Column('text') state!: 'planned' | 'open' | 'closed' | 'cancelled';
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) cancelledBecause!: string | null;
}

@Entity('agenda_item')
export class ItemRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid', { nullable: true }) parent!: string | null;
  /** Among its siblings; what it is called follows from it (`numbersOf`). */
  @Column('integer') place!: number;
  @Column('jsonb') titles!: object;
  @Column('text', { nullable: true }) kind!: ItemKind | null;
  @Column('integer', { nullable: true }) minutes!: number | null;
  @Column('text', { nullable: true }) presenter!: string | null;
  @Column('boolean') internal!: boolean;
  @Column('text') state!: ItemState;
  @Column('text', { nullable: true }) reason!: string | null;
}

@Entity('item_taking')
export class ItemTakingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') item!: string;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('paper')
export class PaperRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') item!: string;
  @Column('text') name!: string;
  @Column('text') hash!: string;
  @Column('integer') bytes!: number;
  @Column('text', { nullable: true }) withdrawnBecause!: string | null;
}

@Entity('credential')
export class CredentialRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') member!: string;
  @Column('uuid') person!: string;
  @Column('text') role!: 'delegate' | 'alternate' | 'observer';
  /** The place among the member's credentials here, from 1. */
  @Column('integer') precedence!: number;
  @Column('text') state!: CredentialState;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) late!: string | null;
  @Column('text', { nullable: true }) gender!: string | null;
  @Column('text', { nullable: true }) seat!: string | null;
  @Column('text', { nullable: true }) badge!: string | null;
  @Column('boolean') present!: boolean;
}

@Entity('proxy')
export class ProxyRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') grantor!: string;
  @Column('uuid') holder!: string;
  @Column('uuid', { nullable: true }) item!: string | null;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('text', { nullable: true }) instruction!: string | null;
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

@Entity('designation_link')
export class DesignationLinkRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') member!: string;
  @Column('timestamptz') issuedAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
  @Column('uuid', { nullable: true }) replacedBy!: string | null;
}

/** Working matter: gone once the link was used or replaced. */
@Entity('designation_code')
export class DesignationCodeRow {
  @PrimaryColumn('uuid') link!: string;
  @Column('text') codeHash!: string;
}

@Entity('credentials_report')
export class CredentialsReportRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('text') hash!: string;
  @Column('jsonb') report!: object;
  @Column('timestamptz') adoptedAt!: Date;
}

@Entity('quorum_call')
export class QuorumCallRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('text') state!: 'running' | 'ended' | 'closed';
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz') endsAt!: Date;
  @Column('jsonb', { nullable: true }) outcome!: object | null;
  @Column('integer', { nullable: true }) absent!: number | null;
}

@Entity('quorum_confirmation')
export class QuorumConfirmationRow {
  @PrimaryColumn('uuid') call!: string;
  @PrimaryColumn('uuid') credential!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('notice')
export class NoticeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('integer') number!: number;
  @Column('text') kind!: 'notice' | 'reminder';
  @Column('text') subject!: string;
  @Column('text') text!: string;
  @Column('integer', { nullable: true }) days!: number | null;
  @Column('text', { nullable: true }) urgency!: string | null;
  @Column('timestamptz') issuedAt!: Date;
}

@Entity('notice_address')
export class NoticeAddressRow {
  @PrimaryColumn('uuid') notice!: string;
  @PrimaryColumn('uuid') member!: string;
  @Column('text', { nullable: true }) messageId!: string | null;
  @Column('text') outcome!: 'waiting' | 'sent' | 'failed' | 'no_address';
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { nullable: true }) at!: Date | null;
}

/** Working matter: messages until they are sent, with the addresses and links in them. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn('uuid') notice!: string;
  @PrimaryColumn('uuid') member!: string;
  @Column('text') recipient!: string;
  @Column('text') message!: string;
  /** When the house sends it; null: it is for somebody's hand. */
  @Column('timestamptz', { nullable: true }) nextAt!: Date | null;
  @Column('integer') attempts!: number;
  /** Why the last attempt was not the last. */
  @Column('text', { nullable: true }) answer!: string | null;
}

export const ASSEMBLIES_TABLES = [
  AssemblyRow,
  SittingRow,
  ItemRow,
  ItemTakingRow,
  PaperRow,
  CredentialRow,
  ProxyRow,
  PresenceRow,
  DesignationLinkRow,
  DesignationCodeRow,
  CredentialsReportRow,
  QuorumCallRow,
  QuorumConfirmationRow,
  NoticeRow,
  NoticeAddressRow,
  OutboxRow,
];
