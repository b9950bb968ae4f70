import { Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../database/columns.js';

/** That a member, in whatever state, is in a group. */
@Entity('group_members')
@Index('group_members_member_id', ['memberId'])
export class GroupMember {
  @Id()
  @ForeignKey('Group', { name: 'group_members_group', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  groupId: string;
  @Id()
  @ForeignKey('Member', { name: 'group_members_member', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  memberId: string;
}
