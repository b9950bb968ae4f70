import { Entity, Index } from 'typeorm';
import { Count, Exact, Id, Name, Refers, Time } from '../database/columns.js';

/** Members of an organization who are given access together. (`groups` is a reserved word of MySQL 8.) */
@Entity('member_groups')
@Index('member_groups_name_key', ['organizationId', 'nameKey'], { unique: true })
@Index('member_groups_external_id', ['organizationId', 'externalId'], { unique: true })
@Index('member_groups_name', ['organizationId', 'name', 'id'])
export class Group {
  @Id() id: string;
  @Refers('Organization', 'member_groups_organization', 'CASCADE') organizationId: string;
  @Name(100) name: string;
  /** The name as uniqueness sees it: NFC and lower case. */
  @Exact(100) nameKey: string;
  /** What the customer's directory calls it. */
  @Exact(300, { nullable: true }) externalId: string | null;
  @Time() createdAt: Date;
  /** Changed by everybody who changes members or access: nobody is put in while the group is given more. */
  @Count({ default: 0 }) version: number;
}
