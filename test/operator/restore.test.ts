import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { EventLog } from '../../src/audit/event-log.entity.js';
import { verifyLog } from '../../src/audit/verify.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import { Mailbox } from '../../src/mail/mailbox.js';
import { Outbox } from '../../src/mail/outbox.service.js';
import { countHeld, dropHeld, listHeld, sendHeld } from '../../src/operator/held-mail.js';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { deletes } from '../providers/deleting.js';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { World } from '../support/world.js';
import { Elsewhere } from './restored.js';

const DAY = 24 * 3600 * 1000;

const elsewhere = new Elsewhere();
let before: World;
let after: World;
let provider: Provider;
let client: Client;
let owner: Person;
let pages: Record<string, string>;
let added: { early: number; late: number };
let links: { invitation: string; setup: string };

/** What the admin sees of a provider that nobody changes. */
async function pagesOf(who: Person): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const month = new Date().toISOString().slice(0, 7);
  for (const path of ['clients', 'clients?sort=seats', 'seats', `statements/${month}`, 'members', 'settings']) {
    const { status, text } = await who.visit(`${provider.path}/${path}`);
    found[path] = `${status} ${text}`;
  }
  return found;
}

/** Adds clients until it is told to stop. */
function load(busy: Provider) {
  const state = { added: 0, stopped: false };
  const one = async () => {
    while (!state.stopped) {
      await busy.hasClients(1);
      state.added++;
    }
  };
  const done = Promise.all([one(), one(), one()]);
  const stop = () => {
    state.stopped = true;
    return done;
  };
  return { state, stop };
}

const sees = (world: World, { user, keyring }: Person) => new Person(world, user, keyring);

beforeAll(async () => {
  before = await elsewhere.world();
  provider = await aProvider(before, { name: 'Nordic IT', teams: 50 });
  client = await provider.startsClient({ name: 'Åkeri', seats: 7 });
  owner = await client.confirmedOwner();
  await provider.hasClients(30, (index) => ({ name: `Kund ${index}` }));
  const leaving = await provider.startsClient({ name: 'Slutkund' });
  await leaving.confirmedOwner();
  await deletes(leaving, provider.admin);
  const invited = await provider.startsClient({ name: 'Inbjuden' });
  links = { invitation: await invited.invitation(), setup: await makeSetupLink(before.operator) };
  await before.get(Outbox).send(
    { db: before.db, now: before.clock.now() },
    {
      ...{ letter: 'password-changed', to: owner.email, ids: { userId: owner.id } },
      notBefore: new Date(Date.now() + DAY),
    },
  );
  pages = await pagesOf(provider.admin);

  const busy = load(await aProvider(before, { name: 'Busy', teams: 10 }));
  while (busy.state.added < 5) await new Promise((resolve) => setTimeout(resolve, 20));
  const early = busy.state.added;
  const file = await elsewhere.backup(before);
  added = { early, late: busy.state.added };
  await busy.stop();
  after = await elsewhere.restored(file, before);
}, 120_000);
afterAll(() => elsewhere.close());

describe('a backup that was made under load and restored elsewhere', () => {
  test('shows the same pages', async () => {
    expect(await pagesOf(await sees(after, provider.admin).signsIn())).toEqual(pages);
  });

  test('is of one moment: counters fit what they count, and no client is there in part', async () => {
    const busy = await after.db.countBy(Organization, { plan: 'teams' });
    const [{ others }]: { others: string }[] = await after.db.query(
      "SELECT COUNT(*) AS others FROM organizations o JOIN providers p ON p.id = o.provider_id WHERE p.name <> 'Busy'",
    );
    expect(busy - Number(others)).toBeGreaterThanOrEqual(added.early);
    expect(busy - Number(others)).toBeLessThanOrEqual(added.late + 3);
    const apart: unknown[] = await after.db.query(
      `SELECT s.id FROM seat_pools s WHERE
         s.allocated <> (SELECT COALESCE(SUM(seats), 0) FROM organizations o WHERE o.provider_id = s.provider_id AND o.plan = s.plan)
         OR s.clients <> (SELECT COUNT(*) FROM organizations o WHERE o.provider_id = s.provider_id AND o.plan = s.plan)
       UNION SELECT o.id FROM organizations o WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.organization_id = o.id)
         OR NOT EXISTS (SELECT 1 FROM events e WHERE e.organization_id = o.id AND e.kind = 'client.created')`,
    );
    expect(apart).toEqual([]);
  });

  test('has whole event logs, which say when it was restored', async () => {
    for (const { id } of await after.db.find(EventLog))
      expect((await verifyLog(after.db, id)).brokenAt).toBeUndefined();
    const events = await after.db.findBy(Event, { kind: 'portal.restored' });
    const providers = await after.db.query('SELECT id FROM providers');
    expect(events).toHaveLength(providers.length + (await after.db.count(Organization)));
    const eva = await sees(after, owner).signsIn();
    await eva.visit(`${client.path}/events`);
    expect(eva.page.text).toMatch(/operator.*Restored the portal from a backup of 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
  });

  test('lets the owner open the vault, with the same key', async () => {
    const eva = await sees(after, owner).signsIn();
    await eva.visit(`${client.path}/vault`);
    expect(eva.page.status).toBe(200);
    expect(eva.page.text).toContain('Default collection');
    const mine = { organizationId: client.id, userId: owner.id };
    const keys = await Promise.all(
      [before, after].map(async ({ db }) =>
        owner.keyring.open(owner.user.privateKey, (await db.findOneByOrFail(Member, mine)).wrappedKey as string),
      ),
    );
    expect(keys[1].bytes.equals(keys[0].bytes)).toBe(true);
  });

  test('knows no session from before', async () => {
    const stale = sees(after, owner);
    for (const [name, value] of owner.cookies) stale.cookies.set(name, value);
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.status).toBe(200);
    await stale.visit(`${client.path}/vault`);
    expect(stale.page.heading).toBe('Sign in');
  });

  test('has no open link, and invitations can be sent again', async () => {
    const guest = after.browser();
    await guest.visit(links.invitation);
    expect(guest.page).toMatchObject({ status: 410, heading: 'This invitation has expired' });
    expect((await guest.visit(`/setup/${links.setup}`)).status).toBe(404);
    await after.timePasses(0);
    const admin = await sees(after, provider.admin).signsIn();
    await admin.visit(`${provider.path}/clients`);
    expect(admin.page.rows().find(({ Client }) => Client.startsWith('Inbjuden'))?.Status).toBe('Invitation failed');
  });

  test('gives whoever called off a deletion meanwhile the time to do so again', async () => {
    const [{ due }] = await after.db.query('SELECT due_at AS due FROM deletions');
    expect(due.getTime()).toBeGreaterThan(Date.now() + 13 * DAY);
  });

  test('holds mail that had not been sent, until the operator sends it', async () => {
    const held = (await listHeld(after.db)).filter((line) => line.endsWith(owner.email));
    expect(held).toEqual([expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d UTC {2}password-changed {2}/)]);
    await after.daysPass(2);
    const count = await countHeld(after.db);
    const operator = after.browser();
    await operator.visit(after.get(Mailbox).operatorLink?.pathname as string);
    expect(operator.page.text).toContain('Held since the restore');
    expect(await sendHeld(after.db)).toBe(count);
    await after.deliverMail();
    expect((await lastMailTo(after, owner.email)).state).toBe('delivered');
    expect(await dropHeld(after.db)).toBe(0);
  });
});
