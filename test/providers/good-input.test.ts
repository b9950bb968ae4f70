import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lastMailTo } from '../support/mail.js';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
});

describe('a number of seats', () => {
  test.each([
    ['an ordinary space', '1 000'],
    ['a no-break space', '1\u00a0000'],
    ['a narrow no-break space', '1\u202f000'],
    ['a thin space', '1\u2009000'],
    ['a figure space', '1\u2007000'],
    ['spaces around', ' 1000 '],
    ['a leading nought', '01000'],
  ])('with %s is 1000', async (_, typed) => {
    const { id } = await provider.startsClient({ seats: typed as never });
    expect(await provider.clients()).toMatchObject([{ id, seats: 1000 }]);
  });
});

describe('a name', () => {
  test.each([
    ['emoji', '🦊 Räv & Rådjur 👩‍👩‍👧‍👦'],
    ['50 emoji', '🦊'.repeat(50)],
    ['markup', '<b>Bo</b><script>alert(1)</script>'],
    ['quotes', `"Bo's" 'Ek' \`AB\``],
    ['braces', '{{x}} {{{y}}} $t(Add)'],
    ['entities', '&lt;b&gt; &amp;'],
    ['a formula', '=1+2'],
    ['the alphabet’s end', 'Åäö ÅÄÖ'],
  ])('with %s is shown as it was typed', async (_, name) => {
    const client = await provider.startsClient({ name });
    expect((await client.row()).name).toBe(name);
    expect(admin.page.notice).toContain(`${name} is ready`);
    for (const path of [`${provider.path}/clients`, `${client.path}/vault`, `${client.managed}/edit`, client.path]) {
      await admin.visit(path);
      expect(admin.page.root.text).toContain(name);
      expect(admin.page.root.all('script').every((one) => one.has('src'))).toBe(true);
      expect(admin.page.main.all((one) => one.tag === 'b')).toEqual([]);
    }
    await admin.visit(`${client.managed}/edit`);
    expect(admin.page.value('name')).toBe(name);
    expect((await lastMailTo(world, client.ownerEmail)).subject).toContain(name);
  });

  test('from right to left turns nothing else around', async () => {
    const name = 'شركة الأمل (1)';
    const client = await provider.startsClient({ name });
    expect(admin.page.notice).toContain(`\u2068${name}\u2069`);
    for (const path of [`${provider.path}/clients`, client.path, `${client.path}/vault`]) {
      await admin.visit(path);
      const shown = admin.page.root.all((one) => one.tag !== 'title' && one.children.length === 0 && one.text === name);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((one) => one.tag !== 'bdi').map((one) => one.tag)).toEqual([]);
    }
  });

  test('is kept in one form of its letters, and without blanks around', async () => {
    const client = await provider.startsClient({ name: '  Bjo\u0308rk  ' });
    expect((await client.row()).name).toBe('Björk');
  });
});

describe('a note comes with', () => {
  test('an address that owns another client of this provider', async () => {
    const email = `${unique('eva')}@kund.example`;
    const first = await provider.startsClient({ email });
    await provider.startsClient({ email });
    expect(admin.page.notice).toContain(`Please note: ${email} is an owner of your client ${first.name} too.`);
    expect(await provider.clients()).toHaveLength(2);
  });

  test('a name that another client has', async () => {
    await provider.startsClient({ name: 'Same' });
    await provider.startsClient({ name: 'Same' });
    expect(admin.page.notice).toContain('Please note: You have another client with the name Same.');
  });

  test('both of them, and both are told', async () => {
    const email = `${unique('eva')}@kund.example`;
    await provider.startsClient({ name: 'Same', email });
    await provider.startsClient({ name: 'Same', email });
    expect(admin.page.notice).toContain('You have another client with the name Same.');
    expect(admin.page.notice).toContain(`Please note: ${email} is an owner of your client Same too.`);
  });

  test('nothing that another provider’s clients are', async () => {
    const other = await aProvider(world);
    const theirs = await other.startsClient({ name: 'Theirs' });
    await theirs.confirmedOwner();
    await provider.startsClient({ name: 'Theirs', email: theirs.ownerEmail });
    expect(admin.page.notice).toBe(`Theirs is ready, and an invitation goes to ${theirs.ownerEmail}.`);
  });
});

describe('addresses that look alike', () => {
  test('anna@björk.se and anna@bjork.se own two clients, and neither opens the other’s', async () => {
    const tag = unique('anna');
    const [umlaut, plain] = [
      await provider.startsClient({ name: 'Björk', email: `${tag}@björk.se` }),
      await provider.startsClient({ name: 'Bjork', email: `${tag}@bjork.se` }),
    ];
    expect((await umlaut.owner()).email).toBe(`${tag}@xn--bjrk-6qa.se`);
    const [anna, other] = [await umlaut.confirmedOwner('Anna'), await plain.confirmedOwner('Anna')];
    expect(anna.id).not.toBe(other.id);
    expect((await anna.visit(`${umlaut.path}/vault`)).heading).toBe('Björk collections');
    expect((await other.visit(`${plain.path}/vault`)).heading).toBe('Bjork collections');
    expect((await anna.visit(`${plain.path}/vault`)).status).toBe(404);
    expect((await other.visit(`${umlaut.path}/vault`)).status).toBe(404);
  });

  test('capitals, blanks around and the two ways to write ö make no other address', async () => {
    const tag = unique('anna');
    const first = await provider.startsClient({ email: `  ${tag.toUpperCase()}@BJÖRK.SE ` });
    await provider.startsClient({ email: `${tag}@bjo\u0308rk.se` });
    expect((await first.owner()).email).toBe(`${tag}@xn--bjrk-6qa.se`);
    expect(admin.page.notice).toContain('is an owner of your client');
  });
});
