import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { adjust, changeOf } from '../client-orgs/counters.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Member } from '../client-orgs/member.entity.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { wrap } from '../keys/rsa.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import { Candidates, type Waiting } from './candidates.js';
import { chosenMembers, type Outcome } from './chosen-members.js';
import type { ConfirmationForm } from './confirmation.form.js';
import type { ConfirmationsForm } from './confirmations.form.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { ProviderActs } from './provider-acts.js';

/** One of the chosen members: to be asked about, or why that cannot be. */
export interface Row extends Outcome {
  waiting?: Waiting;
}

type Ready = Waiting & { comparison: Message; wrappedKey: string };

const CHANGED = say('This has changed meanwhile. Nothing was handed over; look again.');

/** Confirming many users and custom members on one page, each with words of their own. */
@Injectable()
export class BulkConfirmation {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly outbox: Outbox,
    private readonly words: FingerprintCheck,
    private readonly candidates: Candidates,
    private readonly acts: ProviderActs,
  ) {}

  /** The chosen ones as the page shows them. */
  async rows(current: ClientCurrent, ids: string[]): Promise<Row[]> {
    const members = await chosenMembers(current, ids);
    const refused = await this.candidates.whyNot(current, members, { together: true });
    const accounts = await this.candidates.accounts(current, members);
    return members.map((member) => {
      const user = accounts.get(member.userId);
      return user && !refused.has(member.id)
        ? { member, waiting: this.candidates.seen(current, member, user) }
        : { member, refused: refused.get(member.id) };
    });
  }

  /** Compares, wraps the key to each and then hands it over to all at once. @returns the outcome of every row */
  async confirm(current: Unlocked<ClientCurrent>, form: ConfirmationsForm): Promise<Outcome[]> {
    const rows = await this.rows(current, form.ids);
    const key = await this.keys.open(current);
    const at = new Map(form.ids.map((id, index) => [id, index]));
    const notCompared = new Set(form.notCompared);
    const ready: Ready[] = [];
    const refused = new Map<string, Message | undefined>();
    for (const { member, waiting, refused: why } of rows) {
      const index = at.get(member.id) as number;
      const typed = {
        ...{ firstWord: form.firstWords[index] ?? '', secondWord: form.secondWords[index] ?? '' },
        ...{ notCompared: notCompared.has(member.id) ? 'yes' : undefined, subject: form.subjects[index] },
      };
      const judged = waiting ? await this.judge(current, waiting, typed) : { refused: why };
      if (!waiting || !judged.comparison) refused.set(member.id, judged.refused);
      else ready.push({ ...waiting, comparison: judged.comparison, wrappedKey: wrap(key, waiting.user.publicKey) });
    }
    if (ready.length > 0) for (const [id, why] of await this.handOver(current, ready)) refused.set(id, why);
    return rows.map(({ member }) => ({ member, refused: refused.get(member.id) }));
  }

  private async judge(
    current: ClientCurrent,
    { user, asked, subject }: Waiting,
    typed: ConfirmationForm,
  ): Promise<{ comparison?: Message; refused?: Message }> {
    if (typed.subject !== subject) return { refused: CHANGED };
    try {
      return { comparison: await this.words.compare(current, typed, user, asked) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.fields.firstWord };
      throw error;
    }
  }

  /** @returns who was not confirmed after all, and why */
  private handOver(current: ClientCurrent, ready: Ready[]): Promise<Map<string, Message>> {
    return transaction(current, async (current) => {
      const organization = await lockedOrganization(current, current.client.id);
      const where = { organizationId: organization.id, id: In(ready.map(({ member }) => member.id)) };
      const found = await current.db.find(Member, { where, lock: { mode: 'pessimistic_write' } });
      const members = new Map(found.map((member) => [member.id, member]));
      const refused = await this.candidates.whyNot(current, found, { together: true, organization });
      const accounts = await this.candidates.accounts(current, found);
      for (const { member, subject } of ready) {
        const now = members.get(member.id);
        const user = accounts.get(now?.userId ?? null);
        if (!now || !user || this.candidates.subject(now, user) !== subject) refused.set(member.id, CHANGED);
      }
      const confirmed = ready.filter(({ member }) => !refused.has(member.id));
      if (confirmed.length > 0) await this.write(current, confirmed);
      return refused;
    });
  }

  private async write(current: ClientCurrent, confirmed: Ready[]): Promise<void> {
    const { id: organizationId, providerId } = current.client;
    const ids = confirmed.map(({ member }) => member.id);
    const keys = confirmed.flatMap(({ member, wrappedKey }) => [member.id, wrappedKey]);
    const { to } = TRANSITIONS.confirm;
    await current.db.query(
      `UPDATE members SET status = ?, confirmed_at = ?, renewed_at = NULL,
        wrapped_key = CASE id ${'WHEN ? THEN ? '.repeat(ids.length)}END WHERE id IN (?)`,
      [to, current.now, ...keys, ids],
    );
    const after = { status: to, confirmedAt: current.now };
    await adjust(current, organizationId, changeOf(confirmed.map(({ member }) => [member, { ...member, ...after }])));
    for (const { member, user, comparison } of confirmed) {
      await record(current, 'member.confirmed', { id: member.id, name: user.email }, { role: member.role, comparison });
    }
    await this.acts.confirmed(
      current,
      confirmed.map(({ member }) => member),
    );
    await this.outbox.sendAll(
      current,
      confirmed.map(({ user: { id: userId, email: to } }) => ({
        ...{ letter: 'confirmed', to, ids: { organizationId, userId }, providerId },
      })),
    );
  }
}
