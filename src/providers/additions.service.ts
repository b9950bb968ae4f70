import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { NotThere, refuse, refuseField } from '../web/refusal.js';
import { Addition } from './addition.entity.js';
import type { AddedClientForm, AdditionForm } from './addition.form.js';
import { Joined } from './joined.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

const DAY = 24 * 3600 * 1000;
/** So long an owner has to answer, and then the admin to add. */
export const OPEN_DAYS = 14;
const MAILS_A_DAY = 5;
const WRITE = { mode: 'pessimistic_write' } as const;

/** What the provider's page shows of a question that is open. */
interface OpenAddition extends Pick<Addition, 'id' | 'email' | 'askedBy' | 'askedAt' | 'expiresAt' | 'agreedAt'> {
  /** Known once its owner agreed. */
  organization: string | null;
  asker: string;
  mine: boolean;
}

/** Adding an organization that has no provider, from the provider's side: asked, and once its owner agreed, added. */
@Injectable()
export class Additions {
  constructor(
    private readonly seats: Seats,
    private readonly outbox: Outbox,
    private readonly joined: Joined,
  ) {}

  async list({ db, now, person, provider }: ProviderCurrent): Promise<OpenAddition[]> {
    const rows: Omit<OpenAddition, 'mine'>[] = await db.query(
      `SELECT a.id, a.email, a.asked_by AS askedBy, a.asked_at AS askedAt, a.expires_at AS expiresAt, a.agreed_at AS agreedAt,
        o.name AS organization, u.name AS asker
       FROM additions a JOIN users u ON u.id = a.asked_by LEFT JOIN organizations o ON o.id = a.organization_id
       WHERE a.provider_id = ? AND a.expires_at > ? ORDER BY a.agreed_at IS NULL, a.id LIMIT 100`,
      [provider.id, now],
    );
    return rows.map((row) => ({ ...row, mine: row.askedBy === person.id }));
  }

  /** Mails an owner, if the address is one's. Whether it is shows nowhere: the answer is the same. */
  async ask(current: ProviderCurrent, { formId, email }: AdditionForm): Promise<void> {
    await once(current, formId, async (current) => {
      await this.checkRate(current, email);
      const { id: providerId } = current.provider;
      const expiresAt = new Date(current.now.getTime() + OPEN_DAYS * DAY);
      const row = { id: uuid(), providerId, email, askedBy: current.person.id, askedAt: current.now, expiresAt };
      await current.db.insert(Addition, row).catch((error) => {
        if (!isDuplicate(error)) throw error;
        throw refuseField('email', say('You asked {{email}} already; withdraw that first.', { email }));
      });
      const ids = { additionId: row.id, providerId };
      // In no provider's Outbox: what became of it there would tell whether the address is an owner's.
      await this.outbox.send(current, { letter: 'addition-asked', to: email, ids, expiresAt });
      await record(current, 'addition.asked', { id: row.id, name: email });
      return row.id;
    });
  }

  withdraw(current: ProviderCurrent, id: string): Promise<void> {
    return transaction(current, async (current) => {
      const addition = await this.find(current, id, WRITE);
      await current.db.delete(Addition, { id });
      const logs = { organizationId: addition.organizationId ?? undefined };
      await record(current, 'addition.withdrawn', { id, name: addition.email }, {}, logs);
    });
  }

  /** An organization whose owner agreed, and what it would mean for the seats. */
  async preview(current: ProviderCurrent, id: string) {
    const { organizationId, askedBy, agreedAt } = await this.find(current, id);
    if (!organizationId) throw new NotThere();
    const organization = await current.db.findOneByOrFail(Organization, { id: organizationId });
    const pools = await this.seats.pools(current);
    const { plan, seats } = organization;
    const preview = seatPreview(pools, current.provider, plan, seats, true);
    return { id, agreedAt, organization, preview, mine: askedBy === current.person.id };
  }

  /** @returns the organization's id */
  async add(current: Unlocked<ProviderCurrent>, id: string, { formId, reference }: AddedClientForm): Promise<string> {
    const shown = await this.find(current, id);
    const providerKey = await this.joined.handOver(current, shown);
    return once(current, formId, async (current) => {
      const addition = await this.find(current, id, WRITE);
      if (addition.wrappedKey !== shown.wrappedKey) {
        throw refuse(say('This has changed meanwhile. Go back and look again.'));
      }
      return this.joined.add(current, addition, providerKey, reference);
    });
  }

  async due({ db, now }: Current, take: number): Promise<string[]> {
    const where = { expiresAt: LessThanOrEqual(now) };
    return (await db.find(Addition, { where, order: { expiresAt: 'ASC' }, take })).map(({ id }) => id);
  }

  async fallDue(current: Current, id: string): Promise<void> {
    const expired = { id, expiresAt: LessThanOrEqual(current.now) };
    const addition = await current.db.findOneBy(Addition, expired);
    if (!addition || !(await current.db.delete(Addition, expired)).affected) return;
    const { providerId, organizationId, email } = addition;
    await record(
      current,
      'addition.expired',
      { id, name: email },
      {},
      { providerId, organizationId: organizationId ?? undefined },
    );
  }

  /** @param lock for changing it, in a transaction */
  private async find({ db, now, provider }: ProviderCurrent, id: string, lock?: typeof WRITE): Promise<Addition> {
    const where = { id, providerId: provider.id, expiresAt: MoreThan(now) };
    const addition = await db.findOne(Addition, { where, lock });
    if (!addition) throw new NotThere();
    return addition;
  }

  private async checkRate({ db, now, provider }: ProviderCurrent, email: string): Promise<void> {
    const since = uuid({ msecs: now.getTime() - DAY, random: new Uint8Array(16) });
    const [{ sent }]: { sent: string }[] = await db.query(
      `SELECT COUNT(*) AS sent FROM mails WHERE provider_id IS NULL AND letter = 'addition-asked' AND id > ? AND address = ?
        AND JSON_UNQUOTE(JSON_EXTRACT(ids, '$.providerId')) = ?`,
      [since, email, provider.id],
    );
    if (Number(sent) < MAILS_A_DAY) return;
    throw refuseField(
      'email',
      say('You asked {{email}} {{max}} times today. Wait until tomorrow.', { email, max: MAILS_A_DAY }),
    );
  }
}
