import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whether a module above keeps items of an organization. */
type HoldsItems = (db: EntityManager, organizationId: string) => Promise<boolean>;

/** Asks whether an organization holds items; whoever keeps items joins in `onModuleInit`. */
@Injectable()
export class HeldItems {
  private readonly keepers: HoldsItems[] = [];

  add(keeper: HoldsItems): void {
    this.keepers.push(keeper);
  }

  async any(db: EntityManager, organizationId: string): Promise<boolean> {
    for (const holds of this.keepers) if (await holds(db, organizationId)) return true;
    return false;
  }
}
