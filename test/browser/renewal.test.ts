import { expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { type Authenticator, setsUpTwoStep } from '../support/authenticator.js';
import type { Client } from '../support/client.js';
import { NEW_PASSWORD } from '../support/forgetful.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { Desk, Wishes } from './desk.js';
import { PHONE } from './looks.js';
import { Office } from './office.js';

const office = new Office();

interface Forgotten {
  provider: Provider;
  phone: Authenticator;
  client: Client;
  owner: Person;
}

/** A sole admin with two-step login, and an owner who accepted before the admin forgot. */
async function aForgottenPassword(): Promise<Forgotten> {
  const provider = await aProvider(office.world, { teams: 10, twoStep: true });
  const phone = await setsUpTwoStep(office.world, provider.admin);
  const client = await provider.startsClient();
  return { provider, phone, client, owner: await client.acceptedOwner() };
}

/** From the page where one signs in to the page behind the mailed link. */
async function asksForTheLink(desk: Desk, email: string): Promise<void> {
  await desk.visits('/sign-in');
  await desk.presses('main a[href="/forgotten-password"]');
  await desk.sends({ email });
  expect(await desk.text('[role=status]')).toContain(email);
  await desk.visits((await lastMailTo(office.world, email)).link);
  expect(desk.path).toBe('/key-renewal');
}

async function renews(desk: Desk, { provider, phone }: Forgotten): Promise<void> {
  expect(await desk.text('.notice.warning')).toContain(provider.name);
  const passwords = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };
  await desk.sends({ ...passwords, code: phone.newCode() });
  expect(await desk.page.locator('[role=alert] a[href="#recoveryCode"]').count()).toBe(1);
  await desk.sends({ ...passwords, recoveryCode: provider.recoveryCode, code: phone.newCode() });
  await desk.sends({ email: provider.admin.email, password: NEW_PASSWORD });
  await desk.sends({ code: phone.newCode() });
  const code = await desk.text('main code');
  expect(code).not.toBe(provider.recoveryCode);
  await desk.sends({ lastGroup: code.slice(-4) });
  expect(desk.path).toBe(`${provider.path}/clients`);
}

async function confirms(desk: Desk, { client, owner }: Forgotten): Promise<void> {
  await desk.presses(`main a[href="${client.path}"]`);
  await desk.presses('main a[href$="/confirmation"]');
  const asked = async (field: string) =>
    owner.fingerprint[Number((await desk.text(`label[for=${field}]`)).match(/\d+/)) - 1];
  await desk.sends({ firstWord: await asked('firstWord'), secondWord: await asked('secondWord') });
  expect(await desk.text('[role=status]')).toContain(owner.name);
  await owner.visit(`${client.path}/vault`);
  expect(owner.page.status).toBe(200);
}

test.each<[string, Wishes]>([
  ['with JavaScript', {}],
  ['without JavaScript', { javaScript: false }],
  ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
])(
  'a sole admin forgets the master password, renews with the recovery code and confirms an owner who had accepted: %s',
  async (_, wishes) => {
    const forgotten = await aForgottenPassword();
    const desk = await office.desk(wishes);
    const { id, email } = forgotten.provider.admin;
    await office.world.db.update(User, { id }, { locale: desk.locale });
    await asksForTheLink(desk, email);
    await renews(desk, forgotten);
    await confirms(desk, forgotten);
  },
  120_000,
);
