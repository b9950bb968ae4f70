import { Entity, Index } from 'typeorm';
import { Code, Count, Fixed, Id, Name, Ref, Refers, Time } from '../database/columns.js';
import type { Plan } from '../web/current.js';

export type SeatChangeKind =
  | 'opened'
  | 'client-created'
  | 'client-resized'
  | 'client-deleted'
  | 'client-left'
  | 'client-added'
  | 'plan-left'
  | 'plan-entered'
  | 'minimum-changed'
  | 'price-changed';

/** One row of a provider's seat ledger: what changed, and the pool after it. */
@Entity('seat_changes')
@Index('seat_changes_ledger', ['providerId', 'id'])
export class SeatChange {
  @Id() id: string;
  @Refers('Provider', 'seat_changes_provider', 'RESTRICT') providerId: string;
  @Code(10) plan: Plan;
  @Code(20) kind: SeatChangeKind;
  @Ref({ nullable: true }) organizationId: string | null;
  @Name(50, { nullable: true }) clientName: string | null;
  /** Change of the seats allocated to clients. */
  @Count() seats: number;
  /** Change of the seats purchased. */
  @Count() purchasedSeats: number;
  @Count() minimum: number;
  @Count() allocated: number;
  @Count() purchased: number;
  @Count() price: number;
  @Fixed(3) currency: string;
  @Ref({ nullable: true }) actorId: string | null;
  @Name(50) actorName: string;
  @Time() at: Date;
}
