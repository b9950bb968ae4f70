import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Mail } from '../../src/mail/mail.entity.js';
import { Mailbox } from '../../src/mail/mailbox.js';
import { Outbox } from '../../src/mail/outbox.service.js';
import { aProvider, aServiceUser } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

describe('the Outbox', () => {
  let world: World;
  let provider: Provider;
  let mailId: string;

  const operatorPath = () => world.get(Mailbox).operatorLink?.pathname as string;
  const operator = async () => {
    const browser = world.browser();
    await browser.visit(operatorPath());
    return browser;
  };

  beforeAll(async () => {
    world = await openWorld();
    provider = await aProvider(world, { name: 'Nordic <b>IT</b>' });
    await provider.startsClient({ name: 'Åkeri & Söner', email: 'eva@åkeri.example' });
    await world.deliverMail();
    mailId = (await world.db.findOneByOrFail(Mail, { address: 'eva@xn--keri-poa.example' })).id;
  });
  afterAll(() => world.close());

  test('shows a provider admin the mail of that provider, and its link can be followed', async () => {
    const { admin } = provider;
    await admin.visit('/outbox');
    await admin.click('Nordic <b>IT</b> invites you to become an owner of Åkeri & Söner');
    expect(admin.page.text).toContain('eva@åkeri.example');
    expect(admin.page.text).toContain('Nordic <b>IT</b> <clientele@localhost>');
    const link = admin.page.links.map((one) => one.attribute('href')).find((href) => href?.includes('/invitations/'));
    const invited = world.browser();
    await invited.visit(link as string);
    expect(invited.page.status).toBe(200);
    expect(invited.page.text).toContain('Åkeri & Söner');
  });

  test('shows all mail, the newest first, to whoever opened the link printed at start', async () => {
    const other = await aProvider(world);
    const client = await other.startsClient();
    await world.deliverMail();
    const { page } = await operator();
    expect(page.path).toBe('/outbox');
    expect(page.text.indexOf(client.ownerEmail)).toBeGreaterThan(0);
    expect(page.text.indexOf('eva@åkeri.example')).toBeGreaterThan(page.text.indexOf(client.ownerEmail));
    await other.admin.visit('/outbox');
    expect(other.admin.page.text).not.toContain('eva@');
  });

  test('shows a mail’s HTML under a policy that allows the style of letters and nothing else', async () => {
    const browser = await operator();
    const { headers, body } = await browser.send({ path: `/outbox/${mailId}/html` });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(body).toContain('Nordic &lt;b&gt;IT&lt;/b&gt; invites you');
  });

  test('says of a mail whose link was replaced that it says nothing any more', async () => {
    const client = await provider.startsClient();
    const { id } = await world.db.findOneByOrFail(Mail, { address: client.ownerEmail });
    await world.deliverMail();
    await provider.admin.visit(client.path);
    await provider.admin.submit('Resend');
    await provider.admin.visit(`/outbox/${id}`);
    expect(provider.admin.page.text).toContain('What this mail was about has ended');
    expect((await provider.admin.send({ path: `/outbox/${id}/html` })).status).toBe(404);
  });

  test('is divided into pages of fifty', async () => {
    const busy = await aProvider(world);
    const mail = { letter: 'seats-purchased', ids: { changeId: randomUUID() }, providerId: busy.id };
    for (let number = 0; number < 55; number++) {
      await world.get(Outbox).send(world.operator, { ...mail, to: `mail${number}@msp.example` });
    }
    await busy.admin.visit('/outbox');
    expect(busy.admin.page.rows()).toHaveLength(50);
    await busy.admin.click('Next page');
    expect(busy.admin.page.rows()).toHaveLength(5);
  });

  test('is not there for anybody else, nor with a link or cookie that was made up', async () => {
    const visitor = world.browser();
    const stranger = (await aProvider(world)).admin;
    const madeUp = `/outbox/open/${'0'.repeat(32)}`;
    for (const path of [`/outbox/${mailId}`, `/outbox/${mailId}/html`, '/outbox/no-id', madeUp, '/outbox/open/0']) {
      expect([path, (await visitor.send({ path })).status]).toEqual([path, 404]);
      expect([path, (await stranger.send({ path })).status]).toEqual([path, 404]);
    }
    visitor.cookies.set('outbox', `${'0'.repeat(32)}.c2lnbmF0dXJl`);
    expect((await visitor.send({ path: '/outbox' })).status).toBe(404);
    expect((await (await aServiceUser(provider)).send({ path: '/outbox' })).status).toBe(404);
  });

  test('is not there at all where mail goes out', async () => {
    const { cookies } = await operator();
    const sending = await openWorld({ SMTP_URL: 'smtp://127.0.0.1:1' });
    try {
      expect(sending.get(Mailbox).operatorLink).toBeUndefined();
      const browser = sending.browser();
      for (const [name, value] of cookies) browser.cookies.set(name, value);
      for (const path of [operatorPath(), '/outbox']) expect((await browser.send({ path })).status).toBe(404);
    } finally {
      await sending.close();
    }
  });
});
