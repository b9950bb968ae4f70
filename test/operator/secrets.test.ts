import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readRecoveryCode } from '../../src/keys/recovery-code.js';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { tablesOf } from '../server/full-database.js';
import { type Authenticator, setsUpTwoStep } from '../support/authenticator.js';
import { aProvider, PASSWORD, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { World } from '../support/world.js';
import { byteStrings, opened, type Wrapped } from './heap.js';
import { Elsewhere } from './restored.js';

const elsewhere = new Elsewhere();
let world: World;
let provider: Provider;
let owner: Person;
let phone: Authenticator;
let tokens: string[];

/** The secret of a browser's session, out of its signed cookie. */
const sessionOf = (browser: Person): string =>
  decodeURIComponent(browser.cookies.get('session') as string).split('.')[0];

beforeAll(async () => {
  world = await elsewhere.world();
  provider = await aProvider(world);
  const client = await provider.startsClient();
  owner = await client.confirmedOwner();
  phone = await setsUpTwoStep(world, provider.admin);
  const halfway = world.browser(); // the password was right, and no code was typed
  await halfway.visit('/sign-in');
  await halfway.submit('Sign in', { email: provider.admin.email, password: PASSWORD });
  const invited = await provider.startsClient();
  tokens = [(await invited.invitation()).split('/').pop() as string, await makeSetupLink(world.operator)];
  await world.db.query("UPDATE mails SET state = 'queued', ended_at = NULL WHERE token IS NOT NULL");
});
afterAll(() => elsewhere.close());

test('a backup holds no session, no token, no password and no key', async () => {
  const sealed: { token: string }[] = await world.db.query('SELECT token FROM mails WHERE token IS NOT NULL');
  const sessions: { id: string; keyring: string }[] = await world.db.query('SELECT id, keyring FROM sessions');
  expect(sealed.length * sessions.length).toBeGreaterThan(0);
  const text = gunzipSync(readFileSync(await elsewhere.backup(world))).toString();
  const browsers = [provider.admin, owner];
  const keys = [await provider.key(), ...browsers.map(({ keyring }) => keyring.userKey)].flatMap(({ bytes }) => [
    ...[bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')],
  ]);
  const secrets = [
    ...[phone.seed, ...phone.recoveryCodes.map((code) => code.replaceAll('-', '')), PASSWORD, provider.recoveryCode],
    ...[...tokens, ...keys, ...browsers.map(sessionOf)],
    ...world.config.secretKeys.flatMap((key) => [key, Buffer.from(key, 'base64').toString('hex')]),
    ...sealed.map(({ token }) => token),
    ...sessions.flatMap(({ id, keyring }) => [id, keyring]),
  ];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

/** Every wrapped key in the database. */
async function wrappedKeys(): Promise<Wrapped[]> {
  const columns = {
    users: ['user_key', 'private_key'],
    providers: ['recovery_key'],
    organizations: ['private_key', 'provider_key'],
    members: ['wrapped_key'],
  };
  const found: Wrapped[] = [];
  for (const [table, names] of Object.entries(columns))
    for (const name of names) {
      const rows: { enc: string }[] = await world.db.query(
        `SELECT ${name} AS enc FROM ${table} WHERE ${name} IS NOT NULL`,
      );
      found.push(...rows.map(({ enc }) => ({ what: `${table}.${name}`, enc })));
    }
  for (const table of ['sessions', 'unfinished_sign_ins']) {
    const rows: { row: string; enc: string }[] = await world.db.query(`SELECT id AS row, keyring AS enc FROM ${table}`);
    found.push(...rows.map((one) => ({ what: `${table}.keyring`, ...one })));
  }
  return found;
}

/** The whole database with its sessions, the settings and the log: all that a thief of the server finds. */
async function loot(): Promise<string[]> {
  const tables = await tablesOf(world.dataSource);
  return [...Object.values(tables).flat(), JSON.stringify(world.config), JSON.stringify(world.log)];
}

test('from database, settings and log together no wrapped key opens', async () => {
  const heap = byteStrings(await loot());
  const wrapped = await wrappedKeys();
  expect(new Set(wrapped.map(({ what }) => what)).size).toBe(8);
  expect(heap.length).toBeGreaterThan(200);
  expect(opened(wrapped, heap)).toEqual([]);
});

test('the same trial opens keys as soon as it finds a cookie, a key or the recovery code', async () => {
  const wrapped = await wrappedKeys();
  const trial = (secret: Buffer) => [...new Set(opened(wrapped, [secret]))];
  expect(trial(Buffer.from(sessionOf(owner)))).toEqual(['sessions.keyring']);
  expect(trial(owner.keyring.userKey.bytes)).toEqual(['users.private_key']);
  expect(trial((await provider.key()).bytes)).toEqual(['organizations.provider_key']);
  expect(trial(readRecoveryCode(provider.recoveryCode))).toEqual(['providers.recovery_key']);
});
