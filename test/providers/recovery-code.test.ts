import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { readRecoveryCode, recoveryKey } from '../../src/keys/recovery-code.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
let page: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
  page = `${provider.path}/recovery-code`;
});

const shown = () => /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(admin.page.text)?.[0] ?? '';
const opens = async (code: string) => {
  const { recoveryKey: wrapped } = await provider.row();
  return decrypt(wrapped, recoveryKey(readRecoveryCode(code)));
};

describe('a new recovery code', () => {
  beforeEach(async () => {
    await admin.visit(page);
    await admin.submit('Make a new code');
  });

  test('opens the provider’s key, and the one before opens nothing', async () => {
    expect(Buffer.compare(await opens(shown()), (await provider.key()).bytes)).toBe(0);
    await expect(opens(provider.recoveryCode)).rejects.toThrow();
    expect(await world.db.countBy(Event, { kind: 'recovery-code.made', providerId: provider.id })).toBe(1);
  });

  test('is mailed to every admin, without the code', async () => {
    const mail = await lastMailTo(world, admin.email);
    expect(mail.subject).toBe(`A new recovery code of ${provider.name} was made`);
    expect(mail.text).toContain(`${admin.name} made it.`);
    expect(mail.text).not.toMatch(/([0-9A-Z]{4}-){7}/);
  });

  test('is shown until its last group is typed back, and never again', async () => {
    const code = shown();
    await admin.visit(page);
    expect(shown()).toBe(code);
    await admin.submit('I have kept it', { lastGroup: code.slice(-4) === 'AAAA' ? 'BBBB' : 'AAAA' });
    expect(admin.page.status).toBe(422);
    expect(admin.page.errorAt('lastGroup')).toBe('This is not the last group. Look at what you wrote down.');
    expect(shown()).toBe(code);
    await admin.submit('I have kept it', { lastGroup: ` ${code.slice(-4).toLowerCase()} ` });
    expect(admin.page).toMatchObject({ heading: 'Clients', notice: 'The recovery code is kept. Everything is ready.' });
    await admin.visit(page);
    expect(shown()).toBe('');
  });

  test('without the last group the field says what to type', async () => {
    await admin.submit('I have kept it');
    expect(admin.page.errorAt('lastGroup')).toBe('Type the last group of the code.');
  });

  test('is in no table and no log', async () => {
    const [code, group] = [shown(), shown().replaceAll('-', '')];
    const { recoveryKey: wrapped } = await provider.row();
    const events = await world.db.findBy(Event, { providerId: provider.id });
    for (const written of [wrapped, JSON.stringify(events), JSON.stringify(world.log)]) {
      expect(written).not.toContain(code);
      expect(written).not.toContain(group);
    }
  });
});

test('the code of one provider is not shown on the page of another', async () => {
  await admin.visit(page);
  await admin.submit('Make a new code');
  const other = await aProvider(world);
  admin.cookies.set('session', other.admin.cookies.get('session') as string);
  await admin.visit(`${other.path}/recovery-code`);
  expect(admin.page.status).toBe(200);
  expect(shown()).toBe('');
});

test('an hour after signing in, the master password is asked for before a code is made', async () => {
  await admin.visit(page);
  world.clock.forward(20 * 60_000);
  await admin.submit('Make a new code');
  expect(admin.page.heading).toBe('Type your master password');
  expect(Buffer.compare(await opens(provider.recoveryCode), (await provider.key()).bytes)).toBe(0);
  await admin.unlocksIfAsked();
  expect(shown()).not.toBe('');
});
