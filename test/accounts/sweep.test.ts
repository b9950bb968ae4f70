import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EmailChange } from '../../src/accounts/email-change.entity.js';
import { Session } from '../../src/accounts/session.entity.js';
import { AccountSweep } from '../../src/accounts/sweep.js';
import { FormUse } from '../../src/web/form-use.entity.js';
import { aStranger, PASSWORD, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const sweep = () => world.get(AccountSweep).run();

test('sessions that have ended go, and keys of idle ones are locked', async () => {
  const [gone, idle, busy] = [await aStranger(world), await aStranger(world), await aStranger(world)];
  const sessionOf = ({ id }: { id: string }) => world.db.findOneBy(Session, { userId: id });
  await world.hoursPass(11);
  await idle.visit('/account');
  await world.hoursPass(2);
  await busy.signsIn();
  await sweep();
  expect(await sessionOf(gone)).toBeNull();
  expect(await sessionOf(idle)).toMatchObject({ keyring: null });
  expect((await sessionOf(busy))?.keyring).toEqual(expect.any(String));
  await busy.visit('/account');
  expect(busy.page.heading).toBe('Profile');
});

test('counts of failures go after an hour, notes of sent forms after a day', async () => {
  const { id: userId, email } = await aStranger(world);
  const before = world.clock.now();
  await world.browser().send({ path: '/sign-in', form: { email, password: 'not-my-password' } });
  const tried = [before, world.clock.now()];
  await world.db.insert(FormUse, { userId, formId: randomUUID(), result: '', usedAt: before });
  const left = async () => {
    const counts = await world.db.query('SELECT bucket FROM throttles WHERE last_at BETWEEN ? AND ?', tried);
    return [counts.length, await world.db.countBy(FormUse, { userId })];
  };
  await world.hoursPass(0.9);
  await sweep();
  expect(await left()).toEqual([2, 1]);
  await world.hoursPass(23);
  await sweep();
  expect(await left()).toEqual([0, 1]);
  await world.hoursPass(0.2);
  await sweep();
  expect(await left()).toEqual([0, 0]);
});

test('a dead link says why for thirty days', async () => {
  const person = await aStranger(world);
  const email = `${unique('ny')}@new.example`;
  await person.visit('/account/email');
  await person.submit('Send the link', { email, emailAgain: email, currentPassword: PASSWORD });
  const changes = () => world.db.countBy(EmailChange, { userId: person.id });
  await world.daysPass(30);
  await sweep();
  expect(await changes()).toBe(1);
  await world.daysPass(2);
  await sweep();
  expect(await changes()).toBe(0);
});
