import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openWorld, type World } from '../support/world.js';
import { aVault, savesLogin, type Vault } from './vault.js';

let world: World;
let vault: Vault;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
});

const SECRETS = [
  ['login', { loginSecret: 'kor-allra-hemligast', totpSeed: 'JBSWY3DPEHPK3PXP' }],
  ['card', { securityCode: '4711' }],
  ['ssh-key', { privateKey: 'en-privat-nyckel' }],
] as const;

test.each(SECRETS)(
  'a page that refuses a %s does not hold its secrets, and says to type them again',
  async (type, typed) => {
    const { owner, path } = vault;
    await owner.visit(`${path}/new?type=${type}`);
    expect(owner.page.text).not.toContain('type it again');
    await owner.submit('Save', { name: '', ...typed });
    expect([owner.page.status, owner.page.errors]).toEqual([422, ['Type a name.']]);
    for (const secret of Object.values(typed)) expect(owner.page.html).not.toContain(secret);
    expect(owner.page.text).toContain('If you had typed it, type it again');
  },
);

test.each(SECRETS)(
  'More lines keeps the secrets of a %s, so that nobody saves it without them',
  async (type, typed) => {
    const { owner, path } = vault;
    await owner.visit(`${path}/new?type=${type}`);
    await owner.submit('More lines', { name: 'Ny', ...typed });
    expect(owner.page.value('name')).toBe('Ny');
    for (const secret of Object.values(typed)) expect(owner.page.html).toContain(secret);
  },
);

test('a postal code is kept as it was typed, by More lines and by a page that refuses', async () => {
  const { owner, path } = vault;
  await owner.visit(`${path}/new?type=identity`);
  await owner.submit('Save', { name: 'Eva', postalCode: '111 11', collectionIds: vault.collection.id });
  await owner.visit(`${owner.page.path}/edit`);
  await owner.submit('More lines', { postalCode: '222 22' });
  expect(owner.page.value('postalCode')).toBe('222 22');
  await owner.submit('Save', { name: '', postalCode: '333 33' });
  expect([owner.page.status, owner.page.value('postalCode')]).toEqual([422, '333 33']);
  await owner.submit('Save', { name: 'Eva' });
  expect(owner.page.text).toContain('333 33');
});

test('a password that was refused with its form and left empty afterwards stays as it was', async () => {
  const { owner, path } = vault;
  const id = await savesLogin(vault, owner);
  await owner.visit(`${path}/${id}/edit`);
  await owner.submit('Save', { name: '', loginSecret: 'ett-nytt-hemligt-ord' });
  expect(owner.page.html).not.toContain('ett-nytt-hemligt-ord');
  await owner.submit('Save', { name: 'Banken' });
  await owner.submit('Reveal');
  expect(owner.page.text).toContain('kor-allra-hemligast');
});

test('on the page that edits an item, More lines keeps a password that is typed anew, and another one is generated', async () => {
  const { owner, path } = vault;
  const id = await savesLogin(vault, owner);
  await owner.visit(`${path}/${id}/edit`);
  await owner.submit('More lines', { loginSecret: 'ett-nytt-hemligt-ord' });
  expect(owner.page.value('loginSecret')).toBe('ett-nytt-hemligt-ord');
  await owner.submit('Generate');
  expect(owner.page.value('loginSecret')).toHaveLength(20);
  expect(owner.page.html).not.toContain('ett-nytt-hemligt-ord');
});

test('a password of ours is in no page that refuses its form', async () => {
  const { owner } = vault;
  const typed = {
    currentPassword: 'inte-mitt-gamla-ord',
    password: 'ett-helt-nytt-ord',
    passwordAgain: 'ett-annat-ord',
  };
  await owner.visit('/account/password');
  await owner.submit('Change the master password', typed);
  expect(owner.page.status).toBe(422);
  for (const secret of Object.values(typed)) expect(owner.page.html).not.toContain(secret);
});
