import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Session } from '../../src/accounts/session.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { PostOffice } from '../mail/post-office.js';
import { Browser } from '../support/browser.js';
import { aProvider, PASSWORD } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, PRODUCTION, type World } from '../support/world.js';
import { TlsProxy } from './tls-proxy.js';

const CLIENT = '203.0.113.7';
let office: PostOffice;
beforeAll(async () => {
  office = await PostOffice.open();
});
afterAll(() => office.close());

async function openBehindProxy(more: NodeJS.ProcessEnv = {}) {
  const world = await openWorld({ ...PRODUCTION, SMTP_URL: office.url, ...more });
  const { port } = world.app.getHttpServer().address() as AddressInfo;
  const { hostname } = world.config.baseUrl;
  const proxy = await TlsProxy.open(port, hostname, CLIENT);
  const close = () => Promise.all([proxy.close(), world.close()]);
  return { world, proxy, close };
}

/** A browser on the other side of the proxy: it says nothing of how it came. */
function outside(world: World, proxy: TlsProxy): Browser {
  const browser = new Browser(proxy.wire, world.config.baseUrl);
  browser.headers = { ...browser.headers, 'x-forwarded-proto': undefined };
  return browser;
}

describe('through a proxy that ends TLS', () => {
  let world: World;
  let proxy: TlsProxy;
  let provider: Provider;
  let browser: Browser;
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    ({ world, proxy, close } = await openBehindProxy());
    provider = await aProvider(world);
    browser = outside(world, proxy);
  });
  afterAll(() => close());

  const signIn = (headers = {}) =>
    browser.send({ path: '/sign-in', form: { email: provider.admin.email, password: PASSWORD }, headers });

  test('a provider admin signs in, and the cookies are for this host and TLS alone', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(303);
    const cookies = answer.headers['set-cookie'] as string[];
    expect(cookies.map((cookie) => cookie.split('=')[0])).toContain('__Host-session');
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-(?=.*; Path=\/)(?=.*; Secure)(?=.*; HttpOnly)(?=.*; SameSite=Lax)(?!.*; Domain)/);
    expect((await browser.visit(`${provider.path}/clients`)).heading).toBe('Clients');
  });

  test('browsers are told to come by TLS from now on', async () => {
    const { headers } = await outside(world, proxy).send({ path: '/sign-in' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('redirects stay on the site that the browser knows', async () => {
    const { headers } = await outside(world, proxy).send({ path: '/' });
    expect(headers.location).toBe('/sign-in');
  });

  test('a form is accepted from this site by its Origin, and refused from another', async () => {
    const from = (origin: string) => signIn({ 'sec-fetch-site': undefined, origin });
    expect((await from('https://portal.example.com')).status).toBe(303);
    expect((await from('http://portal.example.com')).status).toBe(403);
    expect((await from('https://elsewhere.example')).status).toBe(403);
  });

  test('sessions and events name the client, and not the proxy nor what the client claims', async () => {
    await world.db.delete(Session, { userId: provider.admin.id });
    await signIn({ 'x-forwarded-for': '198.51.100.99' });
    const session = await world.db.findOneByOrFail(Session, { userId: provider.admin.id });
    const where = { kind: 'sign-in.new-browser', userId: provider.admin.id };
    const [event] = await world.db.find(Event, { where, order: { id: 'DESC' } });
    expect([session.ip, event.ip]).toEqual([CLIENT, CLIENT]);
  });

  test('links in mails begin with BASE_URL', async () => {
    const [client] = await provider.hasClients(1);
    await world.deliverMail();
    const [{ text, html, headers }] = office.to(client.ownerEmail);
    expect(text).toMatch(/\nhttps:\/\/portal\.example\.com\/invitations\/[\w-]{43}\n/);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(href.replaceAll('&#x3D;', '=')));
    expect(new Set(links.map(({ origin }) => origin))).toEqual(new Set(['https://portal.example.com']));
    expect(headers.from).toContain('portal@example.com');
  });
});

describe('when TRUST_PROXY does not name the proxy', () => {
  let world: World;
  let proxy: TlsProxy;
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    ({ world, proxy, close } = await openBehindProxy({ TRUST_PROXY: '' }));
  });
  afterAll(() => close());

  test('every page says what to set, and no cookie is given', async () => {
    for (const path of ['/sign-in', '/', '/account']) {
      const browser = outside(world, proxy);
      const answer = await browser.send({ path });
      expect([path, answer.status]).toEqual([path, 421]);
      expect(answer.body).toContain('Its BASE_URL is https://portal.example.com, but this request came by http.');
      expect(answer.body).toContain('set TRUST_PROXY to the address of the proxy');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('nobody is signed in on the way', async () => {
    const form = { email: 'anna@kund.example', password: PASSWORD };
    expect((await outside(world, proxy).send({ path: '/sign-in', form })).status).toBe(421);
  });

  test('those who watch the server are answered all the same', async () => {
    const asked = ['/healthz', '/readyz', '/metrics'].map((path) => world.browser().send({ path }));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('the page is dressed like the others', async () => {
    const browser = outside(world, proxy);
    const page = await browser.visit('/sign-in');
    const style = page.root.all('link').find((link) => link.attribute('rel') === 'stylesheet');
    expect((await browser.send({ path: style?.attribute('href') as string })).status).toBe(200);
  });
});
