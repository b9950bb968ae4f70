import { codeAt } from '../../src/keys/totp.js';
import type { Browser } from './browser.js';
import type { World } from './world.js';

/** Whose time it is. */
type Timed = Pick<World, 'clock'>;

const STEP = 30_000;

/** Somebody's phone with an authenticator app on it, and the recovery codes on their paper. */
export class Authenticator {
  readonly recoveryCodes: string[] = [];

  constructor(
    private readonly world: Timed,
    /** In base 32, as it is typed from the page. */
    readonly seed: string,
  ) {}

  /** What it shows, so many steps of 30 seconds from now. */
  code(steps = 0): string {
    return codeAt(this.seed, new Date(this.world.clock.now().getTime() + steps * STEP));
  }

  /** A code that was not used before: half a minute goes by first. */
  newCode(): string {
    this.world.clock.forward(STEP);
    return this.code();
  }
}

/** Reads the key on the page that shows it. */
export const readsKey = (world: Timed, { page }: Browser): Authenticator =>
  new Authenticator(world, page.root.byClass('code-card')[0].text.replace(/\s/g, ''));

/** Sets two-step login up on the page that is open, keeps the recovery codes and goes on to where the page leads. */
export async function setsUpTwoStep(world: Timed, browser: Browser, more = {}): Promise<Authenticator> {
  if (!browser.page.path.startsWith('/account/two-step/authenticator/new')) {
    await browser.visit('/account/two-step/authenticator/new');
  }
  const phone = readsKey(world, browser);
  await browser.submit('Check the code', { code: phone.code(), ...more });
  if (browser.page.heading !== 'Your recovery codes') return phone;
  phone.recoveryCodes.push(
    ...browser.page.root
      .byClass('codes')[0]
      .all('li')
      .map(({ text }) => text),
  );
  await browser.submit('I have kept them');
  return phone;
}
