import { Entity, Index } from 'typeorm';
import { Code, Exact, Id, Json, Name, Ref, Time } from '../database/columns.js';
import type { MessageValue } from '../web/message.js';
import type { Capacity } from '../web/rights.js';

/** What somebody did: written once, never updated or deleted. */
@Entity('events')
@Index('events_kind', ['organizationId', 'kind', 'id'])
export class Event {
  @Id() id: string;
  @Code(60) kind: string;
  /** The logs it stands in: the provider's, the client organization's, a person's own. */
  @Ref({ nullable: true }) providerId: string | null;
  @Ref({ nullable: true }) organizationId: string | null;
  @Ref({ nullable: true }) userId: string | null;
  @Ref({ nullable: true }) actorId: string | null;
  /** Name and capacity as they were then. */
  @Name(50) actorName: string;
  @Code(20) capacity: Capacity;
  @Code(45) ip: string;
  @Code(36) requestId: string;
  @Ref({ nullable: true }) targetId: string | null;
  @Exact(256, { nullable: true }) targetName: string | null;
  @Json() details: Record<string, MessageValue | null>;
  @Time() at: Date;
}
