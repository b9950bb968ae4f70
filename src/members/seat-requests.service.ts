import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { SeatRequest } from '../client-orgs/seat-request.entity.js';
import { transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuse } from '../web/refusal.js';

interface Asked {
  formId: string;
  seats: number;
  note: string;
}

/** The owners' side of asking for seats: one request at a time, which a newer one replaces. */
@Injectable()
export class SeatRequests {
  constructor(private readonly outbox: Outbox) {}

  /** What is asked for now, beside the seats that there are. */
  async find({ db, client }: ClientCurrent): Promise<{ request: SeatRequest | null; seats: Organization }> {
    const seats = await db.findOneByOrFail(Organization, { id: client.id });
    return { request: await db.findOneBy(SeatRequest, { organizationId: client.id }), seats };
  }

  /** Stands in the provider's queue; its admins are mailed. */
  async ask(current: ClientCurrent, { formId, seats, note }: Asked): Promise<void> {
    await once(current, formId, async (current) => {
      const { id, providerId } = await lockedOrganization(current, current.client.id);
      if (!providerId) throw refuse(say('Your organization has no provider now. Seats come with the next one.'));
      const asker = { askedBy: current.person.id, askerName: current.actor.name, askedAt: current.now };
      await current.db.delete(SeatRequest, { organizationId: id });
      await current.db.insert(SeatRequest, { organizationId: id, seats, note, ...asker });
      await record(current, 'seats.asked', current.client, { seats, note });
      await this.tellAdmins(current, providerId);
      return id;
    });
  }

  withdraw(current: ClientCurrent): Promise<void> {
    return transaction(current, async (current) => {
      const { affected } = await current.db.delete(SeatRequest, { organizationId: current.client.id });
      if (affected) await record(current, 'seats.not-asked', current.client);
    });
  }

  private async tellAdmins(current: ClientCurrent, providerId: string): Promise<void> {
    const admins: { id: string; email: string }[] = await current.db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.role = 'provider-admin' AND m.status = 'confirmed'`,
      [providerId],
    );
    for (const { id: userId, email: to } of admins) {
      const ids = { organizationId: current.client.id, userId };
      await this.outbox.send(current, { letter: 'seats-asked', to, ids, providerId });
    }
  }
}
