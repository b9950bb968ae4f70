import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import { openWorld, type World } from '../support/world.js';
import { LASTPASS, prepares, reads } from './importing.js';

let world: World;
let vault: Vault;
let sending: ClientRequest[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  for (const one of sending) one.destroy();
  await world.close();
});
beforeEach(async () => {
  vault = await aVault(world);
});

const MIB = 1024 * 1024;
const FORM = { 'content-type': 'multipart/form-data; boundary=x' };

/** Begins to send a form of that size, and gets stuck. */
async function beginsToSend({ owner, client }: Vault, size: number) {
  const { port } = world.app.getHttpServer().address() as AddressInfo;
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { ...FORM, cookie, host: world.config.baseUrl.host, 'content-length': size };
  const begun = request({ host: '127.0.0.1', port, method: 'POST', path: `${client.path}/import`, headers });
  begun.on('error', () => undefined);
  begun.write('--x\r\n');
  await once(begun, 'socket');
  return begun;
}

test('what is pasted beside a file counts like the file: both together are refused before they are read', async () => {
  const { owner, client } = vault;
  const page = await reads(owner, client, Buffer.alloc(40 * MIB, 'a'), { pasted: 'b'.repeat(40 * MIB) });
  expect([page.status, page.heading]).toEqual([413, 'This is too large']);
});

const FULL = 'Too many files are being sent at this moment';

/** Tries again until the forms of others have begun to come, or are gone. */
async function readsUntil({ owner, client }: Vault, refused: boolean) {
  let page = await reads(owner, client, LASTPASS);
  for (let tries = 0; (page.status === 503) !== refused && tries < 50; tries++) {
    await pause(50);
    page = await reads(owner, client, LASTPASS);
  }
  return page;
}

test('while two others send the largest files there are, a third is asked to wait; when one of them gives up there is room again', async () => {
  const others = [await aVault(world), await aVault(world)];
  sending = await Promise.all([...others, ...others].map((other) => beginsToSend(other, 65 * MIB)));
  const page = await readsUntil(vault, true);
  expect([page.status, page.text.includes(FULL)]).toEqual([503, true]);
  sending.pop()?.destroy();
  expect((await readsUntil(vault, false)).heading).toContain('LastPass');
  for (const one of sending) one.destroy();
});

test('nobody takes more than half of the room, and the others send meanwhile', async () => {
  sending = [await beginsToSend(vault, 65 * MIB), await beginsToSend(vault, 65 * MIB)];
  expect((await readsUntil(vault, true)).text).toContain(FULL);
  const { owner, client } = await aVault(world);
  await prepares(owner, client, LASTPASS);
});

test('a form that does not say how long it is is not read', async () => {
  const { owner, client } = vault;
  const headers = { ...FORM, 'transfer-encoding': 'chunked' };
  expect((await owner.send({ method: 'POST', path: `${client.path}/import`, headers })).status).toBe(411);
});

test('a field that calls itself JSON is not taken apart', async () => {
  const { owner, client } = vault;
  const body =
    '--x\r\ncontent-disposition: form-data; name="pasted"\r\ncontent-type: application/json\r\n\r\n[[],\r\n--x--\r\n';
  const answer = await owner.send({ method: 'POST', path: `${client.path}/import`, body, headers: FORM });
  expect(answer.status).toBe(422);
});
