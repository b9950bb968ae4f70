import { Entity, ForeignKey, Index } from 'typeorm';
import { Code, Exact, Id, Name, Refers, Time } from '../database/columns.js';

/**
 * `asked`: an owner wants to leave · `released`: the provider lets go · `confirmed`: an owner agreed, and it waits for its day ·
 * `left`: it is done, and the organization has no provider.
 */
export type DepartureState = 'asked' | 'released' | 'confirmed' | 'left';

/** That a client organization leaves its provider; called off, or with another provider, the row is gone. */
@Entity('departures')
@Index('departures_provider_id', ['providerId'])
@Index('departures_due', ['dueAt'])
export class Departure {
  @Id()
  @ForeignKey('Organization', { name: 'departures_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  @Refers('Provider', 'departures_provider', 'RESTRICT') providerId: string;
  @Code(10) state: DepartureState;
  /** Who acted last, when, and the last reason that was given. */
  @Name(50) actedBy: string;
  @Exact(200) reason: string;
  @Time() actedAt: Date;
  /** When it ends, as the provider said; without, as soon as an owner confirms. */
  @Time({ nullable: true }) endsAt: Date | null;
  /** When the clock acts: what nobody answered expires, what is confirmed is carried out. Null once it is done. */
  @Time({ nullable: true }) dueAt: Date | null;
}
