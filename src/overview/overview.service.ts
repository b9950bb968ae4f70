import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { dateOf } from '../web/days.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import { checklist, STEPS, type StepName } from './checklist.js';
import { ChecklistMark } from './checklist-mark.entity.js';

const DAY = 24 * 3600 * 1000;

/** How far the set-up of a client organization is. */
@Injectable()
export class Overview {
  /** Nothing for those who only use the vault: setting it up is no task of theirs. */
  async checklist(current: ClientCurrent) {
    if (!current.provider && current.membership?.role === 'user') return undefined;
    const { id, plan } = current.client;
    const [counts]: Record<string, string>[] = await current.db.query(
      `SELECT (SELECT COUNT(*) FROM collections c WHERE c.organization_id = o.id) AS collections,
        (SELECT COUNT(*) FROM member_groups g WHERE g.organization_id = o.id) AS allGroups,
        (SELECT COUNT(*) FROM member_groups g WHERE g.organization_id = o.id
          AND NOT EXISTS (SELECT 1 FROM group_members m WHERE m.group_id = g.id)) AS emptyGroups,
        (SELECT COUNT(*) FROM imports i WHERE i.organization_id = o.id AND i.state = 'live') AS imports,
        o.occupied AS members, o.waiting FROM organizations o WHERE o.id = ?`,
      [id],
    );
    const marks = await current.db.findBy(ChecklistMark, { organizationId: id });
    return checklist({
      plan,
      ...{ collections: Number(counts.collections), groups: Number(counts.allGroups), imports: Number(counts.imports) },
      ...{ emptyGroups: Number(counts.emptyGroups), members: Number(counts.members), waiting: Number(counts.waiting) },
      marks: new Map(marks.map((mark) => [mark.step, mark])),
    });
  }

  /** Marks a step as not needed here. */
  mark(current: ClientCurrent, step: string): Promise<void> {
    return transaction(current, async (current) => {
      const mark = {
        organizationId: current.client.id,
        step: known(step),
        markedBy: current.actor.name,
        markedAt: current.now,
      };
      try {
        await current.db.insert(ChecklistMark, mark);
      } catch (error) {
        throw isDuplicate(error) ? refuse(say('This step is marked already.')) : error;
      }
      await record(current, 'step.marked', { id: null, name: step });
    });
  }

  unmark(current: ClientCurrent, step: string): Promise<void> {
    return transaction(current, async (current) => {
      const { affected } = await current.db.delete(ChecklistMark, {
        organizationId: current.client.id,
        step: known(step),
      });
      if (affected) await record(current, 'step.unmarked', { id: null, name: step });
    });
  }

  /** The last times that somebody of the provider opened this client. */
  visits(current: ClientCurrent): Promise<{ name: string; at: Date }[]> {
    return current.db.query(
      `SELECT actor_name AS name, at FROM events WHERE organization_id = ? AND kind = 'client.visited' ORDER BY id DESC LIMIT 10`,
      [current.client.id],
    );
  }

  /** The first of the last seven days, for the log. */
  aWeekAgo({ now, timeZone }: ClientCurrent): string {
    return dateOf(new Date(now.getTime() - 7 * DAY), timeZone);
  }

  /** How the organization stands without a provider, and who asks this person to add it. */
  async withoutProvider({ db, now, client, person, rights }: ClientCurrent) {
    const [{ seats, occupied, name, at }]: { seats: number; occupied: number; name: string | null; at: Date }[] =
      await db.query(
        `SELECT o.seats, o.occupied, p.name, l.acted_at AS at
         FROM organizations o LEFT JOIN departures l ON l.organization_id = o.id LEFT JOIN providers p ON p.id = l.provider_id
         WHERE o.id = ?`,
        [client.id],
      );
    const asked: { id: string; provider: string; asker: string; expiresAt: Date; agreedAt: Date | null }[] =
      await db.query(
        `SELECT a.id, p.name AS provider, u.name AS asker, a.expires_at AS expiresAt, a.agreed_at AS agreedAt
         FROM additions a JOIN providers p ON p.id = a.provider_id JOIN users u ON u.id = a.asked_by
         WHERE a.email = ? AND a.expires_at > ? AND (a.organization_id IS NULL OR a.organization_id = ?) ORDER BY a.id LIMIT 50`,
        [person.email, now, client.id],
      );
    const offers = rights.has('provider.choose') ? asked : [];
    return { seats, occupied, offers, former: name === null ? undefined : { name, at } };
  }

  /** The provider members who can act in this client. */
  providerMembers(current: ClientCurrent): Promise<{ name: string; email: string; role: string }[]> {
    return current.db.query(
      `SELECT u.name, u.email, m.role FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.status = 'confirmed' AND (NOT m.chosen_clients OR EXISTS
        (SELECT 1 FROM member_clients c WHERE c.member_id = m.id AND c.organization_id = ?))
       ORDER BY u.name, u.id LIMIT 500`,
      [current.client.providerId, current.client.id],
    );
  }
}

function known(step: string): StepName {
  if (!STEPS.includes(step as StepName)) throw new NotThere();
  return step as StepName;
}
