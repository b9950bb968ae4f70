import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { PostOffice } from '../mail/post-office.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, PRODUCTION, type World } from '../support/world.js';

let office: PostOffice;
let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  office = await PostOffice.open();
  world = await openWorld({ ...PRODUCTION, SMTP_URL: office.url });
});
afterAll(async () => {
  await world.close();
  await office.close();
});
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
});

describe('a server behind a TLS proxy', () => {
  test('gives cookies that only this host gets, over https, and that no script reads', async () => {
    const answer = await admin.send({ path: '/sign-in', form: { email: admin.email, password: 'wrong' } });
    const fresh = await world.browser().send({ path: '/sign-in' });
    const signedIn = await admin.signsIn().then(() => admin.send({ path: '/' }));
    const cookies = [answer, fresh, signedIn].flatMap(({ headers }) => headers['set-cookie'] ?? []);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    }
    expect([...admin.cookies.keys()].every((name) => name.startsWith('__Host-'))).toBe(true);
  });

  test('says HSTS and the content policy on every page', async () => {
    for (const path of ['/sign-in', `${provider.path}/clients`, '/nowhere']) {
      const { headers } = await admin.send({ path });
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('mails links of its own address, and has no Outbox', async () => {
    const client = await provider.startsClient();
    await world.deliverMail();
    expect(office.to(client.ownerEmail)[0].text).toContain('https://portal.example.com/invitations/');
    expect((await admin.visit('/outbox')).status).toBe(404);
  });

  test('knows the client’s address from the proxy, and believes nobody else', async () => {
    await admin.send({ path: `${provider.path}/clients/export.csv`, headers: { 'x-forwarded-for': '203.0.113.7' } });
    const [event] = await world.db.findBy(Event, { kind: 'clients.exported', providerId: provider.id });
    expect(event.ip).toBe('203.0.113.7');
  });

  test('asked over plain http says what is wrong, rather than losing the cookie', async () => {
    const answer = await world.browser().send({ path: '/sign-in', headers: { 'x-forwarded-proto': 'http' } });
    expect(answer.body).toContain('https://portal.example.com');
    expect(answer.body).not.toContain('name="password"');
  });
});
