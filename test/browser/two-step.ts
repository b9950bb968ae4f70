import { expect } from '@jest/globals';
import { Authenticator } from '../support/authenticator.js';
import { PASSWORD } from '../support/people.js';
import type { World } from '../support/world.js';
import type { Desk } from './desk.js';

/** What a new provider's first admin does before anything else: an app, a wrong code, a right one, ten codes on paper. */
export async function setsUpTwoStep(world: World, desk: Desk): Promise<Authenticator> {
  expect(desk.path).toBe('/account/two-step/authenticator/new');
  const picture = desk.page.locator('img.qr');
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
  const phone = new Authenticator(world, (await desk.text('.code-card code')).replace(/\s/g, ''));
  await desk.visits('/'); // nothing else is there yet
  expect(desk.path).toBe('/account/two-step/authenticator/new');
  await desk.page.goBack();
  await desk.sends({ code: phone.code(7) });
  expect(await desk.page.locator('[role=alert] a[href="#code"]').count()).toBe(1);
  await desk.sends({ code: phone.code() });
  phone.recoveryCodes.push(...(await desk.texts('.codes li')));
  expect(phone.recoveryCodes).toHaveLength(10);
  await desk.sends();
  return phone;
}

/** Out and in again: with the app in this browser, which is remembered then, so that the password is enough. */
export async function signsInAgain(desk: Desk, email: string, phone: Authenticator): Promise<void> {
  for (const code of [phone.newCode(), undefined]) {
    await desk.chooses('.account', 'button');
    await desk.sends({ email, password: PASSWORD });
    if (!code) break;
    expect(desk.path).toBe('/sign-in/two-step');
    await desk.page.check('[name=remember]');
    await desk.sends({ code });
  }
  expect(desk.path).toMatch(/^\/providers\/[^/]+\/clients$/);
  await desk.visits('/account/two-step');
  expect(await desk.texts('tbody th')).toHaveLength(1);
  await desk.visits('/');
}
