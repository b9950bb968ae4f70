import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 50 });
  admin = provider.admin;
});
afterAll(() => world.close());

const add = async (typed: Record<string, string>) => {
  await admin.visit(`${provider.path}/clients/new`);
  await admin.submit('Add organization', { name: 'Fine', email: 'fine@kund.example', seats: '5', ...typed });
};

const SEATS = 'Type a whole number from 1 to 1,000,000, in digits.';
const ADDRESS = 'Type one email address, such as name@example.com.';
const INVISIBLE = 'Take out line breaks and invisible characters.';

describe('a new client is refused at the field, which says what to type', () => {
  test.each([
    ['name', 'missing', '', "Type the organization's name."],
    ['name', 'blanks alone', '   ', "Type the organization's name."],
    ['name', 'no-break spaces alone', '\u00a0\u2003', "Type the organization's name."],
    ['name', '51 characters', 'å'.repeat(51), 'Use at most 50 characters.'],
    ['name', '51 emoji', '🦊'.repeat(51), 'Use at most 50 characters.'],
    ['name', 'a line break', 'One\nTwo', INVISIBLE],
    ['name', 'a carriage return at the end', 'One\r\n', INVISIBLE],
    ['name', 'a tab', 'One\tTwo', INVISIBLE],
    ['name', 'NUL', 'One\u0000Two', INVISIBLE],
    ['name', 'an escape', 'One\u001b[31mTwo', INVISIBLE],
    ['name', 'a C1 control', 'One\u0085Two', INVISIBLE],
    ['name', 'a bidi override', 'abc\u202egnp.exe', INVISIBLE],
    ['name', 'a bidi isolate', 'abc\u2067def\u2069', INVISIBLE],
    ['name', 'a zero-width space', 'a\u200bb', INVISIBLE],
    ['name', 'a line separator', 'a\u2028b', INVISIBLE],
    ['reference', '51 characters', 'x'.repeat(51), 'Use at most 50 characters.'],
    ['reference', 'a bidi override', 'K\u202e1', INVISIBLE],
    ['email', 'missing', '', "Type the owner's email address."],
    ['email', 'no address', 'eva', ADDRESS],
    ['email', 'no domain', 'eva@', ADDRESS],
    ['email', 'no top-level domain', 'eva@kund', ADDRESS],
    ['email', 'two addresses', 'eva@kund.example, bo@kund.example', ADDRESS],
    ['email', 'with a name', 'Eva <eva@kund.example>', ADDRESS],
    ['email', 'a line break and a header', 'eva@kund.example\r\nBcc: x@evil.example', ADDRESS],
    ['email', 'a blank inside', 'eva ek@kund.example', ADDRESS],
    ['email', 'a bidi override', 'eva\u202e@kund.example', ADDRESS],
    ['email', 'a zero-width joiner', 'eva\u200d@kund.example', ADDRESS],
    ['email', 'too long', `${'e'.repeat(65)}@kund.example`, ADDRESS],
    ['email', 'far too long', `eva@${'kund.'.repeat(60)}example`, ADDRESS],
    ['seats', 'missing', '', SEATS],
    ['seats', 'none', '0', SEATS],
    ['seats', 'negative', '-1', SEATS],
    ['seats', 'negative with the sign of typographers', '−1', SEATS],
    ['seats', 'a fraction', '1.5', SEATS],
    ['seats', 'a fraction with a comma', '1,5', SEATS],
    ['seats', 'a million millions', '1000000000000', SEATS],
    ['seats', 'one too many', '1000001', SEATS],
    ['seats', 'in powers of ten', '1e3', SEATS],
    ['seats', 'hexadecimal', '0x10', SEATS],
    ['seats', 'in words', 'ten', SEATS],
    ['seats', 'digits of another script', '١٢', SEATS],
    ['seats', 'a sum', '2+3', SEATS],
  ])('%s: %s', async (field, _, typed, sentence) => {
    const before = await provider.clientNames();
    await add({ [field]: typed });
    expect(admin.page.status).toBe(422);
    expect(admin.page.errorAt(field)).toBe(sentence);
    expect(admin.page.errors).toEqual([sentence]);
    expect(admin.page.title).toMatch(/^Error: /);
    expect(await provider.clientNames()).toEqual(before);
  });

  test.each([
    ['plan', 'families', 'Choose Teams or Enterprise.'],
    ['plan', '', 'Choose Teams or Enterprise.'],
    ['locale', 'xx', 'Choose a language.'],
    ['timeZone', 'Mars/Olympus', 'Choose a time zone.'],
  ])('%s: %j, which the form does not offer', async (field, value, sentence) => {
    const typed = {
      plan: 'teams',
      name: 'Fine',
      email: 'fine@kund.example',
      seats: '5',
      locale: 'en',
      timeZone: 'UTC',
    };
    const form = { formId: crypto.randomUUID(), reference: '', ...typed, [field]: value };
    const { status, body } = await admin.send({ path: `${provider.path}/clients`, form });
    expect(status).toBe(422);
    expect(body).toContain(sentence);
    expect(await provider.clientNames()).toEqual([]);
  });

  test('everything at once is said at once, and what was typed stays', async () => {
    await add({ name: '', email: 'eva at kund', seats: '1.5', reference: 'K-<1>' });
    expect(admin.page.errors).toEqual(["Type the organization's name.", ADDRESS, SEATS]);
    expect(admin.page.value('email')).toMatch(/^eva at kund/);
    expect(admin.page.value('seats')).toBe('1.5');
    expect(admin.page.value('reference')).toBe('K-<1>');
    for (const link of admin.page.root.byClass('refusal')[0].all('a')) {
      const id = (link.attribute('href') as string).slice(1);
      expect(admin.page.root.first((one) => one.attribute('id') === id)?.has('aria-invalid')).toBe(true);
    }
  });

  test('a name sent twice over, or as something else than text, is not a name', async () => {
    const form = { formId: crypto.randomUUID(), plan: 'teams', email: 'x@kund.example', seats: '5', reference: '' };
    const zones = { locale: 'en', timeZone: 'UTC' };
    const path = `${provider.path}/clients`;
    const twice = await admin.send({ path, form: { ...form, ...zones, name: ['One', 'Two'] } });
    expect(twice.status).toBe(422);
    const json = JSON.stringify({ ...form, ...zones, name: { $ne: '' }, seats: 5 });
    const other = await admin.send({ path, body: json, headers: { 'content-type': 'application/json' } });
    expect([415, 422]).toContain(other.status);
    expect(await provider.clientNames()).toEqual([]);
  });
});

