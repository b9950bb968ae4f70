import type { EntityManager } from 'typeorm';

/**
 * Said first thing in the transaction of everybody who changes items, or which collections they are in: writers of one organization's
 * items wait here for each other, and indexes in memory are read again (items/item-indexes.service.ts).
 */
export async function changesItems(db: EntityManager, organizationId: string): Promise<void> {
  await db.query('UPDATE organizations SET items_revision = items_revision + 1 WHERE id = ?', [organizationId]);
}
