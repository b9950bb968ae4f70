import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** How many items a module above keeps that are in some of these collections and in no other. */
type CountsItems = (db: EntityManager, collectionIds: string[]) => Promise<number>;

/** Asks what the deletion of collections leaves unassigned; whoever keeps items joins in `onModuleInit`. */
@Injectable()
export class ItemsInCollections {
  private readonly keepers: CountsItems[] = [];

  add(keeper: CountsItems): void {
    this.keepers.push(keeper);
  }

  async onlyIn(db: EntityManager, collectionIds: string[]): Promise<number> {
    let count = 0;
    for (const counts of this.keepers) count += await counts(db, collectionIds);
    return count;
  }
}
