import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PostOffice } from '../mail/post-office.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, PASSWORD, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let office: PostOffice;
let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  office = await PostOffice.open();
  world = await openWorld({ SMTP_URL: office.url });
});
afterAll(async () => {
  await world.close();
  await office.close();
});
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
});

const stateOf = async (client: Client) => {
  await admin.visit(client.path);
  return admin.page.facts.Invitation;
};
const linkIn = (text: string) => new URL(/http\S+\/invitations\/\S+/.exec(text)?.[0] as string).pathname;

describe('the invitation, as it comes over SMTP', () => {
  test('names inviter and phone, what happens next and until when, as text and HTML', async () => {
    await admin.visit(`${provider.path}/settings`);
    await admin.submit('Save', { phone: '+46 8 123 45 67' });
    const client = await provider.startsClient({ name: '<b>Björk</b> & "Co"' });
    await world.deliverMail();
    const [mail] = office.to(client.ownerEmail);
    const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Stockholm' }).format(
      new Date(world.clock.now().getTime() + 5 * 24 * 3600 * 1000),
    );
    for (const part of ['Åsa Öberg', provider.name, '+46 8 123 45 67', 'What happens next', until, client.ownerEmail]) {
      expect(mail.text).toContain(part);
      expect(mail.html).toContain(part);
    }
    expect(mail.text).toContain('<b>Björk</b> & "Co"');
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain(linkIn(mail.text));
  });

  test('from an owner it speaks for the organization, and questions go to the owner', async () => {
    const client = await provider.startsClient({ name: 'Havsbris', seats: 5 });
    const owner = await client.hasMember({ role: 'owner', name: 'Eva Ek' });
    const email = `${unique('ny')}@kund.example`;
    await owner.visit(`${client.path}/members/new`);
    await owner.submit('Invite to Havsbris', { emails: email });
    await world.deliverMail();
    const [mail] = office.to(email);
    expect(mail.headers.from).toContain('Havsbris');
    expect(mail.text).toContain('Questions? Ask Eva Ek.');
    expect(mail.text).not.toContain(provider.name);
  });

  test('is in the client’s language, the inviter’s mails in the inviter’s', async () => {
    const client = await provider.startsClient({ locale: 'sv' });
    office.answers(client.ownerEmail, 550, '5.1.1 No such user');
    await provider.startsClient({ locale: 'sv', email: `x${client.ownerEmail}` });
    await world.deliverMail();
    const [mail] = office.to(`x${client.ownerEmail}`);
    expect(mail.headers['content-language']).toBe('sv');
    expect(mail.html).toContain('<html lang="sv">');
    expect(mail.text).not.toContain('What happens next');
    expect(mail.text).toMatch(
      /\d{1,2} (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) \d{4}/,
    );
    await world.deliverMail();
    const [told] = office.to(admin.email);
    expect(told.headers['content-language']).toBe('en');
  });
});

describe('the client shows the invitation as it is', () => {
  test('queued, then delivered, then accepted, then confirmed', async () => {
    const client = await provider.startsClient();
    const queued = admin.page.facts.Invitation;
    expect(queued).toBe('Queued; it goes out in a moment');
    await world.deliverMail();
    expect(await stateOf(client)).toMatch(/^Delivered to the mail server on .*\d{4}/);
    const guest = world.browser();
    await guest.visit(linkIn(office.to(client.ownerEmail)[0].text));
    await guest.submit('Accept the invitation', { name: 'Eva', password: PASSWORD, passwordAgain: PASSWORD });
    expect(await stateOf(client)).toMatch(/^Accepted on /);
    await admin.click('Confirm as owner');
    await admin.submit(`Confirm as owner of ${client.name}`, { notCompared: true });
    expect(await stateOf(client)).toMatch(/^Confirmed on /);
  });

  test('put off by the mail server: still queued, sent later', async () => {
    const email = `${unique('later')}@kund.example`;
    office.answers(email, 451, '4.7.1 Greylisted');
    const client = await provider.startsClient({ email });
    await world.deliverMail();
    expect(await stateOf(client)).toMatch(/^Queued/);
    await world.timePasses(2 * 60_000);
    expect(office.to(email)).toHaveLength(1);
    expect(await stateOf(client)).toMatch(/^Delivered/);
  });

  test('refused: in the server’s words, the inviter is told, and the link is dead until it is sent again', async () => {
    const email = `${unique('gone')}@kund.example`;
    office.answers(email, 550, '5.1.1 <Nobody> here by that name');
    const client = await provider.startsClient({ email });
    await world.deliverMail();
    expect(await stateOf(client)).toMatch(/^Refused by the mail server: 550 5\.1\.1 <Nobody> here by that name/);
    await world.deliverMail();
    const [told] = office.to(admin.email);
    expect(told.headers.subject).toBe(`${client.name}: the owner has not got in yet`);
    expect(told.text).toContain(`The mail server refused the invitation of ${email}.`);
    await admin.visit('/');
    expect(admin.page.rows()[0].Status).toBe('Invitation failed');
    await admin.visit(client.path);
    await admin.submit('Resend');
    await world.deliverMail();
    expect(office.to(email)).toHaveLength(1);
    expect(await stateOf(client)).toMatch(/^Delivered/);
    expect((await world.browser().visit(linkIn(office.to(email)[0].text))).status).toBe(200);
    expect(await client.row()).toMatchObject({ undelivered: 0 });
  });

  test('to a service user and to the owner the same, without the acts', async () => {
    const client = await provider.startsClient();
    const serviceUser = await (await aServiceUser(provider)).signsIn();
    await serviceUser.visit(client.path);
    expect(serviceUser.page.facts.Address).toContain(client.ownerEmail);
    for (const act of ['Resend', 'Not this person']) expect(serviceUser.page.button(act)).toBeUndefined();
    expect(serviceUser.page.link('Change address')).toBeUndefined();
  });
});
