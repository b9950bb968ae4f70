import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openWorld, type World } from '../support/world.js';
import { openChromium } from './chromium.js';
import { Desk, type Wishes } from './desk.js';

/** A portal and a Chromium for the tests of one file, and the desks at which people sit down in it. */
export class Office {
  world: World;
  chromium: Browser;

  /** At the head of the file: what the file itself prepares comes after it. */
  constructor() {
    beforeAll(async () => {
      this.world = await openWorld();
      this.chromium = await openChromium(this.world);
    });
    afterAll(async () => {
      await this.chromium?.close();
      await this.world?.close();
    });
  }

  /** For somebody who is not signed in. */
  desk(wishes?: Wishes): Promise<Desk> {
    return Desk.at(this.chromium, this.world, wishes);
  }

  /** For somebody of a test, signed in. */
  async deskOf(person: { cookies: Map<string, string> }, wishes?: Wishes): Promise<Desk> {
    return (await this.desk(wishes)).signedInAs(person);
  }
}
