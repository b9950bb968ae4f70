import { beforeAll, describe, expect, test } from '@jest/globals';
import { manyMembers, memberOf } from '../members/company.js';
import { mailsGoOut } from '../members/files.js';
import type { Client } from '../support/client.js';
import { aProvider, type Person, unique } from '../support/people.js';
import { Office } from './office.js';

const office = new Office();
let client: Client;
let owner: Person;
beforeAll(async () => {
  client = await (await aProvider(office.world)).startsClient({
    plan: 'enterprise',
    seats: 50,
    name: 'Havsbris Tandvård',
  });
  owner = await client.confirmedOwner();
  await manyMembers(office.world, client, 8);
}, 60_000);

const at = (javaScript: boolean) => office.deskOf(owner, { javaScript });

describe('somebody at the list of members', () => {
  test('opens a row’s menu and sends the invitation again, also after a search', async () => {
    const desk = await at(true);
    await desk.visits(`${client.path}/members`);
    await desk.page.locator('#search').pressSequentially('Person 3', { delay: 20 });
    await desk.page.waitForFunction(() => document.querySelectorAll('#list tbody tr').length === 1);
    const menu = '#list tbody tr details.more';
    expect(await desk.page.locator(`${menu} > summary`).getAttribute('aria-label')).toBe('Act on Person 3 Testsson');
    await desk.page.locator(`${menu} > summary`).click();
    expect(await desk.texts(`${menu} li`)).toEqual(['Resend invitation', 'Change address', 'Revoke', 'Remove']);
    await desk.looksRight();
    await desk.presses(`${menu} button`);
    expect(await desk.text('[role="status"]')).toBe('1 person is invited again; the old link is dead.');
  });

  test('sees in a row’s menu what its state allows', async () => {
    const waiting = await client.hasMember({ status: 'accepted', name: 'Åke Accepterad' });
    const { id } = await memberOf(office.world, client, waiting);
    const desk = await at(true);
    await desk.visits(`${client.path}/members?tab=accepted`);
    await desk.page.locator('#list details.more > summary').click();
    expect(await desk.texts('#list details.more li')).toEqual(['Confirm', 'Not this person', 'Revoke', 'Remove']);
    await desk.presses('#list details.more li:nth-child(2) button');
    expect(desk.path).toBe(`${client.path}/members`);
    await desk.visits(`${client.path}/members?tab=invited&search=${encodeURIComponent(waiting.email)}`);
    expect(await desk.texts('#list tbody td small')).toEqual(['Taken back; not invited at the moment']);
    expect(await desk.page.locator('#list tbody th a').getAttribute('href')).toBe(`members/${id}`);
  });
});

describe.each([
  ['with JavaScript', true],
  ['without', false],
])('%s', (_, javaScript) => {
  test('people are invited with custom permissions, which stand there once Custom is chosen', async () => {
    const desk = await at(javaScript);
    await desk.visits(`${client.path}/members/new`);
    const permission = desk.page.locator('[value="manage-groups"]');
    expect(await permission.isVisible()).toBe(false);
    await desk.page.check('[value="custom"]');
    await permission.check();
    await desk.fills({ emails: `${unique('ny')}@kund.example` });
    await desk.presses('form.invite button:not([hidden], .link)');
    expect(await desk.text('[role="status"]')).toBe('1 person is invited.');
  });

  test('a file’s progress moves by itself until it is done', async () => {
    const desk = await at(javaScript);
    await desk.visits(`${client.path}/members/uploads/new`);
    const rows = ['email', ...[1, 2, 3].map(() => `${unique('fil')}@kund.example`)];
    await desk.page.setInputFiles('#file', {
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    });
    await desk.presses('main form button');
    await mailsGoOut(office.world);
    await desk.page.waitForFunction(() => document.querySelector('progress')?.value === 3);
    await desk.page.waitForSelector('text=Finished on');
    await desk.looksRight();
  });
});