describe('what does not come from our form', () => {
  const form = () => ({ formId: crypto.randomUUID(), plan: 'teams', name: unique('Evil'), email: 'e@kund.example' });
  const whole = () => ({ ...form(), seats: '5', reference: '', locale: 'en', timeZone: 'UTC' });
  const path = () => `${provider.path}/clients`;

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['another origin, told by an older browser', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }],
    ['nowhere', { 'sec-fetch-site': undefined, origin: 'null' }],
    ['a text browser, without the form’s token', { 'sec-fetch-site': undefined, origin: undefined }],
  ])('from %s: 403, and nothing is saved', async (_, headers) => {
    const answer = await admin.send({ path: path(), form: whole(), headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('This form was not sent from this site');
    expect(await provider.clientNames()).toEqual([]);
  });

  test('a token of another form does not do', async () => {
    await admin.visit(`${provider.path}/settings`);
    const _token = admin.page.value('_token') as string;
    const headers = { 'sec-fetch-site': undefined, origin: undefined };
    expect((await admin.send({ path: path(), form: { ...whole(), _token }, headers })).status).toBe(403);
    expect(await provider.clientNames()).toEqual([]);
  });

  test('a body over the limit: 413, a page in words, and nothing is saved', async () => {
    const answer = await admin.send({ path: path(), form: { ...whole(), name: 'x'.repeat(1_100_000) } });
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('This is too large');
    expect(await provider.clientNames()).toEqual([]);
  });

  test('another provider’s id: 404', async () => {
    const other = await aProvider(world);
    const answer = await admin.send({ path: `${other.path}/clients`, form: whole() });
    expect(answer.status).toBe(404);
    expect(await other.clientNames()).toEqual([]);
  });

  test.each(['formId', 'plan', 'name', 'email', 'seats', 'reference', 'locale', 'timeZone'])(
    'a form without its field %s is refused in words',
    async (field) => {
      const { status, body } = await admin.send({ path: path(), form: { ...whole(), [field]: undefined } });
      expect(status).toBe(422);
      expect(body).toContain(`href="#${field}"`);
      expect(await provider.clientNames()).toEqual([]);
    },
  );

  test('a file, or nonsense, where a form should be: a page in words', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'application/xml', 'image/png']) {
      const answer = await admin.send({ path: path(), body: '--x', headers: { 'content-type': type } });
      expect({ type, status: answer.status }).toEqual({ type, status: 415 });
      expect(answer.body).toContain('This request cannot be read');
    }
    const broken = await admin.send({ path: path(), body: '{"a":', headers: { 'content-type': 'application/json' } });
    expect([400, 415]).toContain(broken.status);
  });
});
