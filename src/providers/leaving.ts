import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { adjust, searchText } from '../client-orgs/counters.js';
import { Deletion } from '../client-orgs/deletion.entity.js';
import { Departure } from '../client-orgs/departure.entity.js';
import { Member } from '../client-orgs/member.entity.js';
import { MemberClient } from '../client-orgs/member-client.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OwnerMail } from '../client-orgs/owner-mail.js';
import { Suspension } from '../client-orgs/suspension.entity.js';
import { Visit } from '../client-orgs/visit.entity.js';
import { InvitationLinks } from '../invitations/links.service.js';
import type { Current } from '../web/current.js';
import { Provider } from './provider.entity.js';
import { ProviderMail } from './provider-mail.js';
import { Seats } from './seats.service.js';

/** An organization that has a provider. */
export type Client = Organization & { providerId: string };

/** What leaving a provider does once it is time. */
@Injectable()
export class Leaving {
  constructor(
    private readonly seats: Seats,
    private readonly links: InvitationLinks,
    private readonly owners: OwnerMail,
    private readonly admins: ProviderMail,
  ) {}

  /**
   * In the transaction that has the organization's row locked: the provider's copy of the key, its rights, its open invitations and what
   * else it had decided about the organization are gone; members, vault and seats stay, and so do ledger and events.
   */
  async leave(current: Current, client: Client): Promise<void> {
    const { id, providerId, name, plan, seats, ownerEmail } = client;
    const provider = await current.db.findOneByOrFail(Provider, { id: providerId });
    const at = { ...current, provider };
    const change = { plan, change: -seats, kind: 'client-left' as const, client, clients: -1 };
    const { changeId } = await this.seats.change(at, change);
    await this.withdrawInvitations(at, client);
    for (const decided of [Suspension, Deletion, Visit, MemberClient])
      await current.db.delete(decided, { organizationId: id });
    const without = { providerId: null, providerKey: null, status: 'active', reference: '' } as const;
    await current.db.update(Organization, { id }, { ...without, search: searchText(name, '', ownerEmail) });
    await adjust(current, id, {});
    const left = { state: 'left', actedAt: current.now, endsAt: null, dueAt: null } as const;
    await current.db.update(Departure, { organizationId: id }, left);
    await record(
      current,
      'client.left',
      client,
      { provider: provider.name, seats },
      { organizationId: id, providerId },
    );
    await this.owners.send(current, { id, providerId: null }, 'client-left', { changeId });
    await this.admins.send(current, providerId, 'client-left-provider', { changeId });
  }

  /** Whether an owner holds the key: from then on nobody else could hand it over. */
  isHeld({ db }: Current, { id: organizationId }: Client): Promise<boolean> {
    const lock = { mode: 'pessimistic_write' } as const;
    const holding = { organizationId, role: 'owner', status: 'confirmed' } as const;
    return db.findOne(Member, { select: { id: true }, where: holding, lock }).then((found) => found !== null);
  }

  /** Whose open invitations were made by somebody of the provider who is no member of the organization. */
  async invitedByProvider(
    { db }: Pick<Current, 'db'>,
    { id, providerId }: { id: string; providerId: string | null },
  ): Promise<{ id: string; email: string; trouble: string | null }[]> {
    return db.query(
      `SELECT m.id, m.email, m.trouble FROM members m WHERE m.organization_id = ? AND m.status = 'invited'
        AND (m.invited_by IS NULL OR m.invited_by IN (SELECT p.user_id FROM members p WHERE p.provider_id = ? AND p.user_id IS NOT NULL))
        AND NOT EXISTS (SELECT 1 FROM members own
          WHERE own.organization_id = m.organization_id AND own.user_id = m.invited_by AND own.status = 'confirmed')
       ORDER BY m.email LIMIT 1000`,
      [id, providerId],
    );
  }

  private async withdrawInvitations(current: Current & { provider: Provider }, client: Client): Promise<void> {
    const { id: organizationId, providerId } = client;
    const where = { organizationId, status: 'invited' } as const;
    await current.db.find(Member, { select: { id: true }, where, lock: { mode: 'pessimistic_write' } });
    const logs = { organizationId, providerId };
    for (const { id, email, trouble } of await this.invitedByProvider(current, client)) {
      await this.links.end(current, id, 'withdrawn');
      await current.db.delete(Member, { id });
      await adjust(current, organizationId, { occupied: -1, undelivered: trouble ? -1 : 0 });
      await record(current, 'invitation.withdrawn', { id, name: email }, {}, logs);
    }
  }
}
