import { Injectable } from '@nestjs/common';
import { csvLine } from '../web/csv.js';
import type { Plan, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere } from '../web/refusal.js';
import { money, words } from '../web/words.js';
import { PLAN_WORDS } from './client-list.js';
import {
  type LedgerRow,
  type Line,
  type Month,
  type Opening,
  readMonth,
  statementLines,
} from './statement-arithmetic.js';

const DAY = 24 * 3600 * 1000;

type NamedLine = Line & { name: string };

/** What each client had of seats in a month, from the ledger alone. */
@Injectable()
export class Statements {
  /** @throws NotThere for a month that has not begun, or in which there was no ledger yet */
  async find(current: ProviderCurrent, text: string) {
    const month = readMonth(text);
    if (!month || month.from > current.now) throw new NotThere();
    const [{ first }]: { first: Date | null }[] = await current.db.query(
      'SELECT MIN(at) AS first FROM seat_changes WHERE provider_id = ?',
      [current.provider.id],
    );
    if (!first || month.to <= first) throw new NotThere();
    const passed = Math.min(month.days, Math.floor((current.now.getTime() - month.from.getTime()) / DAY));
    const rows = await this.rows(current, month);
    const prices = await this.pricesBefore(current, month);
    const lines = statementLines(month, await this.openings(current, month), rows, prices, passed);
    const names = await this.names(current, month);
    const named = lines.map((line): NamedLine => ({ ...line, name: names.get(line.organizationId) ?? '' }));
    named.sort(
      (a, b) => a.name.localeCompare(b.name, 'sv') || (a.organizationId + a.plan < b.organizationId + b.plan ? -1 : 1),
    );
    return { lines: named, passed, days: month.days, ...neighbours(month, first, current.now) };
  }

  *csv(current: ProviderCurrent, text: string, lines: NamedLine[]): Generator<string> {
    const heads = [
      say('Month'),
      say('Client'),
      say('Id'),
      say('Plan'),
      say('Seats at first'),
      say('Seats at last'),
      say('Seats × days'),
      say('Amount'),
      say('Changes'),
    ];
    yield csvLine(heads.map((head) => words(head, current)));
    const { currency } = current.provider;
    for (const { name, organizationId, plan, seats, atEnd, seatDays, amount, changes } of lines) {
      const grown = changes.map((one) => {
        const price = money({ minor: one.price, currency }, current);
        return `${one.seats > 0 ? '+' : ''}${one.seats} ${one.at.toISOString()} ${price} ${one.actorName}`;
      });
      const total = money({ minor: amount, currency }, current);
      const planText = words(PLAN_WORDS[plan], current);
      yield csvLine([text, name, organizationId, planText, seats, atEnd, seatDays, total, grown.join('; ')]);
    }
  }

  private openings({ db, provider }: ProviderCurrent, { from }: Month): Promise<Opening[]> {
    return db
      .query(
        `SELECT organization_id AS organizationId, plan, SUM(seats) AS seats FROM seat_changes
         WHERE provider_id = ? AND at < ? AND organization_id IS NOT NULL GROUP BY organization_id, plan HAVING SUM(seats) <> 0`,
        [provider.id, from],
      )
      .then((rows: Opening[]) => rows.map((row) => ({ ...row, seats: Number(row.seats) })));
  }

  private rows({ db, provider }: ProviderCurrent, { from, to }: Month): Promise<LedgerRow[]> {
    return db.query(
      `SELECT plan, organization_id AS organizationId, seats, price, actor_name AS actorName, at FROM seat_changes
       WHERE provider_id = ? AND at >= ? AND at < ? ORDER BY at, id`,
      [provider.id, from, to],
    );
  }

  private async pricesBefore({ db, provider }: ProviderCurrent, { from }: Month): Promise<Record<Plan, number>> {
    const rows: { plan: Plan; price: number }[] = await db.query(
      `SELECT s.plan, s.price FROM seat_changes s JOIN
        (SELECT MAX(id) AS id FROM seat_changes WHERE provider_id = ? AND at < ? GROUP BY plan) latest ON latest.id = s.id`,
      [provider.id, from],
    );
    return { teams: 0, enterprise: 0, ...Object.fromEntries(rows.map(({ plan, price }) => [plan, price])) };
  }

  /** As the ledger knew the clients by the end of the month: later names do not change it. */
  private async names({ db, provider }: ProviderCurrent, { to }: Month): Promise<Map<string, string>> {
    const rows: { id: string; name: string }[] = await db.query(
      `SELECT s.organization_id AS id, s.client_name AS name FROM seat_changes s JOIN
        (SELECT MAX(id) AS id FROM seat_changes WHERE provider_id = ? AND at < ? GROUP BY organization_id) latest ON latest.id = s.id
       WHERE s.organization_id IS NOT NULL`,
      [provider.id, to],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

const neighbours = ({ from, to }: Month, first: Date, now: Date) => ({
  earlier: from > first ? monthOf(new Date(from.getTime() - DAY)) : undefined,
  later: to <= now ? monthOf(to) : undefined,
});

/** Everything of one plan together, for the foot of the page. */
export const totalsOf = (lines: NamedLine[]) =>
  (['teams', 'enterprise'] as const).map((plan) => {
    const mine = lines.filter((line) => line.plan === plan);
    const sum = (of: (line: NamedLine) => number) => mine.reduce((total, line) => total + of(line), 0);
    return {
      text: say('{{plan}} together', { plan: PLAN_WORDS[plan] }),
      ...{ seats: sum((line) => line.seats), atEnd: sum((line) => line.atEnd) },
      ...{ seatDays: sum((line) => line.seatDays), amount: sum((line) => line.amount) },
    };
  });
