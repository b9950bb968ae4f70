import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../database/columns.js';
import type { Level } from './levels.js';

/** What the members of a group are given in a collection. */
@Entity('group_access')
@Index('group_access_group_id', ['groupId'])
export class GroupAccess {
  @Id()
  @ForeignKey('Collection', { name: 'group_access_collection', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  collectionId: string;
  @Id()
  @ForeignKey('Group', { name: 'group_access_group', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  groupId: string;
  @Column({ type: 'tinyint' }) level: Level;
}
