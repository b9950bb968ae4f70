import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { Departure } from '../client-orgs/departure.entity.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { OwnerMail } from '../client-orgs/owner-mail.js';
import { transaction } from '../database/transaction.js';
import { decrypt } from '../keys/enc-string.js';
import type { ClientCurrent, Current, ProviderClientCurrent } from '../web/current.js';
import { startOfDay } from '../web/days.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuse, refuseField } from '../web/refusal.js';
import type { DepartureForm, ReleaseForm } from './departure.form.js';
import { type Client, Leaving } from './leaving.js';
import { ProviderMail } from './provider-mail.js';

const DAY = 24 * 3600 * 1000;
/** So long somebody has for an answer. */
const ANSWER_DAYS = 30;
const LATEST_DAYS = 366;

/** A client leaves its provider: an owner may ask, the provider lets go, an owner confirms; either side can call it off. */
@Injectable()
export class Departures {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly leaving: Leaving,
    private readonly owners: OwnerMail,
    private readonly admins: ProviderMail,
  ) {}

  /** What leaving would mean now. */
  async preview(current: ClientCurrent) {
    const { seats, occupied } = await current.db.findOneByOrFail(Organization, { id: current.client.id });
    return {
      seats,
      occupied,
      days: ANSWER_DAYS,
      invited: await this.leaving.invitedByProvider(current, current.client),
    };
  }

  /** An owner asks. */
  async ask(current: ClientCurrent, { formId, reason }: DepartureForm): Promise<void> {
    await once(current, formId, async (current) => {
      const client = await this.lock(current);
      if (await current.db.existsBy(Departure, { organizationId: client.id })) throw underWay(client);
      await this.stand(current, client, { state: 'asked', reason, endsAt: null });
      await record(current, 'departure.asked', client, { reason });
      await this.admins.send(current, client.providerId, 'departure-asked', { organizationId: client.id });
      return client.id;
    });
  }

  /** The provider lets go, asked or not. @throws Refusal at `lastDay` for one that is not to come */
  async release(current: ProviderClientCurrent, { formId, reason, lastDay }: ReleaseForm): Promise<void> {
    const endsAt = lastDay === '' ? null : endOf(lastDay, current);
    await once(current, formId, async (current) => {
      const client = await this.lock(current);
      const { id } = client;
      if (client.ownerConfirmedAt === null) {
        throw refuse(say('No owner was confirmed yet: nobody could carry {{name}} on.', { name: client.name }));
      }
      if (await current.db.existsBy(Departure, { organizationId: id, state: Not('asked') })) throw underWay(client);
      await this.stand(current, client, { state: 'released', reason, endsAt });
      await record(current, 'departure.released', client, { reason, when: lastDay || AT_ONCE });
      await this.owners.send(current, client, 'departure-released');
      return id;
    });
  }

  /**
   * An owner confirms. The provider's copy of the key goes, so that the owner's has to open first.
   * @returns whether it is done; else it waits for its day
   */
  async confirm(current: Unlocked<ClientCurrent>): Promise<boolean> {
    const { id } = current.client;
    await this.released(current, id);
    const { privateKey } = await current.db.findOneByOrFail(Organization, { id });
    decrypt(privateKey, await this.keys.own(current));
    return transaction(current, async (current) => {
      const client = await this.lock(current);
      const { endsAt, reason } = await this.released(current, id);
      const atOnce = endsAt === null || endsAt <= current.now;
      await record(current, 'departure.confirmed', client);
      if (atOnce) {
        if (!(await this.leaving.isHeld(current, client))) throw changed();
        await this.leaving.leave(current, client);
        return true;
      }
      await this.stand(current, client, { state: 'confirmed', reason, endsAt, dueAt: endsAt });
      await this.tell(current, client, 'departure-confirmed');
      return false;
    });
  }

  /** By either side, as long as it is not done. */
  callOff(current: ClientCurrent): Promise<void> {
    return transaction(current, async (current) => {
      const client = await this.lock(current);
      const { affected } = await current.db.delete(Departure, { organizationId: client.id });
      if (!affected) return;
      await record(current, 'departure.called-off', client);
      await this.tell(current, client, 'departure-called-off');
    });
  }

  async due({ db, now }: Current, take: number): Promise<string[]> {
    const rows = await db.find(Departure, { where: { dueAt: LessThanOrEqual(now) }, order: { dueAt: 'ASC' }, take });
    return rows.map(({ organizationId }) => organizationId);
  }

  /** The day of a confirmed one has come, or nobody answered. What no owner could open any more is not let go. */
  async fallDue(current: Current, organizationId: string): Promise<void> {
    const client = (await lockedOrganization(current, organizationId)) as Client;
    const where = { organizationId, dueAt: LessThanOrEqual(current.now) };
    const departure = await current.db.findOneBy(Departure, where);
    if (!departure) return;
    if (departure.state === 'confirmed' && (await this.leaving.isHeld(current, client))) {
      await this.leaving.leave(current, client);
      return;
    }
    await current.db.delete(Departure, { organizationId });
    const logs = { organizationId, providerId: client.providerId };
    await record(current, 'departure.expired', client, {}, logs);
    await this.tell(current, client, 'departure-expired');
  }

  /** @throws Refusal where there is no provider to leave */
  private async lock(current: ClientCurrent): Promise<Client> {
    const client = await lockedOrganization(current, current.client.id);
    if (!client.providerId) throw refuse(say('{{name}} has no provider.', { name: client.name }));
    return client as Client;
  }

  private async released({ db }: Current, organizationId: string): Promise<Departure> {
    const found = await db.findOneBy(Departure, { organizationId, state: 'released' });
    if (!found) throw changed();
    return found;
  }

  private async stand(
    { db, actor, now: actedAt }: Current,
    { id: organizationId, providerId }: Client,
    to: Pick<Departure, 'state' | 'reason' | 'endsAt'> & { dueAt?: Date },
  ): Promise<void> {
    const dueAt = new Date(actedAt.getTime() + ANSWER_DAYS * DAY);
    const row = { organizationId, providerId, actedBy: actor.name, actedAt, dueAt, ...to };
    await db.upsert(Departure, row, ['organizationId']);
  }

  private async tell(current: Current, client: Client, letter: string): Promise<void> {
    await this.owners.send(current, client, letter);
    await this.admins.send(current, client.providerId, letter, { organizationId: client.id });
  }
}

const AT_ONCE = say('as soon as an owner confirms');

const changed = () => refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
const underWay = ({ name }: Client) => refuse(say('The departure of {{name}} is under way already.', { name }));

function endOf(lastDay: string, { provider, now }: ProviderClientCurrent): Date {
  const end = startOfDay(lastDay, provider.timeZone, 1);
  const latest = new Date(now.getTime() + LATEST_DAYS * DAY);
  if (end && end > now && end < latest) return end;
  throw refuseField('lastDay', say('Choose a day from today on, within a year.'));
}
