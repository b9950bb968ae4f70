import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openWorld, type World } from '../support/world.js';
import { administersTheClient } from './afterwards.js';
import { openChromium } from './chromium.js';
import { Desk, type Wishes } from './desk.js';
import { startsAClient } from './journey.js';
import { PHONE } from './looks.js';

let world: World;
let chromium: Browser;
beforeAll(async () => {
  world = await openWorld();
  chromium = await openChromium(world);
});
afterAll(async () => {
  await chromium?.close();
  await world?.close();
});

describe('a provider admin starts a client organization, its owner comes in, and the admin administers it', () => {
  test.each<[string, Wishes]>([
    ['with JavaScript', {}],
    ['without JavaScript', { javaScript: false }],
    ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
  ])(
    '%s',
    async (_, wishes) => {
      const [admin, owner] = [await Desk.at(chromium, world, wishes), await Desk.at(chromium, world, wishes)];
      await administersTheClient(await startsAClient(world, admin, owner));
    },
    120_000,
  );
});
