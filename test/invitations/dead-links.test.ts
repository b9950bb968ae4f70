import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { lastMailTo, mailsTo } from '../support/mail.js';
import { aProvider, PASSWORD, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
let link: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
  client = await provider.startsClient();
  link = await client.invitation();
});

const NEW = { name: 'Eva', password: PASSWORD, passwordAgain: PASSWORD };

/** The link says what happened and what to do; and a form that was open before does no more. */
async function isDead(path: string, heading: string, todo: string, open?: Browser): Promise<void> {
  const guest = world.browser();
  await guest.visit(path);
  expect(guest.page).toMatchObject({ status: 410, heading });
  expect(guest.page.text).toContain(todo);
  if (!open) return;
  await open.submit('Accept the invitation', NEW);
  expect(open.page.status).toBe(410);
  expect(open.page.heading).toBe(heading);
}

async function opened(): Promise<Browser> {
  const guest = world.browser();
  await guest.visit(link);
  return guest;
}

describe('an invitation that was', () => {
  test('accepted: sign in', async () => {
    const open = await opened();
    await client.acceptedOwner();
    await isDead(link, 'This invitation was accepted already', 'Sign in with your account to go on.', open);
  });

  test('left for five days: ask for a new one', async () => {
    const open = await opened();
    world.clock.forward(5 * 24 * 3600 * 1000 + 1000);
    await isDead(link, 'This invitation has expired', 'Ask whoever invited you to send a new invitation.', open);
  });

  test('sent again: open the newest mail', async () => {
    const open = await opened();
    await admin.visit(client.path);
    await admin.submit('Resend');
    expect(admin.page.notice).toBe(`A new invitation goes to ${client.ownerEmail}. The old link is dead.`);
    const todo = 'Open the link in the newest mail. If none came, ask whoever invited you.';
    await isDead(link, 'A newer invitation took the place of this one', todo, open);
    const guest = world.browser();
    await guest.visit(await client.invitation());
    await guest.submit('Accept the invitation', NEW);
    expect(await client.owner()).toMatchObject({ status: 'accepted' });
  });

  test('opened when dead stands in the client’s log, without its secret', async () => {
    await client.acceptedOwner();
    await world.browser().visit(link);
    const [event, ...others] = await client.events('invitation.dead-link-opened');
    expect(others).toEqual([]);
    expect(event).toMatchObject({ targetName: client.ownerEmail, details: { state: 'used' } });
    expect(JSON.stringify(event)).not.toContain(link.split('/').pop());
  });
});

describe('another address', () => {
  const change = async (email: string) => {
    await admin.visit(client.path);
    await admin.click('Change address');
    await admin.submit('Invite this address', { email });
  };

  test('kills the old link at once, gets its own, and both stand in the log', async () => {
    const email = `${unique('bo')}@kund.example`;
    await change(email);
    expect(admin.page.notice).toBe(`The invitation now goes to ${email}. The old link is dead.`);
    const guest = world.browser();
    expect((await guest.visit(link)).status).toBe(410);
    const [old] = await mailsTo(world, client.ownerEmail);
    expect(old.mail.token).toBeNull();
    const [event] = await client.events('invitation.address-changed');
    expect(event.details).toEqual({ old: client.ownerEmail, new: email });
    await guest.visit((await lastMailTo(world, email)).link);
    await guest.submit('Accept the invitation', NEW);
    expect(await client.owner()).toMatchObject({ status: 'accepted', email });
  });

  test('is the one that the Clients tab shows and finds from then on', async () => {
    const email = `${unique('bo')}@kund.example`;
    await change(email);
    await admin.visit(`${provider.path}/clients?search=${email}`);
    expect(admin.page.rows()).toHaveLength(1);
    await admin.visit(`${provider.path}/clients?search=${client.ownerEmail}`);
    expect(admin.page.rows()).toEqual([]);
  });

  test.each([
    ['', 'Type an email address.'],
    ['bo', 'Type one email address, such as name@example.com.'],
    ['the same', 'This is the address that was invited.'],
  ])('%j is refused, and the old link stays good', async (typed, sentence) => {
    await change(typed === 'the same' ? client.ownerEmail : typed);
    expect(admin.page.status).toBe(422);
    expect(admin.page.errorAt('email')).toBe(sentence);
    expect((await world.browser().visit(link)).status).toBe(200);
  });

  test('cannot be given to somebody who accepted already', async () => {
    await admin.visit(client.path);
    await admin.click('Change address');
    await client.acceptedOwner();
    await admin.submit('Invite this address', { email: 'bo@kund.example' });
    expect(admin.page.status).toBe(422);
    expect(admin.page.errors).toEqual(['This has changed meanwhile. Go back to the overview and look again.']);
    expect(await client.owner()).toMatchObject({ status: 'accepted', email: client.ownerEmail });
  });
});

describe('five mails a day to one address', () => {
  test('are enough, and the next day there are five more', async () => {
    const resend = () => admin.visit(client.path).then(() => admin.submit('Resend'));
    for (let mails = 1; mails < 5; mails++) await resend();
    const newest = await client.invitation();
    await resend();
    expect(admin.page.status).toBe(422);
    expect(admin.page.text).toContain(`${client.ownerEmail} was sent 5 invitations today. Wait until tomorrow.`);
    expect((await world.browser().visit(newest)).status).toBe(200);
    world.clock.forward(24 * 3600 * 1000 + 1000);
    await admin.signsIn();
    await resend();
    expect(admin.page.notice).toMatch(/^A new invitation goes to/);
  });
});
