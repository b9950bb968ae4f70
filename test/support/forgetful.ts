import { Passwords } from '../../src/accounts/passwords.js';
import { User } from '../../src/accounts/user.entity.js';
import type { Browser } from './browser.js';
import { mailsTo } from './mail.js';
import { Person } from './people.js';
import type { World } from './world.js';

export const NEW_PASSWORD = 'walrus-teapot-lantern-sixty';

/** Asks for a link on the page where one signs in, and reads its address in the mail. */
export async function forgets(world: World, email: string): Promise<string> {
  const browser = world.browser();
  await browser.visit('/sign-in');
  await browser.click('Forgotten your master password?');
  await browser.submit('Send the link', { email });
  const mail = (await mailsTo(world, email)).filter(({ letter }) => letter === 'forgotten-password').pop();
  return new URL(mail?.link ?? '').pathname;
}

/** Sets the new master password behind a link. */
export async function renews(browser: Browser, link: string, more: Record<string, string> = {}) {
  await browser.visit(link);
  return browser.submit('Set the new master password', {
    ...{ password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD },
    ...more,
  });
}

/** The same person with the keys that the account has now, signed in with the new password. */
export async function afterwards({ world, id }: Person): Promise<Person> {
  const user = await world.db.findOneByOrFail(User, { id });
  const keyring = await world.get(Passwords).open(user, NEW_PASSWORD);
  if (!keyring) throw new Error(`${user.email} has another master password`);
  return new Person(world, user, keyring).signsIn(NEW_PASSWORD);
}
