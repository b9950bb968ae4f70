import { readsKey, setsUpTwoStep } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { aProvider, aStranger, PASSWORD } from '../support/people.js';
import type { World } from '../support/world.js';

/** Everybody who may meet a page of two-step login. */
export interface TwoStepPeople {
  without: Browser;
  /** Signed in with a code, in a browser that is remembered. */
  having: Browser;
  /** Has typed the password, and is asked for the code. */
  halfway: Browser;
  /** Is shown the recovery codes. */
  keeping: Browser;
  /** Has to set it up before anything else. */
  asked: Browser;
}

export async function twoStepPeople(world: World): Promise<TwoStepPeople> {
  const [without, having, keeping] = [await aStranger(world), await aStranger(world), await aStranger(world)];
  const { recoveryCodes } = await setsUpTwoStep(world, having);
  await having.signsIn();
  await having.submit('Continue', { code: recoveryCodes[0], remember: true });
  const halfway = world.browser();
  await halfway.visit('/sign-in');
  await halfway.submit('Sign in', { email: having.email, password: PASSWORD });
  await keeping.visit('/account/two-step/authenticator/new');
  await keeping.submit('Check the code', { code: readsKey(world, keeping).code() });
  const { admin: asked } = await aProvider(world, { twoStep: true });
  return { without, having, halfway, keeping, asked };
}
