import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CARD_PARTS, IDENTITY_PARTS, type PlainItem } from '../../src/items/plain-item.js';
import { openHead, openItem, sealItem } from '../../src/items/sealed-item.js';
import { KeyError } from '../../src/keys/key-error.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

const key = SymmetricKey.random();
const text = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom('=1+1', '{{x}}', '<b>', 'Å\u0308 ö\n\t\u0000', '👩‍👩‍👧‍👦', 'null', '  '),
);
const long = fc.constantFrom('x'.repeat(10_000), 'å'.repeat(10_000));
const some = <T extends readonly string[]>(names: T) =>
  fc.record(Object.fromEntries(names.map((name) => [name, text])), { requiredKeys: [] });

const field = fc.oneof(
  fc.record({ name: text, value: text, type: fc.constantFrom('text', 'hidden', 'boolean') }),
  fc.record({ name: text, value: fc.constant(''), type: fc.constant('linked'), linkedId: fc.nat(500) }),
);
const uri = fc.record(
  { uri: text, match: fc.constantFrom('domain', 'host', 'starts-with', 'exact', 'regex', 'never') },
  { requiredKeys: ['uri'] },
);
const past = fc.record({ password: text, at: fc.date({ noInvalidDate: true }) }, { requiredKeys: ['password'] });
const login = fc
  .tuple(some(['username', 'password', 'totp']), fc.array(uri, { maxLength: 4 }))
  .map(([parts, uris]) => ({ ...parts, uris }));
const kinds = fc.oneof(
  fc.record({ type: fc.constant('login'), login }),
  fc.record({ type: fc.constant('note') }),
  fc.record({ type: fc.constant('card'), card: some(CARD_PARTS) }),
  fc.record({ type: fc.constant('identity'), identity: some(IDENTITY_PARTS) }),
  fc.record({ type: fc.constant('ssh-key'), sshKey: some(['privateKey', 'publicKey', 'fingerprint']) }),
);
const common = fc.record(
  {
    name: text,
    notes: fc.oneof(text, long),
    fields: fc.array(field),
    passwordHistory: fc.array(past, { maxLength: 5 }),
  },
  { requiredKeys: ['name', 'fields', 'passwordHistory'] },
);
const item = fc.tuple(common, kinds).map(([one, other]) => ({ ...one, ...other }) as unknown as PlainItem);

/** As a row of the database gives it back. */
const stored = <T>(sealed: T): T => JSON.parse(JSON.stringify(sealed));

test('whatever is sealed opens as it was: every type and field, unicode, notes of 10,000 characters', () => {
  fc.assert(
    fc.property(item, (plain) => expect(openItem(stored(sealItem(plain, key)), key)).toEqual(plain)),
    {
      numRuns: 300,
    },
  );
});

test('no text of an item stands in what is sealed', () => {
  const letters = fc.stringMatching(/^[åäöÅÄÖ]{6,12}$/);
  fc.assert(
    fc.property(letters, letters, (name, password) => {
      const plain = {
        type: 'login',
        name,
        login: { uris: [], password },
        fields: [],
        passwordHistory: [],
      } as PlainItem;
      const sealed = JSON.stringify(sealItem(plain, key));
      expect(sealed.includes(name) || sealed.includes(password)).toBe(false);
    }),
  );
});

test('another organization’s key opens nothing, and neither does the own one what was changed', () => {
  const plain: PlainItem = { type: 'note', name: 'Alarm', fields: [], passwordHistory: [] };
  const { head } = sealItem(plain, key);
  expect(() => openHead(head, SymmetricKey.random())).toThrow(KeyError);
  const changed = { name: String(head.name).replace(/.(?==*$)/, (last) => (last === 'A' ? 'Q' : 'A')) };
  expect(() => openHead(changed, key)).toThrow(KeyError);
});

test('items are alike by name, username and first website, in one organization alone', () => {
  const of = (name: string, secret: string) =>
    ({ type: 'login', name, login: { uris: [], password: secret }, fields: [], passwordHistory: [] }) as PlainItem;
  const likeness = (one: PlainItem, by = key) => sealItem(one, by).likeness;
  expect(likeness(of('Bank', 'a'))).toBe(likeness(of('Bank', 'b')));
  expect(likeness(of('Bank', 'a'))).not.toBe(likeness(of('Post', 'a')));
  expect(likeness(of('Bank', 'a'))).not.toBe(likeness(of('Bank', 'a'), SymmetricKey.random()));
});
