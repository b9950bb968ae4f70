import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { Mail } from '../mail/mail.entity.js';
import type { AtProvider } from '../web/current.js';
import { OwnerMail } from './owner-mail.js';
import { Seats } from './seats.service.js';

/** What a deletion does once it is time. */
@Injectable()
export class Removal {
  constructor(
    private readonly seats: Seats,
    private readonly owners: OwnerMail,
  ) {}

  /**
   * Takes a client out of the database, in the transaction that has its row locked: everything that belongs to it goes with it,
   * by foreign keys, and so do the mails about it. The ledger and the events stay.
   */
  async remove(current: AtProvider, client: Organization): Promise<void> {
    const { id, name, plan, seats } = client;
    const { id: providerId } = current.provider;
    const change = { plan, change: -seats, kind: 'client-deleted' as const, client, clients: -1 };
    const { changeId } = await this.seats.change(current, change);
    const mails = await this.mailsAbout(current, client);
    await this.owners.send(current, client, 'client-deleted', { changeId });
    await record(current, 'client.deleted', { id, name }, { seats }, { organizationId: id, providerId });
    await current.db.delete(Organization, { id });
    if (mails.length > 0) await current.db.delete(Mail, { id: In(mails) });
  }

  private async mailsAbout({ db, provider }: AtProvider, { id }: Organization): Promise<string[]> {
    const lock = { mode: 'pessimistic_write' } as const;
    // Locked, so that nobody of them is sent one more invitation meanwhile.
    const members = await db.find(Member, { select: { id: true }, where: { organizationId: id }, lock });
    const about = [id, ...members.map((member) => member.id)];
    const rows: { id: string }[] = await db.query(
      `SELECT id FROM mails WHERE provider_id = ? AND (JSON_UNQUOTE(JSON_EXTRACT(ids, '$.organizationId')) IN (?)
        OR JSON_UNQUOTE(JSON_EXTRACT(ids, '$.memberId')) IN (?))`,
      [provider.id, about, about],
    );
    return rows.map((mail) => mail.id);
  }
}
