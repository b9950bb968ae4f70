import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';

/** A provider member's opening of a client: one event a session and client, in the client's log too. */
@Injectable()
export class Visits {
  async record(current: ClientCurrent): Promise<void> {
    if (!current.provider || current.membership) return;
    await transaction(current, async (current) => {
      const result: { affectedRows: number } = await current.db.query(
        'INSERT IGNORE INTO visits (session_id, organization_id) VALUES (?, ?)',
        [current.session.id, current.client.id],
      );
      if (result.affectedRows > 0) await record(current, 'client.visited', current.client);
    });
  }
}
