import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aStranger, PASSWORD, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
  client = await provider.startsClient();
});

const stateShown = async () => {
  await admin.signsIn();
  await admin.visit(client.path);
  return admin.page.facts.Invitation;
};

describe('on the third day', () => {
  test('a reminder goes by itself, once, and both links are good', async () => {
    const first = await client.invitation();
    await world.daysPass(2.9);
    expect(await lettersTo(world, client.ownerEmail)).toEqual(['invitation']);
    await world.daysPass(0.2);
    const reminder = await lastMailTo(world, client.ownerEmail);
    expect(reminder.letter).toBe('invitation-reminder');
    expect(reminder.subject).toBe(`Reminder: become an owner of ${client.name}`);
    await world.daysPass(1);
    expect(await lettersTo(world, client.ownerEmail)).toEqual(['invitation', 'invitation-reminder']);
    for (const link of [first, reminder.link]) expect((await world.browser().visit(link)).status).toBe(200);
    expect(await client.events('invitation.reminded')).toHaveLength(1);
  });

  test('the reminder is good until the fifth day, like the first mail, and accepting ends both', async () => {
    const first = await client.invitation();
    await world.daysPass(3.1);
    const { link } = await lastMailTo(world, client.ownerEmail);
    const guest = world.browser();
    await guest.visit(link);
    await guest.submit('Accept the invitation', { name: 'Eva', password: PASSWORD, passwordAgain: PASSWORD });
    expect(await client.owner()).toMatchObject({ status: 'accepted' });
    for (const one of [first, link]) {
      expect((await world.browser().visit(one)).heading).toBe('This invitation was accepted already');
    }
  });

  test('nobody is reminded who accepted', async () => {
    await client.acceptedOwner();
    await world.daysPass(3.1);
    expect(await lettersTo(world, client.ownerEmail)).toEqual(['invitation']);
  });
});

describe('on the fifth day', () => {
  test('it expires: the client says so, the inviter is told once, and the seat stays taken', async () => {
    await world.daysPass(5.1);
    expect(await stateShown()).toMatch(/^Expired on /);
    expect(await lettersTo(world, admin.email)).toEqual(['invitation-expired']);
    const mail = await lastMailTo(world, admin.email);
    expect(mail.subject).toBe(`${client.name}: the owner has not got in yet`);
    expect(mail.text).toContain(`The invitation of ${client.ownerEmail} has expired.`);
    expect(mail.link).toContain(client.path);
    await world.daysPass(3);
    expect(await lettersTo(world, admin.email)).toEqual(['invitation-expired']);
    expect(await client.row()).toMatchObject({ occupied: 1, undelivered: 1 });
    await admin.signsIn();
    expect(admin.page.rows()[0].Status).toBe('Invitation failed');
  });

  test('sent again it is as new: five days, a reminder, no more trouble', async () => {
    await world.daysPass(5.1);
    await admin.signsIn();
    await admin.visit(client.path);
    await admin.submit('Resend');
    expect(await client.row()).toMatchObject({ undelivered: 0 });
    expect(await stateShown()).toMatch(/^(Queued|Delivered|In the Outbox)/);
    expect((await world.browser().visit(await client.invitation())).status).toBe(200);
    await world.daysPass(3.1);
    expect((await lastMailTo(world, client.ownerEmail)).letter).toBe('invitation-reminder');
    await world.daysPass(2);
    expect(await lettersTo(world, admin.email)).toEqual(['invitation-expired', 'invitation-expired']);
    expect(await client.row()).toMatchObject({ undelivered: 1, occupied: 1 });
  });

  test('what expired is in no table any more', async () => {
    await client.invitation();
    await world.daysPass(6);
    const rows: unknown[] = await world.db.query('SELECT token FROM mails WHERE address = ? AND token IS NOT NULL', [
      client.ownerEmail,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('people who wait for confirmation', () => {
  /** How many mails about them have gone out to the admin. */
  async function tellings(): Promise<number> {
    const [{ n }] = await world.db.query(
      "SELECT COUNT(*) AS n FROM mails WHERE address = ? AND letter = 'people-waiting' AND state = 'delivered'",
      [admin.email],
    );
    return Number(n);
  }

  test('are told to every provider admin in one mail, at most one an hour', async () => {
    const others = [await provider.startsClient(), await provider.startsClient()];
    await client.acceptedOwner();
    expect(await lettersTo(world, admin.email)).toEqual(['people-waiting']);
    const first = await lastMailTo(world, admin.email);
    expect(first.subject).toBe('1 person waits for confirmation');
    expect(first.text).toContain(client.ownerEmail);
    await others[0].acceptedOwner();
    await others[1].acceptedOwner();
    await world.hoursPass(0.9);
    expect(await tellings()).toBe(1);
    await world.hoursPass(0.2);
    expect(await tellings()).toBe(2);
    const second = await lastMailTo(world, admin.email);
    expect(second.subject).toBe('3 people wait for confirmation');
    for (const { name, ownerEmail } of [client, ...others]) {
      expect(second.text).toContain(name);
      expect(second.text).toContain(ownerEmail);
    }
  });

  test('who accept at the same moment are told in one mail', async () => {
    const clients = await provider.hasClients(8);
    const people = await Promise.all(clients.map(({ ownerEmail }) => aStranger(world, { email: ownerEmail })));
    for (const [i, person] of people.entries()) await person.visit(await clients[i].invitation());
    const answers = await Promise.all(people.map((one) => one.send({ path: '/invitation/acceptance', form: {} })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303));
    await world.deliverMail();
    expect(await tellings()).toBe(1);
  });

  test('and are confirmed before the mail goes out, are not told at all', async () => {
    await client.acceptedOwner();
    await world.deliverMail();
    const next = await provider.startsClient();
    await next.confirmedOwner();
    await world.hoursPass(2);
    expect((await lastMailTo(world, admin.email)).text).not.toContain(next.ownerEmail);
  });
});
