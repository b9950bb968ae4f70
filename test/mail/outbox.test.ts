import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { buildApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { Delivery } from '../../src/mail/delivery.service.js';
import { Letters } from '../../src/mail/letters.js';
import { Mailbox } from '../../src/mail/mailbox.js';
import { Outbox } from '../../src/mail/outbox.service.js';
import { dropDatabase, freshDatabase, LETTER, TOKEN } from './mail-room.js';
import { Visitor } from './visitor.js';

const env = {
  DATABASE_URL: 'mysql://unused',
  SECRET_KEYS: Buffer.alloc(32, 9).toString('base64'),
  LOG_LEVEL: 'silent',
};

describe('the Outbox', () => {
  let dataSource: DataSource;
  let app: NestFastifyApplication;
  const mails = new Map<string, string>();

  const boot = async (more = {}) => {
    const booted = await buildApp(readConfig({ ...env, ...more }), dataSource);
    booted.get(Letters).add('test letter', async () => ({ ...LETTER, replyTo: 'asa@nordic.example' }));
    await booted.init();
    await booted.getHttpAdapter().getInstance().ready();
    return booted;
  };
  const send = async (to: string, providerId?: string) => {
    const current = { db: dataSource.manager, now: new Date() };
    mails.set(
      to,
      await app.get(Outbox).send(current, { letter: 'test letter', to, ids: {}, token: TOKEN, providerId }),
    );
  };
  const operator = async () => {
    const visitor = new Visitor(app);
    await visitor.get(app.get(Mailbox).operatorLink?.pathname as string);
    return visitor;
  };

  beforeAll(async () => {
    dataSource = await freshDatabase();
    app = await boot();
  });
  afterAll(async () => {
    await app.close();
    await dropDatabase(dataSource);
  });

  test('shows all mail, newest first, to whoever opened the link printed at start', async () => {
    await send('anna@kund.example');
    await send('bo+<b>@kund.example');
    await app.get(Delivery).deliverDue();
    const visitor = await operator();
    const { body, headers } = await visitor.get('/outbox');
    expect(body.indexOf('bo+&lt;b&gt;@kund.example')).toBeGreaterThan(0);
    expect(body.indexOf('anna@kund.example')).toBeGreaterThan(body.indexOf('bo+&lt;b&gt;@kund.example'));
    expect(body).toContain('Nordic IT invites you');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('shows a mail as it is, with its link to follow', async () => {
    const visitor = await operator();
    const { body } = await visitor.get(`/outbox/${mails.get('anna@kund.example')}`);
    const link = `http://localhost:3000/invitations/${TOKEN}`;
    expect(body).toContain(`<a href="${link}">${link}</a>`);
    expect(body).toContain('asa@nordic.example');
    expect(body).toContain('&lt;clientele@localhost&gt;');
  });

  test('shows its HTML under a policy that allows the style of letters and nothing else', async () => {
    const visitor = await operator();
    const { body, headers } = await visitor.get(`/outbox/${mails.get('anna@kund.example')}/html`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(body).toContain(`href="http://localhost:3000/invitations/${TOKEN}"`);
  });

  test('is divided into pages of fifty', async () => {
    for (let index = 0; index < 55; index++) await send(`many${index}@kund.example`);
    const visitor = await operator();
    const first = (await visitor.get('/outbox')).body;
    const next = /href="(\/outbox\?after=[^"]+)" [^>]*rel="next"/.exec(first)?.[1].replace('&#x3D;', '=') as string;
    const second = (await visitor.get(next)).body;
    const shown = [first, second].map((body) => new Set(body.match(/many\d+@/g)));
    expect(shown[0].size + shown[1].size).toBe(55);
    expect(first.match(/<th scope="row">/g)).toHaveLength(50);
    expect(second).not.toContain('rel="next"');
  });

  test('shows a provider admin the mail of that provider, and nobody else’s', async () => {
    const [one, two] = [new Visitor(app), new Visitor(app)];
    await send('first@kund.example', await one.setUpProvider('one'));
    await send('second@kund.example', await two.setUpProvider('two'));
    expect((await one.get('/outbox')).body).toContain('first@kund.example');
    expect((await one.get('/outbox')).body).not.toContain('second@kund.example');
    expect((await two.get('/outbox')).body).not.toContain('first@kund.example');
    const mail = `/outbox/${mails.get('first@kund.example')}`;
    for (const path of [mail, `${mail}/html`]) {
      expect((await one.get(path)).statusCode).toBe(200);
      expect((await two.get(path)).statusCode).toBe(404);
    }
  });

  test('is not there for anybody else, nor with a link or cookie that was made up', async () => {
    const visitor = new Visitor(app);
    const mail = `/outbox/${mails.get('anna@kund.example')}`;
    const madeUp = `/outbox/open/${'0'.repeat(32)}`;
    for (const path of ['/outbox', mail, `${mail}/html`, madeUp, '/outbox/open/0', '/outbox/no-id']) {
      expect([path, (await visitor.get(path)).statusCode]).toEqual([path, 404]);
    }
    visitor.cookies.set('outbox', `${'0'.repeat(32)}.c2lnbmF0dXJl`);
    expect((await visitor.get('/outbox')).statusCode).toBe(404);
  });

  test('is not there at all where mail goes out', async () => {
    const path = app.get(Mailbox).operatorLink?.pathname as string;
    const { cookies } = await operator();
    const sending = await boot({ SMTP_URL: 'smtp://127.0.0.1:1' });
    try {
      const visitor = new Visitor(sending, cookies);
      expect(sending.get(Mailbox).operatorLink).toBeUndefined();
      for (const where of [path, '/outbox']) expect((await visitor.get(where)).statusCode).toBe(404);
    } finally {
      await sending.close();
    }
  });
});
