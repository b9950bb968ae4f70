import { Entity, Index } from 'typeorm';
import { Code, Count, Id, Refers } from '../database/columns.js';
import type { Plan } from '../web/current.js';

/** A provider's seats of one plan. `purchased` is always max(0, allocated − minimum). */
@Entity('seat_pools')
@Index('seat_pools_plan', ['providerId', 'plan'], { unique: true })
export class SeatPool {
  @Id() id: string;
  @Refers('Provider', 'seat_pools_provider', 'RESTRICT') providerId: string;
  @Code(10) plan: Plan;
  @Count() minimum: number;
  @Count() purchased: number;
  @Count() allocated: number;
  @Count() clients: number;
  /** Per seat and month, in minor units of the provider's currency. */
  @Count() price: number;
}
