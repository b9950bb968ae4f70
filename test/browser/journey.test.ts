import { describe, test } from '@jest/globals';
import { administersTheClient } from './afterwards.js';
import type { Wishes } from './desk.js';
import { startsAClient } from './journey.js';
import { PHONE } from './looks.js';
import { Office } from './office.js';

const office = new Office();

describe('a provider admin starts a client organization, its owner comes in, and the admin administers it', () => {
  test.each<[string, Wishes]>([
    ['with JavaScript', {}],
    ['without JavaScript', { javaScript: false }],
    ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
  ])(
    '%s',
    async (_, wishes) => {
      const [admin, owner] = [await office.desk(wishes), await office.desk(wishes)];
      await administersTheClient(await startsAClient(office.world, admin, owner));
    },
    120_000,
  );
});
