import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('speakers_list')
export class SpeakersListRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid', { nullable: true }) item!: string | null;
  @Column('uuid', { nullable: true }) motion!: string | null;
  @Column('text') state!: 'open' | 'closed' | 'ended';
  @Column('text', { array: true }) turnOrder!: string[];
  @Column('integer', { nullable: true }) limitSeconds!: number | null;
  @Column('boolean') observers!: boolean;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('speakers_request')
export class SpeakersRequestRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') list!: string;
  @Column('uuid') person!: string;
  @Column('uuid') member!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) region!: string | null;
  @Column('text', { nullable: true }) gender!: string | null;
  @Column('text') stance!: string;
  @Column('text') state!: 'waiting' | 'withdrawn' | 'struck' | 'called' | 'lapsed';
  /** Why it was struck off. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') at!: Date;
}

@Entity('speech')
export class SpeechRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') list!: string;
  @Column('uuid') request!: string;
  @Column('integer', { nullable: true }) limitSeconds!: number | null;
  @Column('bigint') elapsedMs!: string;
  @Column('timestamptz', { nullable: true }) since!: Date | null;
  @Column('boolean') interrupted!: boolean;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('appeal')
export class AppealRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') assembly!: string;
  @Column('uuid') person!: string;
  @Column('uuid') member!: string;
  @Column('text') name!: string;
  @Column('text') about!: string;
  @Column('text', { nullable: true }) outcome!: 'upheld' | 'overruled' | 'withdrawn' | null;
  @Column('uuid', { nullable: true }) poll!: string | null;
  @Column('timestamptz') at!: Date;
}

export const DEBATE_TABLES = [SpeakersListRow, SpeakersRequestRow, SpeechRow, AppealRow];
