import { Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../database/columns.js';

/** A client in which a provider member with a chosen list of clients works. */
@Entity('member_clients')
@Index('member_clients_organization_id', ['organizationId'])
export class MemberClient {
  @Id()
  @ForeignKey('Member', { name: 'member_clients_member', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  memberId: string;
  @Id()
  @ForeignKey('Organization', { name: 'member_clients_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
}
