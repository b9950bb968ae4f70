import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import { type Client, wordsAsked } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { anotherAdmin, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { aWaitingOwner } from './waiting-owner.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ provider, admin, client, owner } = await aWaitingOwner(world));
});

const begin = async (who = admin) => {
  await who.visit(client.path);
  await who.click('Confirm as owner');
};
const words = () => wordsAsked(admin.page.text).map((number) => owner.fingerprint[number - 1]);
const press = (typed: Record<string, string | boolean>, who = admin) =>
  who.submit(`Confirm as owner of ${client.name}`, typed);
const isNotConfirmed = async () => {
  expect(await client.owner()).toMatchObject({ status: 'accepted', wrappedKey: null });
  expect(await client.events('member.confirmed')).toEqual([]);
};

describe('with two words of the fingerprint phrase', () => {
  test('the owner is confirmed, mailed, and opens the vault', async () => {
    await begin();
    expect(admin.page.heading).toBe(`Confirm as owner of ${client.name}`);
    expect(admin.page.facts).toMatchObject({ Who: owner.name, Account: owner.email });
    const [firstWord, secondWord] = words();
    await press({ firstWord: ` ${firstWord.toUpperCase()} `, secondWord });
    expect(admin.page.notice).toBe(`${owner.name} is confirmed and can open the vault.`);
    expect(await client.row()).toMatchObject({ waiting: 0, confirmedOwners: 1, occupied: 1 });
    const mail = await lastMailTo(world, owner.email);
    expect(mail).toMatchObject({ letter: 'confirmed', subject: `You can now open ${client.name}` });
    await owner.visit(new URL(mail.link).pathname);
    expect(owner.page.heading).toBe(`${client.name} collections`);
  });

  test('the key that is handed over is the organization’s, and opens its private key', async () => {
    await client.confirms(owner);
    const { wrappedKey } = await client.owner();
    const key = owner.keyring.open(owner.user.privateKey, wrappedKey as string);
    const row = await client.row();
    const same = SymmetricKey.from(decrypt(row.providerKey as string, await provider.key()));
    expect(Buffer.compare(key.bytes, same.bytes)).toBe(0);
    expect(decrypt(row.privateKey, key).length).toBeGreaterThan(1000);
  });

  test('the owner reads Edit items in every row, the provider No access', async () => {
    await client.confirms(owner);
    const permissions = async (who: Person) => {
      await who.visit(`${client.path}/vault`);
      return who.page.rows('Permission').map(({ Name, Permission }) => [Name, Permission]);
    };
    expect(await permissions(owner)).toEqual([
      ['Unassigned', 'Edit items'],
      ['Default collection 0 items', 'Manage collection'],
    ]);
    expect(await permissions(admin)).toEqual([
      ['Unassigned', 'No access'],
      ['Default collection 0 items', 'No access'],
    ]);
  });

  test('the log tells that they were compared', async () => {
    await client.confirms(owner);
    const [event] = await client.events('member.confirmed');
    expect(event).toMatchObject({ actorName: 'Åsa Öberg', capacity: 'provider admin', targetName: owner.email });
    expect(JSON.stringify(event.details)).toContain('two words compared');
    for (const word of owner.fingerprint) expect(JSON.stringify(event)).not.toContain(`"${word}"`);
  });
});

describe('not confirmed is who', () => {
  test('does not know the words; a second try asks for the same two', async () => {
    await begin();
    const asked = wordsAsked(admin.page.text);
    const [firstWord] = words();
    await press({ firstWord, secondWord: 'wrong' });
    expect(admin.page.status).toBe(422);
    expect(admin.page.errors).toEqual(['One of the two words differs.']);
    expect(admin.page.text).toContain('These are not the words of this account.');
    expect(wordsAsked(admin.page.text)).toEqual(asked);
    await isNotConfirmed();
    expect(await client.events('member.words-refused')).toHaveLength(1);
  });

  test('knows them in the wrong order', async () => {
    await begin();
    const [first, second] = words();
    await press({ firstWord: second, secondWord: first });
    expect(admin.page.status).toBe(422);
    await isNotConfirmed();
  });

  test('was asked for no words, without saying so', async () => {
    await begin();
    await press({ firstWord: '', secondWord: '' });
    expect(admin.page.errors).toEqual(['Type both words, or choose that you did not compare them.']);
    await isNotConfirmed();
  });

  test('has another key than the page was about', async () => {
    await begin();
    const [firstWord, secondWord] = words();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const swapped = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    await world.db.update(User, { id: owner.id }, { publicKey: swapped });
    await press({ firstWord, secondWord });
    expect(admin.page.status).toBe(422);
    expect(admin.page.text).toContain(
      'The key, account or address of this person has changed since. Nothing was confirmed',
    );
    await isNotConfirmed();
    await begin();
    await press({ notCompared: true });
    expect(await client.owner()).toMatchObject({ status: 'confirmed' });
  });

  test('has another address than the page was about', async () => {
    await begin();
    const [firstWord, secondWord] = words();
    await world.db.update(User, { id: owner.id }, { email: `x${owner.email}` });
    await press({ firstWord, secondWord });
    expect(admin.page.status).toBe(422);
    await isNotConfirmed();
  });

  test('is another person than the page was about', async () => {
    await begin();
    const path = await client.ownerPath('confirmation');
    const subject = admin.page.value('subject') as string;
    await admin.visit(client.path);
    await admin.submit('Not this person');
    await admin.visit(client.path);
    await admin.submit('Resend');
    await world.db.query('UPDATE users SET email = ? WHERE id = ?', [`old-${owner.email}`, owner.id]);
    await client.acceptedOwner('Somebody else');
    const { status } = await admin.send({ path, form: { subject, notCompared: 'yes' } });
    expect(status).toBe(422);
    await isNotConfirmed();
  });

  test('was confirmed by somebody else meanwhile', async () => {
    const other = await (await anotherAdmin(provider)).signsIn();
    await begin();
    await begin(other);
    await press({ notCompared: true });
    await press({ notCompared: true }, other);
    expect(other.page.errors.join() + other.page.text).toContain(
      'This has changed meanwhile. Nothing was handed over; look again.',
    );
    expect(await client.events('member.confirmed')).toHaveLength(1);
    expect(await client.row()).toMatchObject({ confirmedOwners: 1, waiting: 0 });
  });
});

test('without comparing, the log says so for the client to read', async () => {
  await begin();
  await press({ notCompared: true });
  expect(admin.page.notice).toContain('is confirmed');
  const [event] = await client.events('member.confirmed');
  expect(JSON.stringify(event.details)).toContain('not compared');
});

test('ten minutes after the password was typed it is asked for, and confirms once', async () => {
  await begin();
  world.clock.forward(11 * 60_000);
  await press({ notCompared: true });
  expect(admin.page.heading).toBe('Type your master password');
  await isNotConfirmed();
  await admin.unlocksIfAsked();
  expect(await client.owner()).toMatchObject({ status: 'confirmed' });
});
