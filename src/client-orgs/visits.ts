import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { asMember, asProvider } from './capacities.js';

/**
 * A provider member's opening of a client: one event a session and client, in the client's log too. Who administers the client as a
 * member of it comes as that member.
 */
@Injectable()
export class Visits {
  async record(current: ClientCurrent): Promise<void> {
    if (!current.provider || asMember(current).rights.has('members.manage')) return;
    await transaction(asProvider(current), async (current) => {
      const result: { affectedRows: number } = await current.db.query(
        'INSERT IGNORE INTO visits (session_id, organization_id) VALUES (?, ?)',
        [current.session.id, current.client.id],
      );
      if (result.affectedRows > 0) await record(current, 'client.visited', current.client);
    });
  }
}
