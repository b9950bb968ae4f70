import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { aWaitingOwner } from './waiting-owner.js';

let world: World;
let admin: Person;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ admin, client, owner } = await aWaitingOwner(world));
});

describe('not this person', () => {
  test('takes the acceptance back: they are told, and no key was handed over', async () => {
    await admin.visit(client.path);
    await admin.submit('Not this person');
    expect(admin.page.notice).toContain('Nothing was handed over.');
    expect(await client.owner()).toMatchObject({ status: 'invited', userId: null, wrappedKey: null, acceptedAt: null });
    expect(await client.row()).toMatchObject({ waiting: 0, occupied: 1 });
    expect(await lastMailTo(world, owner.email)).toMatchObject({ letter: 'invitation-taken-back' });
    expect(await client.events('invitation.taken-back')).toHaveLength(1);
    expect((await owner.visit(`${client.path}/vault`)).status).toBe(404);
    await admin.visit(client.path);
    expect(admin.page.facts.Invitation).toBe('Taken back; not invited at the moment');
  });

  test('cannot be said any more once they are confirmed', async () => {
    await admin.visit(client.path);
    const path = await client.ownerPath('acceptance');
    await client.confirms(owner);
    const { status } = await admin.send({ method: 'DELETE', path, form: {} });
    expect(status).toBe(422);
    expect(await client.owner()).toMatchObject({ status: 'confirmed' });
  });

  test('the right person is then invited anew', async () => {
    await admin.visit(client.path);
    await admin.submit('Not this person');
    await admin.submit('Resend');
    await owner.visit(await client.invitation());
    await owner.submit('Accept the invitation');
    await client.confirms(owner);
    expect(await client.owner()).toMatchObject({ status: 'confirmed', userId: owner.id });
  });
});
