import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { Provider } from '../../src/providers/provider.entity.js';
import { SeatPool } from '../../src/providers/seat-pool.entity.js';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { setsUpTwoStep } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { PASSWORD, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const link = async () => `/setup/${await makeSetupLink(world.operator)}`;

const filled = (more: Record<string, string> = {}) => {
  const email = `${unique('asa')}@nordic.example`;
  return {
    ...{ providerName: unique('Nordic IT'), name: 'Åsa Öberg', email, emailAgain: email },
    ...{ password: PASSWORD, passwordAgain: PASSWORD, locale: 'sv', timeZone: 'Europe/Stockholm', currency: 'SEK' },
    ...{ teamsMinimum: '50', teamsPrice: '42,50', enterpriseMinimum: '1 000', enterprisePrice: '60' },
    ...more,
  };
};

/** First two-step login is set up, and then the recovery code is shown. */
const LEADS_ON = /^\/account\/two-step\/authenticator\/new\?back=.*recovery-code$/;

async function atSetup(): Promise<Browser> {
  const browser = world.browser();
  await browser.visit(await link());
  return browser;
}

describe('the first run', () => {
  test('the link leads to a page whose address does not hold it', async () => {
    const browser = await atSetup();
    expect(browser.page).toMatchObject({ status: 200, path: '/setup', heading: 'Set up your provider' });
  });

  test('the form makes the provider, its admin and its seat pools, and leads on', async () => {
    const browser = await atSetup();
    const typed = filled();
    await browser.submit('Set up', typed);
    expect(browser.page.path).toMatch(LEADS_ON);
    const provider = await world.db.findOneByOrFail(Provider, { name: typed.providerName });
    expect(provider).toMatchObject({ locale: 'sv', timeZone: 'Europe/Stockholm', currency: 'SEK' });
    expect(await world.db.findOneByOrFail(User, { email: typed.email })).toMatchObject({ name: 'Åsa Öberg' });
    const pool = (plan: 'teams' | 'enterprise') =>
      world.db.findOneByOrFail(SeatPool, { providerId: provider.id, plan });
    expect(await pool('teams')).toMatchObject({ minimum: 50, purchased: 0, allocated: 0, price: 4250 });
    expect(await pool('enterprise')).toMatchObject({ minimum: 1000, purchased: 0, allocated: 0, price: 6000 });
    const kinds = (await world.db.findBy(Event, { providerId: provider.id })).map(({ kind }) => kind);
    expect(kinds).toContain('provider.created');
  });

  test('whoever set it up is signed in and comes to the Provider Portal', async () => {
    const browser = await atSetup();
    await browser.submit('Set up', filled({ locale: 'en' }));
    await setsUpTwoStep(world, browser);
    await browser.visit('/');
    expect(browser.page.heading).toBe('Clients');
    expect(browser.page.text).toContain('No clients yet');
  });
});

describe('without an open link', () => {
  const isNotThere = async (browser: Browser) => {
    expect((await browser.visit('/setup')).status).toBe(404);
    expect((await browser.send({ path: '/setup', form: filled() })).status).toBe(404);
    expect((await browser.send({ path: '/setup', form: {} })).status).toBe(404);
  };

  test('/setup is not there', () => isNotThere(world.browser()));

  test('an invented link is not there', async () => {
    const browser = world.browser();
    expect((await browser.visit(`/setup/${'x'.repeat(43)}`)).status).toBe(404);
    await isNotThere(browser);
  });

  test('a link that was used is not there, neither for others nor for who used it', async () => {
    const path = await link();
    const [first, second] = [world.browser(), world.browser()];
    await first.visit(path);
    await second.visit(path);
    await first.submit('Set up', filled({ locale: 'en' }));
    await setsUpTwoStep(world, first);
    await isNotThere(second);
    await isNotThere(first);
    expect((await world.browser().visit(path)).status).toBe(404);
  });

  test('a link is not there after two weeks', async () => {
    const path = await link();
    const clock = world.clock.now().getTime();
    world.clock.forward(14 * 24 * 3600 * 1000 + 1);
    expect((await world.browser().visit(path)).status).toBe(404);
    world.clock.forward(clock - world.clock.now().getTime());
  });

  test('of two who send the form at once, one sets the provider up', async () => {
    const path = await link();
    const browsers = [world.browser(), world.browser(), world.browser()];
    await Promise.all(browsers.map((browser) => browser.visit(path)));
    const answers = await Promise.all(browsers.map((browser) => browser.send({ path: '/setup', form: filled() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
  });
});

describe('what is typed wrongly', () => {
  const SAID = {
    providerName: 'Type the name of your company.',
    name: 'Type your name.',
    email: 'Type your email address.',
    password: 'Choose a master password.',
    teamsMinimum: 'Type a whole number from 0 to 1,000,000, in digits.',
    teamsPrice: 'Type a price from 0 to 100,000 with at most two decimals, such as 4.50.',
  };

  test.each(Object.entries(SAID))('%s left empty: the field says what to type', async (field, sentence) => {
    const browser = await atSetup();
    await browser.submit('Set up', filled({ [field]: '' }));
    expect(browser.page.status).toBe(422);
    expect(browser.page.errorAt(field)).toBe(sentence);
    expect(browser.page.errors).toContain(sentence);
  });

  test('addresses and passwords that differ are noticed', async () => {
    const browser = await atSetup();
    await browser.submit('Set up', filled({ emailAgain: 'other@nordic.example', passwordAgain: `${PASSWORD}x` }));
    expect(browser.page.errorAt('emailAgain')).toBe('Type the same address twice.');
    expect(browser.page.errorAt('passwordAgain')).toBe('Type the same password twice.');
  });

  test('an address that has an account is refused, and the link stays good', async () => {
    const browser = await atSetup();
    const typed = filled();
    await browser.submit('Set up', typed);
    const next = await atSetup();
    await next.submit('Set up', filled({ email: typed.email, emailAgain: typed.email }));
    expect(next.page.errorAt('email')).toMatch(/^There is an account with this address already/);
    await next.submit('Set up', filled());
    expect(next.page.path).toMatch(LEADS_ON);
  });

  test('what was typed stays, and no password comes back', async () => {
    const browser = await atSetup();
    await browser.submit('Set up', filled({ name: '', providerName: 'Kept <b>& kept' }));
    expect(browser.page.value('providerName')).toBe('Kept <b>& kept');
    expect(browser.page.value('enterpriseMinimum')).toBe('1 000');
    expect(browser.page.html).not.toContain(PASSWORD);
  });
});

describe('a weak master password is refused with its reason', () => {
  test.each([
    ['too short', 'short-1-Aa!', 'Use at least 12 characters; four or five random words are good.'],
    ['too long', 'x9'.repeat(65), 'Use at most 128 characters.'],
    [
      'a listed one',
      'password1234',
      'This is on the lists of common passwords that attackers try first. Choose another one.',
    ],
    [
      'easily guessed',
      'aaaaaaaaaaaabbb',
      'This could be guessed. Make it longer, for example four or five random words.',
    ],
    ['made of the name', 'AsaOberg-AsaOberg!', /^This is made of a name or address that others know/],
    ['made of the address', 'harbour.clerk.2024', /^This is made of a name or address that others know/],
    ['made of the provider’s name', 'Kattegatt-2024-Kattegatt', /^This is made of a name or address that others know/],
  ])('%s', async (_, password, reason) => {
    const browser = await atSetup();
    const email = `${unique('harbour.clerk')}@nordic.example`;
    const about = { providerName: 'Kattegatt Drift', email, emailAgain: email };
    await browser.submit('Set up', filled({ ...about, password, passwordAgain: password }));
    expect(browser.page.status).toBe(422);
    expect(browser.page.errorAt('password')).toMatch(reason);
  });

  test('128 characters are taken', async () => {
    const browser = await atSetup();
    const password = `${PASSWORD}-åäö-🦊-`.padEnd(128, 'Zq7!x').slice(0, 128);
    await browser.submit('Set up', filled({ password, passwordAgain: password }));
    expect(browser.page.path).toMatch(LEADS_ON);
  });
});
