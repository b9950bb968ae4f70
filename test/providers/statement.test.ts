import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LedgerRow, readMonth, statementLines } from '../../src/providers/statement-arithmetic.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { deletes } from './deleting.js';

const row = (at: string, seats: number, price = 400, organizationId: string | null = 'a'): LedgerRow => ({
  ...{ plan: 'teams', organizationId, seats, price, actorName: 'Åsa', at: new Date(at) },
});
const june = readMonth('2026-06') as NonNullable<ReturnType<typeof readMonth>>;
const PRICES = { teams: 400, enterprise: 600 };
const add = (openings: Parameters<typeof statementLines>[1], rows: LedgerRow[], passed = 30) =>
  statementLines(june, openings, rows, PRICES, passed);

describe('a month is added up', () => {
  test.each(['2026-13', '2026-00', '2026-6', '1999-01', 'now', '2026-06-01'])('%s is no month', (text) => {
    expect(readMonth(text)).toBeUndefined();
  });

  test('a client that keeps its seats pays a month’s price for each', () => {
    const [line] = add([{ organizationId: 'a', plan: 'teams', seats: 5 }], []);
    expect(line).toMatchObject({ seats: 5, atEnd: 5, seatDays: 150, amount: 2000 });
  });

  test('a change counts from the end of its day, in UTC', () => {
    const [line] = add([{ organizationId: 'a', plan: 'teams', seats: 5 }], [row('2026-06-16T00:00:00Z', 5)]);
    expect(line).toMatchObject({ atEnd: 10, seatDays: 15 * 5 + 15 * 10, amount: 3000 });
    const [late] = add([], [row('2026-06-30T23:59:59.999Z', 3)]);
    expect(late).toMatchObject({ seats: 0, atEnd: 3, seatDays: 3, amount: 40 });
  });

  test('a price that changes counts from its day', () => {
    const opening = [{ organizationId: 'a', plan: 'teams' as const, seats: 1 }];
    const [line] = add(opening, [row('2026-06-16T12:00:00Z', 0, 800, null)]);
    expect(line.amount).toBe((15 * 400 + 15 * 800) / 30);
  });

  test('of a month that is not over, the days that are over count', () => {
    const [line] = add([{ organizationId: 'a', plan: 'teams', seats: 2 }], [row('2026-06-04T10:00:00Z', 1)], 3);
    expect(line).toMatchObject({ atEnd: 3, seatDays: 6, amount: 80 });
  });
});

describe('the statement of a month', () => {
  let world: World;
  let provider: Provider;
  let admin: Person;
  let month: string;
  beforeAll(async () => {
    world = await openWorld();
    provider = await aProvider(world, { teams: 5 });
    admin = provider.admin;
    const [kept, moved] = await provider.hasClients(2, (i) => ({ name: `Kund ${i}`, seats: 3 + i }));
    const gone = await provider.startsClient({ name: '=Gone', seats: 2 });
    await admin.visit(`${kept.managed}/edit`);
    await admin.submit('Save', { seats: '6' });
    await admin.visit(`${moved.managed}/plan/edit`);
    await admin.submit(`Change ${moved.name} to Enterprise`);
    await deletes(gone, admin);
    month = world.clock.now().toISOString().slice(0, 7);
    await world.daysPass(40);
    await admin.signsIn();
  });
  afterAll(() => world.close());
  const visit = (text = month) => admin.visit(`${provider.path}/statements/${text}`);

  test('shows each client with its seats, days, amount and who changed what', async () => {
    await visit();
    expect(admin.page.heading).toBe(`Statement of seats ${month}`);
    const rows = admin.page.rows('Seats × days');
    const kept = rows.find(({ Client }) => Client === 'Kund 0');
    expect(kept).toMatchObject({ Plan: 'Teams', 'Seats at first': '0', 'Seats at last': '6' });
    expect(kept?.Changes).toMatch(/\+3, .*, €4.00, Åsa Öberg ?\+3, .*, €4.00, Åsa Öberg/);
    expect(rows.filter(({ Client }) => Client === 'Kund 1')).toMatchObject([
      { Plan: 'Enterprise', 'Seats at last': '4' },
      { Plan: 'Teams', 'Seats at last': '0', 'Seats × days': '0', Amount: '€0.00' },
    ]);
    expect(rows.find(({ Client }) => Client === '=Gone')).toMatchObject({ 'Seats at last': '0', 'Seats × days': '0' });
  });

  test('comes out the same when it is run again, whatever happened since', async () => {
    const lines = async () => {
      const { body } = await admin.send({ path: `${provider.path}/statements/${month}/export.csv` });
      return body;
    };
    const before = await lines();
    const [client] = await provider.clients();
    await admin.visit(`${provider.path}/clients/${client.id}/edit`);
    await admin.submit('Save', { name: 'Another name', seats: '50' });
    await admin.visit(`${provider.path}/settings`);
    await admin.submit('Save', { teamsPrice: '9.99' });
    expect(await lines()).toBe(before);
    expect(before).toContain(`${month},Kund 0,`);
    expect(before).toContain(`${month},'=Gone,`);
  });

  test('leads to the month before and after, as far as there are any', async () => {
    await admin.visit(`${provider.path}/seats`);
    await admin.click('Statement of the month');
    expect(admin.page.status).toBe(200);
    while (admin.page.heading !== `Statement of seats ${month}`) await admin.click(previous());
    expect(admin.page.links.filter(({ accessibleName }) => /^\d{4}-\d\d$/.test(accessibleName))).toHaveLength(1);
    for (const none of ['2001-01', '2099-01', 'nonsense']) {
      await visit(none);
      expect(admin.page.status).toBe(404);
    }
  });
  const previous = () =>
    admin.page.links.map(({ accessibleName }) => accessibleName).find((name) => /^\d{4}-\d\d$/.test(name)) as string;
});
