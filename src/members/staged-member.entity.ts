import { Column, Entity, ForeignKey } from 'typeorm';
import { Code, Exact, Id, Json, Name, Ref } from '../database/columns.js';
import type { OrganizationRole } from '../web/rights.js';
import type { Access } from './gifts.js';

/** A checked row of an upload; it goes when the person's invitation is in the outbox. */
@Entity('staged_members')
export class StagedMember {
  @Id()
  @ForeignKey('MemberUpload', { name: 'staged_members_upload', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  uploadId: string;
  /** Of the row in the file; larger for one that has to wait for another day. */
  @Column({ type: 'int', primary: true }) number: number;
  @Ref() memberId: string;
  @Exact(256) email: string;
  @Name(256) name: string;
  @Exact(600) search: string;
  @Code(15) role: OrganizationRole;
  @Json() groupIds: string[];
  @Json() access: Access[];
}
