import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../database/columns.js';
import type { Level } from './levels.js';

/** What a member is given in a collection directly; groups may give more. */
@Entity('member_access')
@Index('member_access_member_id', ['memberId'])
export class MemberAccess {
  @Id()
  @ForeignKey('Collection', { name: 'member_access_collection', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  collectionId: string;
  @Id()
  @ForeignKey('Member', { name: 'member_access_member', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  memberId: string;
  @Column({ type: 'tinyint' }) level: Level;
}
