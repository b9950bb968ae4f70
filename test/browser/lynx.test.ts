import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aProvider, PASSWORD, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { Lynx } from './lynx.js';

let world: World;
let provider: Provider;
let lynx: Lynx;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 50 });
});
afterAll(() => world.close());
beforeEach(() => {
  lynx = new Lynx(world);
});
afterEach(() => lynx.close());

const names = async () => (await provider.clients()).map(({ name }) => name);

/** What somebody at lynx does until the form of a new client is filled in. @returns that form's page */
async function fillsInTheForm(name: string) {
  const { admin } = provider;
  const guest = world.browser();
  const signIn = await guest.visit('/sign-in');
  lynx.field(signIn, 'email', admin.email).field(signIn, 'password', PASSWORD).enter(signIn, 'Sign in');
  lynx.enter(await admin.visit(`${provider.path}/clients`), 'New client');
  const form = await admin.visit(`${provider.path}/clients/new`);
  lynx
    .field(form, 'name', name)
    .field(form, 'email', `${unique('eva')}@kund.example`)
    .field(form, 'seats', '7');
  return form;
}

test('a provider admin signs in and starts a client organization in a text browser', async () => {
  const name = unique('Textkund');
  lynx.enter(await fillsInTheForm(name), 'Add organization');
  const shown = await lynx.goesThrough('/sign-in');
  expect(shown).toContain(`${name} is ready, and an invitation goes to`);
  expect(shown).toContain('Set up this client');
  expect(await names()).toContain(name);
});

test('in a text browser too, Preview adds nothing', async () => {
  const name = unique('Bara tittar');
  lynx.enter(await fillsInTheForm(name), 'Preview');
  expect(await lynx.goesThrough('/sign-in')).toContain('Seats after this');
  expect(await names()).not.toContain(name);
});

test('collections are chosen for deletion in a text browser', async () => {
  const { admin } = provider;
  const { path } = await provider.startsClient();
  const back = `/sign-in?back=${path}/vault`;
  const signIn = await world.browser().visit(back);
  lynx.field(signIn, 'email', admin.email).field(signIn, 'password', PASSWORD).enter(signIn, 'Sign in');
  const vault = await admin.visit(`${path}/vault`);
  lynx.ticks(vault, 'Choose Default collection').enter(vault, 'Delete');
  expect(await lynx.goesThrough(back)).toContain('Delete collections? Items in them are kept');
});

test('what a text browser sends without the token of the form is refused and makes nothing; with it, it is taken', async () => {
  const { admin, path } = provider;
  const page = await admin.visit(`${path}/clients/new`);
  const form = {
    ...{ plan: 'teams', name: unique('Utan tecken'), email: 'eva@kund.example', seats: '3', reference: '' },
    ...{ locale: 'en', timeZone: 'UTC', formId: page.value('formId') as string },
  };
  for (const _token of ['', 'x'.repeat(43), (await world.browser().visit('/sign-in')).value('_token') as string]) {
    const refused = await lynx.posts(`${path}/clients`, { ...form, _token }, admin);
    expect(refused).toMatch(/^HTTP\/1\.1 403 /);
    expect(refused).toContain('This form was not sent from this site');
  }
  expect(await names()).not.toContain(form.name);
  const hidden = page.form('Add organization')?.first((one) => one.attribute('name') === '_token');
  const token = hidden?.attribute('value') as string;
  expect(await lynx.posts(`${path}/clients`, { ...form, _token: token }, admin)).toMatch(/^HTTP\/1\.1 (303|200) /);
  expect(await names()).toContain(form.name);
});
