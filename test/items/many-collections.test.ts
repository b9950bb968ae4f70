import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openWorld, type World } from '../support/world.js';
import { aVault, hasCollections, savesLogin, type Vault } from './vault.js';

let world: World;
let vault: Vault;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  await hasCollections(vault, 150);
});

const labels = () => vault.owner.page.root.first((one) => one.attribute('id') === 'choices')?.all('label') ?? [];
const offered = () => labels().map((one) => one.text);
const chosen = () =>
  labels()
    .filter((one) => one.first('input')?.has('checked'))
    .map((one) => one.text);

test('whoever searches for a collection keeps what was typed and chosen', async () => {
  const { owner, path, collection } = vault;
  await owner.visit(`${path}/new?collection=${collection.id}`);
  expect([offered().length, chosen()]).toEqual([101, ['Ekonomi']]);
  expect(owner.page.text).toContain('There are more; search for them.');
  await owner.submit('Search', { name: 'Banken', loginSecret: 'kor-allra-hemligast', collectionSearch: 'kund 14' });
  expect(offered()).toEqual(['Ekonomi', ...Array.from({ length: 10 }, (_, at) => `Kund 14${at}`)]);
  expect(chosen()).toEqual(['Ekonomi']);
  expect(owner.page.value('loginSecret')).toBe('kor-allra-hemligast');
  const wanted = labels().map((one) => one.first('input')?.attribute('value') as string);
  await owner.submit('Save', { collectionIds: [wanted[0], wanted[3]] });
  expect(owner.page.facts.Collections).toBe('Ekonomi, Kund 142');
});

test('Enter in the search, which saves in any other field, shows first what was searched for', async () => {
  const { owner, path } = vault;
  await owner.visit(`${path}/new`);
  await owner.submit('Save', { name: 'Banken', loginSecret: 'kor-allra-hemligast', collectionSearch: 'KUND 149' });
  expect(owner.page.errors).toEqual(['These are the collections that fit. Nothing is saved yet.']);
  expect([owner.page.value('loginSecret'), owner.page.text.includes('type it again')]).toEqual([
    'kor-allra-hemligast',
    false,
  ]);
  expect(offered()).toEqual(['Kund 149']);
  await owner.submit('Save', { collectionIds: true });
  expect(owner.page.facts.Collections).toBe('Kund 149');
});

test('so does whoever moves items', async () => {
  const { owner } = vault;
  await savesLogin(vault, owner, { collectionSearch: '' });
  await owner.submit('Move');
  expect(chosen()).toEqual(['Ekonomi']);
  await owner.submit('Search', { collectionSearch: '077' });
  expect([offered(), chosen()]).toEqual([['Ekonomi', 'Kund 077'], ['Ekonomi']]);
  await owner.submit('Search', { collectionIds: false, collectionSearch: 'kund 07' });
  expect(chosen()).toEqual([]);
  await owner.submit('Search', { collectionSearch: 'nothing' });
  expect(owner.page.text).toContain('No collection fits');
  await owner.submit('Search', { collectionSearch: '077' });
  await owner.submit('Move', { collectionIds: true });
  await owner.click('Bank & Post');
  expect(owner.page.facts.Collections).toBe('Kund 077');
});
